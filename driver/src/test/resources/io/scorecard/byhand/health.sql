-- kpi: avoidable_churn()  tolerance: 0.001
-- 0.67 x the opening MRR of churned customers with a ticket, created in the 90 days before they left, that was not
-- resolved at first contact. Open: the sign (positive here), and whether tickets never solved count (they do here).
SELECT month, segment, SUM(0.67 * m_open::DOUBLE) AS value FROM (
 SELECT p.month, g.origin AS segment, g.customer_id, g.m_open,
  (SELECT MAX(v.valid_to) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e) AS left_at
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close = 0) x
WHERE EXISTS (SELECT 1 FROM ticket t WHERE t.customer_id = x.customer_id
 AND t.created_at >= x.left_at - INTERVAL 90 DAY AND t.created_at < x.left_at
 AND NOT (COALESCE(t.status IN ('solved', 'closed') AND t.last_solved_at IS NOT NULL AND t.agent_reply_count = 1 AND t.reopen_count = 0, FALSE)
  AND NOT EXISTS (SELECT 1 FROM ticket r WHERE r.customer_id = t.customer_id AND r.ticket_id <> t.ticket_id
  AND r.created_at >= t.last_solved_at AND r.created_at < t.last_solved_at + INTERVAL 7 DAY)))
GROUP BY 1, 2;
