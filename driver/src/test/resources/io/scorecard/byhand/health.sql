-- A customer is at risk at a bound with a version that is past due or whose end has been asked for before it. Open: 1.2 has
-- 'cancel_at set', which the tables keep for those alone who have not left yet; and 'health = red', which is not here.

-- kpi: customers_at_risk()
SELECT p.month, g.closing AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 AND EXISTS (SELECT 1 FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e
   AND (v.valid_to IS NULL OR v.valid_to >= p.e) AND (v.status = 'past_due' OR v.cancel_requested_at < p.e)) GROUP BY 1, 2;

-- kpi: revenue_at_risk()
SELECT p.month, g.closing AS segment, SUM(m_close) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 AND EXISTS (SELECT 1 FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e
   AND (v.valid_to IS NULL OR v.valid_to >= p.e) AND (v.status = 'past_due' OR v.cancel_requested_at < p.e)) GROUP BY 1, 2;

-- kpi: revenue_saved()
-- Of customers at risk at the opening who are still active at the close. Open: their MRR at the opening (here) or the close.
SELECT p.month, g.origin AS segment, SUM(m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 AND EXISTS (SELECT 1 FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.s
   AND (v.valid_to IS NULL OR v.valid_to >= p.s) AND (v.status = 'past_due' OR v.cancel_requested_at < p.s)) GROUP BY 1, 2;

-- kpi: protected_share()
-- Saved by what was at risk at the opening.
SELECT p.month, g.origin AS segment, SUM(CASE WHEN n_close > 0 THEN m_open ELSE 0 END)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND EXISTS (SELECT 1 FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.s
   AND (v.valid_to IS NULL OR v.valid_to >= p.s) AND (v.status = 'past_due' OR v.cancel_requested_at < p.s)) GROUP BY 1, 2;
