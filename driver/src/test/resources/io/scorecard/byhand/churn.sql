-- kpi: churn_rate()
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: churn_rate('snapshot')
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: retention_rate()
SELECT p.month, g.origin AS segment, 1 - COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: retention_rate('snapshot')
SELECT p.month, g.origin AS segment, 1 - COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: churn_rate('event')
-- All instants at which nothing paid is left, also of those who return or who had joined in the period, by opening.
SELECT p.month, g.origin AS segment,
 SUM((SELECT COUNT(DISTINCT v.valid_to) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to >= p.s AND v.valid_to < p.e
   AND NOT EXISTS (SELECT 1 FROM paid w WHERE w.customer_id = v.customer_id AND w.valid_from <= v.valid_to
    AND (w.valid_to IS NULL OR w.valid_to > v.valid_to))))
 / NULLIF(COUNT(*) FILTER (WHERE n_open > 0), 0)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL GROUP BY 1, 2;

-- kpi: retention_rate('event')
SELECT p.month, g.origin AS segment, 1 -
 SUM((SELECT COUNT(DISTINCT v.valid_to) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to >= p.s AND v.valid_to < p.e
   AND NOT EXISTS (SELECT 1 FROM paid w WHERE w.customer_id = v.customer_id AND w.valid_from <= v.valid_to
    AND (w.valid_to IS NULL OR w.valid_to > v.valid_to))))
 / NULLIF(COUNT(*) FILTER (WHERE n_open > 0), 0)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL GROUP BY 1, 2;

-- kpi: churn_rate('stripe')
-- The thirty local days to the close: churned, by those active thirty days before and those new since (never paid before).
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_open > 0 AND n_close = 0)
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g ON g.s = p.before_30 AND g.e = p.e
WHERE n_open > 0 OR (n_before = 0 AND n_close > 0) GROUP BY 1, 2;

-- kpi: retention_rate('stripe')
SELECT p.month, g.origin AS segment, 1 - COUNT(*) FILTER (WHERE n_open > 0 AND n_close = 0)
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g ON g.s = p.before_30 AND g.e = p.e
WHERE n_open > 0 OR (n_before = 0 AND n_close > 0) GROUP BY 1, 2;

-- kpi: churn_rate('midpoint')
-- Churned by the mean of opening and closing; both in the segment that they have at their own bound.
SELECT month, segment, SUM(lost) / NULLIF(SUM(half) / 2.0, 0)::DOUBLE AS value FROM (
 SELECT p.month, g.origin AS segment, CASE WHEN n_close = 0 THEN 1 ELSE 0 END AS lost, 1 AS half
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0
 UNION ALL
 SELECT p.month, g.closing, 0, 1 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
GROUP BY 1, 2;

-- kpi: retention_rate('midpoint')
SELECT month, segment, 1 - SUM(lost) / NULLIF(SUM(half) / 2.0, 0)::DOUBLE AS value FROM (
 SELECT p.month, g.origin AS segment, CASE WHEN n_close = 0 THEN 1 ELSE 0 END AS lost, 1 AS half
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0
 UNION ALL
 SELECT p.month, g.closing, 0, 1 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
GROUP BY 1, 2;

-- kpi: churn_rate('daily')
-- The sum over local days of the day's churned by the day's opening.
SELECT month, segment, SUM(rate) AS value FROM (
 SELECT p.month, d.s, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS rate
 FROM period p JOIN every_day d ON d.s >= p.s AND d.s < p.e JOIN stay g ON g.s = d.s AND g.e = d.e
 WHERE n_open > 0 GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: retention_rate('daily')
SELECT month, segment, 1 - SUM(rate) AS value FROM (
 SELECT p.month, d.s, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS rate
 FROM period p JOIN every_day d ON d.s >= p.s AND d.s < p.e JOIN stay g ON g.s = d.s AND g.e = d.e
 WHERE n_open > 0 GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: average_monthly_churn_rate()
-- Pooled over the twelve months to the close of the period.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: annualised_churn_rate()
SELECT p.month, g.origin AS segment, 1 - POW(1 - COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE, 12) AS value
FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: gross_revenue_retention()
SELECT p.month, g.origin AS segment, SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: net_revenue_retention()
SELECT p.month, g.origin AS segment, SUM(m_close)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: gross_revenue_churn_rate()
SELECT p.month, g.origin AS segment, 1 - SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: net_revenue_churn_rate()
SELECT p.month, g.origin AS segment, 1 - SUM(m_close)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: net_revenue_retention('with_reactivation')
-- The money of those who came back is kept, too: 1 - (churn + contraction - expansion - reactivation) / opening.
SELECT p.month, g.origin AS segment,
 (SUM(m_close) FILTER (WHERE n_open > 0 OR n_before > 0))::DOUBLE / NULLIF(SUM(m_open), 0)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL GROUP BY 1, 2;

-- kpi: net_revenue_churn_rate('with_reactivation')
SELECT p.month, g.origin AS segment, 1 -
 (SUM(m_close) FILTER (WHERE n_open > 0 OR n_before > 0))::DOUBLE / NULLIF(SUM(m_open), 0)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL GROUP BY 1, 2;

-- kpi: trailing_churn_rate()
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g ON g.s = p.year_before AND g.e = p.e WHERE n_open > 0 GROUP BY 1, 2;
