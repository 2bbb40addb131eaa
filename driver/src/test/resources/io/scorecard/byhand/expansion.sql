-- Why customers who stay pay more: each one's expansion is shared out in proportion to its gains of the period, by cause.

-- kpi: product_expansion_mrr()  tolerance: 0.0002
-- The part of a product that they did not pay for.
SELECT month, segment, COALESCE(SUM(grown * COALESCE(product, 0) / whole), 0) AS value FROM grown GROUP BY 1, 2;

-- kpi: tier_expansion_mrr()  tolerance: 0.0002
-- The part of a higher tier.
SELECT month, segment, COALESCE(SUM(grown * COALESCE(tier, 0) / whole), 0) AS value FROM grown GROUP BY 1, 2;

-- kpi: quantity_expansion_mrr()  tolerance: 0.0002
-- The part of more units.
SELECT month, segment, COALESCE(SUM(grown * COALESCE(quantity, 0) / whole), 0) AS value FROM grown GROUP BY 1, 2;

-- kpi: price_expansion_mrr()  tolerance: 0.0002
-- The part of a higher list price.
SELECT month, segment, COALESCE(SUM(grown * COALESCE(price, 0) / whole), 0) AS value FROM grown GROUP BY 1, 2;

-- kpi: discount_expansion_mrr()  tolerance: 0.0002
-- The part of discounts that ended or became less.
SELECT month, segment, COALESCE(SUM(grown * COALESCE(discount, 0) / whole), 0) AS value FROM grown GROUP BY 1, 2;

-- kpi: unexplained_expansion_mrr()
-- Of customers without any gain in the segment in which they expanded.
SELECT month, segment, SUM(grown) AS value FROM grown WHERE whole IS NULL GROUP BY 1, 2;
