-- kpi: active_users()
-- Distinct people in the 28 local days to the close, bots out.
SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS value
FROM period p JOIN usage_events u ON u.occurred_at >= p.before_28 AND u.occurred_at < p.e
WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2;

-- kpi: active_users('calendar')
SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS value
FROM period p JOIN usage_events u ON u.occurred_at >= p.s AND u.occurred_at < p.e
WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2;

-- kpi: stickiness()
-- The mean over the 28 days to the close of daily users (a day without is 0), by users of the same days.
-- Open: rule 23 has the mean over the days of the period.
WITH daily AS (
 SELECT p.month, d.day, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS n
 FROM period p JOIN every_day d ON d.s >= p.before_28 AND d.s < p.e
 JOIN usage_events u ON u.occurred_at >= d.s AND u.occurred_at < d.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2, 3),
monthly AS (
 SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS n
 FROM period p JOIN usage_events u ON u.occurred_at >= p.before_28 AND u.occurred_at < p.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2)
SELECT m.month, m.segment,
 COALESCE((SELECT SUM(d.n) FROM daily d WHERE d.month = m.month AND d.segment IS NOT DISTINCT FROM m.segment), 0)::DOUBLE / 28 / m.n AS value
FROM monthly m;

-- kpi: stickiness('calendar')
-- Both over the period.
WITH daily AS (
 SELECT p.month, d.day, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS n
 FROM period p JOIN every_day d ON d.s >= p.s AND d.s < p.e
 JOIN usage_events u ON u.occurred_at >= d.s AND u.occurred_at < d.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2, 3),
monthly AS (
 SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS n
 FROM period p JOIN usage_events u ON u.occurred_at >= p.s AND u.occurred_at < p.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2)
SELECT m.month, m.segment,
 COALESCE((SELECT SUM(d.n) FROM daily d WHERE d.month = m.month AND d.segment IS NOT DISTINCT FROM m.segment), 0)::DOUBLE
  / (SELECT COUNT(*) FROM period p JOIN every_day d ON d.s >= p.s AND d.s < p.e WHERE p.month = m.month) / m.n AS value
FROM monthly m;

-- kpi: days_since_last_use()
-- The mean over customers at the close of the local days from their last use to the close. Open: whole days (here: used on
-- the last day is 1) or parts of them, and customers who never used it (left out here).
SELECT month, segment, AVG(days) AS value FROM (
 SELECT p.month, g.closing AS segment,
  (SELECT berlin(p.e)::DATE - berlin(MAX(u.occurred_at))::DATE FROM usage_events u WHERE u.customer_id = g.customer_id AND (u.is_bot IS NULL OR NOT u.is_bot) AND u.occurred_at < p.e) AS days
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
GROUP BY 1, 2;

-- kpi: weekly_active_users()
-- Distinct people in the seven days to the close.
SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.user_id) AS value
FROM period p JOIN usage_events u ON u.occurred_at >= p.before_7 AND u.occurred_at < p.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2;

-- kpi: daily_active_users()
-- The mean over the days of the period, a day without being 0 (rule 23). Open: or those of the last day.
SELECT p.month, x.segment, COUNT(*)::DOUBLE / (SELECT COUNT(*) FROM every_day d WHERE d.s >= p.s AND d.s < p.e) AS value
FROM period p JOIN (
 SELECT DISTINCT d.s AS day_s, segment_at(u.customer_id, u.occurred_at) AS segment, u.user_id
 FROM every_day d JOIN usage_events u ON u.occurred_at >= d.s AND u.occurred_at < d.e WHERE (u.is_bot IS NULL OR NOT u.is_bot)) x ON x.day_s >= p.s AND x.day_s < p.e
GROUP BY p.month, x.segment, p.s, p.e;

-- kpi: using_customers()
-- Customers with a use in the 28 days to the close.
SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.customer_id) AS value
FROM period p JOIN usage_events u ON u.occurred_at >= p.before_28 AND u.occurred_at < p.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2;

-- kpi: using_customers('calendar')
-- In the period.
SELECT p.month, segment_at(u.customer_id, u.occurred_at) AS segment, COUNT(DISTINCT u.customer_id) AS value
FROM period p JOIN usage_events u ON u.occurred_at >= p.s AND u.occurred_at < p.e WHERE (u.is_bot IS NULL OR NOT u.is_bot) GROUP BY 1, 2;

-- kpi: adoption_rate('export')
-- Exposed customers who used the feature in the 28 days to the close, by exposed customers.
-- Open: whether customers who do not pay count above.
SELECT month, segment, SUM(did)::DOUBLE / NULLIF(SUM(n), 0) AS value FROM (
 SELECT p.month, g.origin AS segment, 1 AS n,
  CASE WHEN EXISTS (SELECT 1 FROM usage_events u WHERE u.customer_id = g.customer_id AND u.feature = 'export' AND (u.is_bot IS NULL OR NOT u.is_bot)
   AND u.occurred_at >= p.before_28 AND u.occurred_at < p.e) THEN 1 ELSE 0 END AS did
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: adoption_rate('export', 'calendar')
-- Exposed customers who used the feature in the period, by exposed customers.
-- Open: whether customers who do not pay count above.
SELECT month, segment, SUM(did)::DOUBLE / NULLIF(SUM(n), 0) AS value FROM (
 SELECT p.month, g.origin AS segment, 1 AS n,
  CASE WHEN EXISTS (SELECT 1 FROM usage_events u WHERE u.customer_id = g.customer_id AND u.feature = 'export' AND (u.is_bot IS NULL OR NOT u.is_bot)
   AND u.occurred_at >= p.s AND u.occurred_at < p.e) THEN 1 ELSE 0 END AS did
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: seats_used_share()
-- Distinct people of the customers who pay at the close, by the seats of each one's last count before it; customers
-- without a count are left out. A customer counts, with all its people, where it is at the close.
SELECT month, segment, SUM(people)::DOUBLE / SUM(licensed) AS value FROM (
 SELECT p.month, g.closing AS segment,
  (SELECT ARG_MAX(k.licensed, k.counted_on) FROM seats k WHERE k.customer_id = g.customer_id AND k.counted_on < berlin(p.e)::DATE) AS licensed,
  (SELECT COUNT(DISTINCT u.user_id) FROM usage_events u WHERE u.customer_id = g.customer_id AND (u.is_bot IS NULL OR NOT u.is_bot)
   AND u.occurred_at >= p.before_28 AND u.occurred_at < p.e) AS people
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
WHERE licensed > 0 GROUP BY 1, 2;

-- kpi: seats_used_share('calendar')
-- Distinct people of the customers who pay at the close, by the seats of each one's last count before it; customers
-- without a count are left out. A customer counts, with all its people, where it is at the close.
SELECT month, segment, SUM(people)::DOUBLE / SUM(licensed) AS value FROM (
 SELECT p.month, g.closing AS segment,
  (SELECT ARG_MAX(k.licensed, k.counted_on) FROM seats k WHERE k.customer_id = g.customer_id AND k.counted_on < berlin(p.e)::DATE) AS licensed,
  (SELECT COUNT(DISTINCT u.user_id) FROM usage_events u WHERE u.customer_id = g.customer_id AND (u.is_bot IS NULL OR NOT u.is_bot)
   AND u.occurred_at >= p.s AND u.occurred_at < p.e) AS people
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
WHERE licensed > 0 GROUP BY 1, 2;

-- kpi: activation_rate()
-- Customers who paid for the first time in the period, at the segment of that moment, and whose 14 local days since are
-- over by now; above those of them with a report that no bot made before the 14 days were over, in a trial too.
SELECT p.month, segment_at(w.customer_id, w.won) AS segment,
 SUM(CASE WHEN EXISTS (SELECT 1 FROM usage_events u WHERE u.customer_id = w.customer_id AND u.feature = 'report'
  AND (u.is_bot IS NULL OR NOT u.is_bot) AND u.occurred_at < w.until) THEN 1 ELSE 0 END)::DOUBLE / COUNT(*) AS value
FROM period p JOIN (SELECT customer_id, MIN(valid_from) AS won, utc(berlin(MIN(valid_from)) + INTERVAL 14 DAY) AS until FROM paid GROUP BY 1) w
 ON w.won >= p.s AND w.won < p.e AND w.until <= utc(TIMESTAMP '2026-07-01')
GROUP BY 1, 2;

-- kpi: activation_rate(60)
-- The same within 60 days: whoever came in May or June has still time.
SELECT p.month, segment_at(w.customer_id, w.won) AS segment,
 SUM(CASE WHEN EXISTS (SELECT 1 FROM usage_events u WHERE u.customer_id = w.customer_id AND u.feature = 'report'
  AND (u.is_bot IS NULL OR NOT u.is_bot) AND u.occurred_at < w.until) THEN 1 ELSE 0 END)::DOUBLE / COUNT(*) AS value
FROM period p JOIN (SELECT customer_id, MIN(valid_from) AS won, utc(berlin(MIN(valid_from)) + INTERVAL 60 DAY) AS until FROM paid GROUP BY 1) w
 ON w.won >= p.s AND w.won < p.e AND w.until <= utc(TIMESTAMP '2026-07-01')
GROUP BY 1, 2;
