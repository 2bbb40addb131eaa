-- kpi: support_cost()  tolerance: 0.01
-- Allocated amounts are rounded to four places at some step, here never.
SELECT month, segment, SUM(amount) AS value FROM spent WHERE category = 'support' GROUP BY 1, 2;

-- kpi: cost_to_support()  tolerance: 0.0001
-- By customers active at any instant, not only those with tickets.
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount, 0 AS n FROM spent WHERE category IN ('support')
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: cost_per_ticket()  tolerance: 0.0001
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount, 0 AS n FROM spent WHERE category IN ('support')
 UNION ALL
 SELECT month, segment, 0, 1 FROM created) x
GROUP BY 1, 2;

-- kpi: retention_cost()  tolerance: 0.0001
-- By customers active at both ends.
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount, 0 AS n FROM spent WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing')
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
GROUP BY 1, 2;

-- kpi: retention_cost('per_customer')  tolerance: 0.0001
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount, 0 AS n FROM spent WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing')
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: retention_cost('full')  tolerance: 0.0001
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount, 0 AS n FROM spent WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing', 'support')
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
GROUP BY 1, 2;

-- kpi: profit()  tolerance: 0.01
-- Revenue less cost of service less support cost, allocated.
SELECT month, segment, SUM(amount) AS value FROM (
 SELECT month, segment, amount::DOUBLE - COALESCE(cost_of_service, 0)::DOUBLE AS amount, 0 AS n FROM earned
 UNION ALL SELECT month, segment, -amount, 0 FROM spent WHERE category = 'support') x
GROUP BY 1, 2;

-- kpi: profit_per_customer()  tolerance: 0.0001
-- By exposed customers, as revenue_per_customer.
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount::DOUBLE - COALESCE(cost_of_service, 0)::DOUBLE AS amount, 0 AS n FROM earned
 UNION ALL SELECT month, segment, -amount, 0 FROM spent WHERE category = 'support'
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: profit_margin()  tolerance: 0.000001
SELECT month, segment, SUM(amount) / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, amount::DOUBLE - COALESCE(cost_of_service, 0)::DOUBLE AS amount, amount::DOUBLE AS n FROM earned
 UNION ALL SELECT month, segment, -amount, 0 FROM spent WHERE category = 'support') x
GROUP BY 1, 2;

-- kpi: retention_spend()  tolerance: 0.01
SELECT month, segment, SUM(amount) AS value FROM spent
WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing') GROUP BY 1, 2;
