-- kpi: average_lifetime_months()
-- 1 / c, c pooled over the twelve months to the close.
WITH lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 GROUP BY 1, 2)
SELECT month, segment, 1 / NULLIF(c, 0) AS value FROM lost;

-- kpi: clv()
WITH lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 GROUP BY 1, 2),
arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2)
SELECT a.month, a.segment, a.a / NULLIF(l.c, 0) AS value
FROM arpa a JOIN lost l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: clv_margin()
-- The model's gross margin.
WITH lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 GROUP BY 1, 2),
arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2)
SELECT a.month, a.segment, a.a / NULLIF(l.c, 0) * 0.78 AS value
FROM arpa a JOIN lost l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: cac()  by: month
-- Acquisition spend by customers newly won in the same period.
WITH cac AS (
 SELECT p.month, '*' AS segment, (SELECT SUM(c.amount) FROM daily_cost c WHERE c.category = 'acquisition' AND c.spent_at >= p.s AND c.spent_at < p.e) AS spend,
  (SELECT COUNT(*) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won,
  (SELECT SUM(m_close) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won_mrr
 FROM period p)
SELECT month, segment, spend / NULLIF(won, 0) AS value FROM cac;

-- kpi: payback_months()  by: month
-- CAC / (ARPA_new x gross margin), ARPA_new = new_mrr / new_customers.
WITH cac AS (
 SELECT p.month, '*' AS segment, (SELECT SUM(c.amount) FROM daily_cost c WHERE c.category = 'acquisition' AND c.spent_at >= p.s AND c.spent_at < p.e) AS spend,
  (SELECT COUNT(*) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won,
  (SELECT SUM(m_close) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won_mrr
 FROM period p)
SELECT month, segment, (spend / NULLIF(won, 0)) / NULLIF(won_mrr::DOUBLE / NULLIF(won, 0) * 0.78, 0) AS value FROM cac;

-- kpi: ltv_cac()  by: month
-- ltv is clv's alias. Open: whether the value by margin is meant.
WITH cac AS (
 SELECT p.month, '*' AS segment, (SELECT SUM(c.amount) FROM daily_cost c WHERE c.category = 'acquisition' AND c.spent_at >= p.s AND c.spent_at < p.e) AS spend,
  (SELECT COUNT(*) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won,
  (SELECT SUM(m_close) FROM stay g WHERE g.s = p.s AND g.e = p.e AND n_open = 0 AND n_close > 0 AND n_before = 0) AS won_mrr
 FROM period p),
lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 GROUP BY 1, 2),
arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2)
SELECT k.month, k.segment, a.a / NULLIF(l.c, 0) / NULLIF(spend / NULLIF(won, 0), 0) AS value
FROM cac k JOIN arpa a USING (month, segment) JOIN lost l USING (month, segment);

-- kpi: clv('observed')
-- Mean length of the subscriptions that ended in the twelve months to the close (1.7: lifetime window 12 months) x ARPA.
WITH arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2),
ended AS (
 SELECT subscription_id, ANY_VALUE(customer_id) AS customer_id, MIN(valid_from) AS began, MAX(COALESCE(valid_to, TIMESTAMP '9999-01-01')) AS ended
 FROM paid GROUP BY subscription_id),
life AS (
 SELECT p.month, segment_before(x.customer_id, x.ended) AS segment, AVG((epoch(x.ended) - epoch(x.began)) / 86400 / (365.0 / 12)) AS months
 FROM period p JOIN ended x ON x.ended >= p.year_before AND x.ended < p.e GROUP BY 1, 2)
SELECT a.month, a.segment, a.a * l.months AS value
FROM arpa a JOIN life l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: clv_margin('observed')
WITH arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2),
ended AS (
 SELECT subscription_id, ANY_VALUE(customer_id) AS customer_id, MIN(valid_from) AS began, MAX(COALESCE(valid_to, TIMESTAMP '9999-01-01')) AS ended
 FROM paid GROUP BY subscription_id),
life AS (
 SELECT p.month, segment_before(x.customer_id, x.ended) AS segment, AVG((epoch(x.ended) - epoch(x.began)) / 86400 / (365.0 / 12)) AS months
 FROM period p JOIN ended x ON x.ended >= p.year_before AND x.ended < p.e GROUP BY 1, 2)
SELECT a.month, a.segment, a.a * l.months * 0.78 AS value
FROM arpa a JOIN life l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;
