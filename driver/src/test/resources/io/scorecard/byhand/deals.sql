-- kpi: won_deals()
SELECT p.month, segment_at(d.customer_id, d.closed_at) AS segment, COUNT(*) AS value
FROM period p JOIN deals d ON d.closed_at >= p.s AND d.closed_at < p.e WHERE d.is_closed AND d.is_won GROUP BY 1, 2;

-- kpi: lost_deals()
SELECT p.month, segment_at(d.customer_id, d.closed_at) AS segment, COUNT(*) AS value
FROM period p JOIN deals d ON d.closed_at >= p.s AND d.closed_at < p.e WHERE d.is_closed AND NOT d.is_won GROUP BY 1, 2;

-- kpi: win_rate()
-- Won, by won and lost; what is open, or closed without an outcome, is neither.
SELECT p.month, segment_at(d.customer_id, d.closed_at) AS segment, AVG(d.is_won::INT) AS value
FROM period p JOIN deals d ON d.closed_at >= p.s AND d.closed_at < p.e WHERE d.is_closed AND d.is_won IS NOT NULL GROUP BY 1, 2;

-- kpi: win_rate('by_amount')
SELECT p.month, segment_at(d.customer_id, d.closed_at) AS segment,
 SUM(CASE WHEN d.is_won THEN d.amount ELSE 0 END)::DOUBLE / SUM(d.amount)::DOUBLE AS value
FROM period p JOIN deals d ON d.closed_at >= p.s AND d.closed_at < p.e WHERE d.is_closed AND d.is_won IS NOT NULL GROUP BY 1, 2;

-- kpi: average_won_amount()
SELECT p.month, segment_at(d.customer_id, d.closed_at) AS segment, AVG(d.amount)::DOUBLE AS value
FROM period p JOIN deals d ON d.closed_at >= p.s AND d.closed_at < p.e WHERE d.is_closed AND d.is_won GROUP BY 1, 2;
