-- kpi: attributed_cac()  by: month
-- What was spent to win customers, day by day, for each who first paid in the period.
SELECT p.month, '*' AS segment,
 (SELECT SUM(c.amount) FROM daily_cost c WHERE c.category = 'acquisition' AND c.spent_at >= p.s AND c.spent_at < p.e)
 / NULLIF((SELECT COUNT(*) FROM credit w WHERE w.won >= p.s AND w.won < p.e), 0) AS value
FROM period p;

-- kpi: attributed_cac() FILTER (WHERE campaign_channel = $$search$$)  by: month
-- The same of one channel: its campaigns' costs, and the customers whom one of its campaigns met last before they paid.
SELECT p.month, '*' AS segment,
 (SELECT SUM(c.amount::DOUBLE / (COALESCE(c.period_end, c.period_start) - c.period_start + 1)) FROM costs c JOIN campaigns m ON m.campaign_id = c.campaign_id AND m.channel = 'search'
  JOIN every_day d ON d.day BETWEEN c.period_start AND COALESCE(c.period_end, c.period_start) WHERE c.category = 'acquisition' AND d.s >= p.s AND d.s < p.e)
 / NULLIF((SELECT COUNT(*) FROM credit k WHERE k.channel = 'search' AND k.won >= p.s AND k.won < p.e), 0) AS value
FROM period p;

-- kpi: attributed_payback_months()  by: month
-- That spend by what those customers began to pay, times the model's gross margin.
SELECT p.month, '*' AS segment,
 (SELECT SUM(c.amount) FROM daily_cost c WHERE c.category = 'acquisition' AND c.spent_at >= p.s AND c.spent_at < p.e)
 / NULLIF((SELECT SUM(v.mrr)::DOUBLE FROM paid v JOIN credit w ON w.customer_id = v.customer_id AND v.valid_from = w.won
   WHERE w.won >= p.s AND w.won < p.e) * 0.78, 0) AS value
FROM period p;

-- kpi: attributed_clv()
-- Every customer's credits are 1 together, so that this is clv().
WITH lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 GROUP BY 1, 2),
arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2)
SELECT a.month, a.segment, a.a / NULLIF(l.c, 0) AS value
FROM arpa a JOIN lost l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: attributed_clv() FILTER (WHERE campaign_channel = $$event$$)
-- The same of those whom trade fairs won.
WITH lost AS (
 SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS c
 FROM period p JOIN every_month m ON m.s >= p.year_before AND m.e <= p.e JOIN stay g ON g.s = m.s AND g.e = m.e
 WHERE n_open > 0 AND customer_id IN (SELECT customer_id FROM credit WHERE channel = 'event') GROUP BY 1, 2),
arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 AND customer_id IN (SELECT customer_id FROM credit WHERE channel = 'event') GROUP BY 1, 2)
SELECT a.month, a.segment, a.a / NULLIF(l.c, 0) AS value
FROM arpa a JOIN lost l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: attributed_ltv_cac() FILTER (WHERE campaign_channel = $$search$$)  by: month
WITH credited AS (SELECT * FROM credit WHERE channel = 'search'),
half AS (SELECT p.month,
 (SELECT SUM(m_close)::DOUBLE / COUNT(*) FROM stay g JOIN credited USING (customer_id) WHERE g.s = p.s AND g.e = p.e AND n_close > 0) AS arpa,
 (SELECT COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE FROM every_month m JOIN stay g ON g.s = m.s AND g.e = m.e JOIN credited USING (customer_id)
  WHERE m.s >= p.year_before AND m.e <= p.e AND n_open > 0) AS c,
 (SELECT SUM(c.amount::DOUBLE / (COALESCE(c.period_end, c.period_start) - c.period_start + 1)) FROM costs c JOIN campaigns m ON m.campaign_id = c.campaign_id AND m.channel = 'search'
  JOIN every_day d ON d.day BETWEEN c.period_start AND COALESCE(c.period_end, c.period_start) WHERE c.category = 'acquisition' AND d.s >= p.s AND d.s < p.e) AS spend,
 (SELECT COUNT(*) FROM credited k WHERE k.won >= p.s AND k.won < p.e) AS won
 FROM period p)
SELECT month, '*' AS segment, (arpa / NULLIF(c, 0)) / NULLIF(spend / NULLIF(won, 0), 0) AS value FROM half;

-- kpi: backlog_days()
-- What is open at the close, by what was solved a day in the 28 days to it.
WITH open AS (
 SELECT p.month, segment_before(t.customer_id, p.e) AS segment, COUNT(*) AS n
 FROM period p JOIN ticket t ON t.created_at < p.e
 WHERE (t.closed_at IS NULL OR t.closed_at >= p.e)
  AND COALESCE((SELECT ARG_MAX(h.value, h.occurred_at) FROM ticket_events h WHERE h.ticket_id = t.ticket_id
   AND h.event_type = 'status' AND h.occurred_at < p.e), 'new') NOT IN ('solved', 'closed') GROUP BY 1, 2),
done AS (
 SELECT p.month, segment_at(t.customer_id, t.last_solved_at) AS segment, COUNT(*) AS n
 FROM period p JOIN ticket t ON t.last_solved_at >= p.before_28 AND t.last_solved_at < p.e
 WHERE t.status IN ('solved', 'closed') GROUP BY 1, 2)
SELECT d.month, d.segment, COALESCE(o.n, 0) / (d.n / 28.0::DOUBLE) AS value
FROM done d LEFT JOIN open o ON o.month = d.month AND o.segment IS NOT DISTINCT FROM d.segment;

-- kpi: cohort_retention_rate()
-- Of all who paid at any instant before the close, those who pay at it.
SELECT p.month, g.closing AS segment, COUNT(*) FILTER (WHERE n_close > 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE EXISTS (SELECT 1 FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e) GROUP BY 1, 2;

-- kpi: collected_recurring_revenue()
SELECT p.month, segment_at(r.customer_id, r.paid_at) AS segment, SUM(r.amount) AS value
FROM period p JOIN revenue r ON r.paid_at >= p.s AND r.paid_at < p.e WHERE r.revenue_type = 'recurring' GROUP BY 1, 2;

-- kpi: departures()
-- Instants after which nothing paid is left, also of who returns later.
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e GROUP BY 1, 2;

-- kpi: departed_mrr()
-- What ended at those instants.
SELECT p.month, segment_at(g.customer_id, g.at) AS segment,
 -SUM((SELECT SUM(v.mrr) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to = g.at)) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e GROUP BY 1, 2;

-- kpi: voluntary_departures()
-- By the type that any row of what ended then tells; the desk closes an item some time after its last payment.
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e
WHERE (SELECT MAX(u.churn_reason_type) FROM subscriptions u WHERE u.subscription_id IN
 (SELECT v.subscription_id FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to = g.at)) = 'voluntary' GROUP BY 1, 2;

-- kpi: involuntary_departures()
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e
WHERE (SELECT MAX(u.churn_reason_type) FROM subscriptions u WHERE u.subscription_id IN
 (SELECT v.subscription_id FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to = g.at)) = 'involuntary' GROUP BY 1, 2;

-- kpi: unexplained_departures()
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e
WHERE (SELECT MAX(u.churn_reason_type) FROM subscriptions u WHERE u.subscription_id IN
 (SELECT v.subscription_id FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to = g.at)) IS NULL GROUP BY 1, 2;

-- kpi: departures_to_competitors()
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e
WHERE EXISTS (SELECT 1 FROM subscriptions u WHERE u.churn_competitor IS NOT NULL AND u.subscription_id IN
 (SELECT v.subscription_id FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_to = g.at)) GROUP BY 1, 2;

-- kpi: departures_after_price_rise()
-- Those of customers whose price rose in the 90 days before.
SELECT p.month, segment_at(g.customer_id, g.at) AS segment, COUNT(*) AS value
FROM period p JOIN gone g ON g.at >= p.s AND g.at < p.e
WHERE EXISTS (SELECT 1 FROM rise r WHERE r.customer_id = g.customer_id AND r.rose <= g.at AND g.at <= r.until) GROUP BY 1, 2;

-- kpi: price_rise_churn_rate()
-- Of the rises of the period whose 90 days are over, those after which the customer left in them.
SELECT p.month, segment_at(r.customer_id, r.rose) AS segment, SUM(CASE WHEN EXISTS (SELECT 1 FROM gone g
 WHERE g.customer_id = r.customer_id AND g.at >= r.rose AND g.at <= r.until) THEN 1 ELSE 0 END)::DOUBLE / COUNT(*) AS value
FROM period p JOIN rise r ON r.rose >= p.s AND r.rose < p.e AND r.until <= utc(TIMESTAMP '2026-07-01') GROUP BY 1, 2;

-- kpi: lapsed_customers()
-- Paid before the opening, and not at it.
SELECT p.month, segment_before(g.customer_id, p.s) AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_before > 0 GROUP BY 1, 2;

-- kpi: reactivation_rate()
-- Those of them who pay at the close.
WITH back AS (
 SELECT p.month, g.origin AS segment, COUNT(*) AS n
 FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_before > 0 AND n_close > 0 GROUP BY 1, 2),
away AS (
 SELECT p.month, segment_before(g.customer_id, p.s) AS segment, COUNT(*) AS n
 FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_before > 0 GROUP BY 1, 2)
SELECT a.month, a.segment, COALESCE(b.n, 0) / a.n::DOUBLE AS value
FROM away a LEFT JOIN back b ON b.month = a.month AND b.segment IS NOT DISTINCT FROM a.segment;

-- kpi: discounts()
-- What is paid at the close less its list price.
SELECT p.month, segment_before(v.customer_id, p.e) AS segment, SUM(v.mrr - v.list_mrr) AS value
FROM period p JOIN paid v ON v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e) GROUP BY 1, 2;

-- kpi: requester_wait_time()
-- From creation to the last solution, without what was pending or solved in between.
WITH told AS (
 SELECT ticket_id, created_at AS moment, 0 AS nth, 'new' AS status FROM ticket
 UNION ALL SELECT ticket_id, occurred_at, 1, value FROM ticket_events WHERE event_type = 'status'),
held AS (
 SELECT ticket_id, moment, status, LEAD(moment) OVER (PARTITION BY ticket_id ORDER BY moment, nth) AS until FROM told)
SELECT t.month, t.segment, AVG((SELECT SUM(GREATEST(0, epoch(LEAST(COALESCE(h.until, t.last_solved_at), t.last_solved_at)) - epoch(h.moment))) / 60.0
 FROM held h WHERE h.ticket_id = t.ticket_id AND h.moment < t.last_solved_at AND h.status IN ('new', 'open', 'hold'))) AS value
FROM solved t GROUP BY 1, 2;

-- kpi: requester_wait_time('business')
-- Of these waits, what lies in openings of the ticket's desk.
WITH told AS (
 SELECT ticket_id, created_at AS moment, 0 AS nth, 'new' AS status FROM ticket
 UNION ALL SELECT ticket_id, occurred_at, 1, value FROM ticket_events WHERE event_type = 'status'),
held AS (
 SELECT ticket_id, moment, status, LEAD(moment) OVER (PARTITION BY ticket_id ORDER BY moment, nth) AS until FROM told),
wait AS (
 SELECT t.month, t.segment, t.ticket_id, t.schedule_id, h.moment AS began, LEAST(COALESCE(h.until, t.last_solved_at), t.last_solved_at) AS ended
 FROM solved t JOIN held h ON h.ticket_id = t.ticket_id AND h.moment < t.last_solved_at AND h.status IN ('new', 'open', 'hold'))
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT w.month, w.segment, w.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, w.ended)) - epoch(GREATEST(o.opened, w.began))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM wait w LEFT JOIN opening o ON o.schedule_id = w.schedule_id AND o.opened < w.ended AND o.closed > w.began GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: tickets_per_agent()
SELECT month, segment, COUNT(*) / COUNT(DISTINCT assignee_id)::DOUBLE AS value
FROM created WHERE assignee_id IS NOT NULL GROUP BY 1, 2;

-- kpi: responses_invalid()
-- Answers with no score, or one that is not on the survey's scale.
SELECT p.month, segment_at(a.customer_id, a.responded_at) AS segment, COUNT(*) AS value
FROM period p JOIN surveys a ON a.responded_at >= p.s AND a.responded_at < p.e
WHERE a.survey_type IN ('nps', 'csat', 'ces', 'fcr') AND NOT COALESCE(a.score BETWEEN a.scale_min AND a.scale_max, FALSE) GROUP BY 1, 2;

-- kpi: exit_answers()
SELECT p.month, segment_at(a.customer_id, a.responded_at) AS segment, COUNT(*) AS value
FROM period p JOIN surveys a ON a.responded_at >= p.s AND a.responded_at < p.e WHERE a.survey_type = 'exit' GROUP BY 1, 2;

-- kpi: net_sentiment()
-- Of the texts of feedback that have a sentiment; comments have none.
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment,
 (COUNT(*) FILTER (WHERE f.sentiment > 0) - COUNT(*) FILTER (WHERE f.sentiment < 0)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN feedback f ON f.given_at >= p.s AND f.given_at < p.e WHERE f.text IS NOT NULL AND f.sentiment IS NOT NULL GROUP BY 1, 2;

-- kpi: theme_mentions()
-- Texts with a word of a theme, as a whole word, and not right behind the word that takes it back.
WITH said AS (
 SELECT customer_id, given_at, LOWER(text) AS words FROM feedback WHERE text IS NOT NULL
 UNION ALL SELECT customer_id, responded_at, LOWER(comment) FROM surveys WHERE comment IS NOT NULL),
plain AS (SELECT *, regexp_replace(words, '\bnot (slow|crashes|expensive|pricing|price|great value|easy|just works)\b', '', 'g') AS kept FROM said)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) AS value
FROM period p JOIN plain f ON f.given_at >= p.s AND f.given_at < p.e
WHERE regexp_matches(kept, '\b(slow|crashes|update|release|version|export|excel|expensive|pricing|price|great value|support|documentation|easy|just works)\b')
GROUP BY 1, 2;

-- kpi: share_of_feedback()
WITH said AS (
 SELECT customer_id, given_at, LOWER(text) AS words FROM feedback WHERE text IS NOT NULL
 UNION ALL SELECT customer_id, responded_at, LOWER(comment) FROM surveys WHERE comment IS NOT NULL),
plain AS (SELECT *, regexp_replace(words, '\bnot (slow|crashes|expensive|pricing|price|great value|easy|just works)\b', '', 'g') AS kept FROM said)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) FILTER (WHERE
 regexp_matches(kept, '\b(slow|crashes|update|release|version|export|excel|expensive|pricing|price|great value|support|documentation|easy|just works)\b'))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN plain f ON f.given_at >= p.s AND f.given_at < p.e GROUP BY 1, 2;

-- kpi: nps_of_mentioners() FILTER (WHERE theme = $$speed$$)
WITH plain AS (SELECT customer_id, responded_at, score, regexp_replace(LOWER(comment), '\bnot (slow|crashes)\b', '', 'g') AS kept
 FROM surveys WHERE survey_type = 'nps' AND comment IS NOT NULL AND score IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.responded_at) AS segment,
 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN plain f ON f.responded_at >= p.s AND f.responded_at < p.e WHERE regexp_matches(kept, '\b(slow|crashes)\b') GROUP BY 1, 2;

-- kpi: nps_impact() FILTER (WHERE theme = $$release$$)
-- All commented answers less those that do not mention it.
WITH plain AS (SELECT customer_id, responded_at, score, regexp_matches(LOWER(comment), '\b(update|release|version)\b') AS does
 FROM surveys WHERE survey_type = 'nps' AND comment IS NOT NULL AND score IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.responded_at) AS segment,
 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*)::DOUBLE
 - 100.0 * (COUNT(*) FILTER (WHERE score > 8 AND NOT does) - COUNT(*) FILTER (WHERE score <= 6 AND NOT does)) / NULLIF(COUNT(*) FILTER (WHERE NOT does), 0)::DOUBLE AS value
FROM period p JOIN plain f ON f.responded_at >= p.s AND f.responded_at < p.e GROUP BY 1, 2
HAVING COUNT(*) FILTER (WHERE does) > 0;

-- kpi: net_sentiment_of_mentioners() FILTER (WHERE theme = $$support$$)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment,
 (COUNT(*) FILTER (WHERE f.sentiment > 0) - COUNT(*) FILTER (WHERE f.sentiment < 0)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN feedback f ON f.given_at >= p.s AND f.given_at < p.e
WHERE f.sentiment IS NOT NULL AND regexp_matches(LOWER(f.text), '\b(support|documentation)\b') GROUP BY 1, 2;

-- kpi: share_of_voice() FILTER (WHERE competitor = $$Zenflow$$)
WITH said AS (
 SELECT customer_id, given_at, LOWER(text) AS words FROM feedback WHERE text IS NOT NULL
 UNION ALL SELECT customer_id, responded_at, LOWER(comment) FROM surveys WHERE comment IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) FILTER (WHERE words LIKE '%zenflow%') / COUNT(*)::DOUBLE AS value
FROM period p JOIN said f ON f.given_at >= p.s AND f.given_at < p.e
WHERE words LIKE '%bluepeak%' OR words LIKE '%blue peak%' OR words LIKE '%kontorix%' OR words LIKE '%zenflow%' GROUP BY 1, 2;

-- kpi: days_since_last_contact()
-- From the last interaction or ticket before the close, local days, of customers who pay then.
SELECT month, segment, AVG(days) AS value FROM (
 SELECT p.month, g.closing AS segment, berlin(p.e)::DATE - berlin((SELECT MAX(moment) FROM (
   SELECT i.occurred_at AS moment FROM interactions i WHERE i.customer_id = g.customer_id AND i.occurred_at < p.e
   UNION ALL SELECT t.created_at FROM ticket t WHERE t.customer_id = g.customer_id AND t.created_at < p.e) x))::DATE AS days
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) x
GROUP BY 1, 2;

-- kpi: features_per_customer()
-- Different features of each customer in the 28 days to the close, where it is at the close.
SELECT month, segment, AVG(features) AS value FROM (
 SELECT p.month, segment_before(u.customer_id, p.e) AS segment, u.customer_id, COUNT(DISTINCT u.feature) AS features
 FROM period p JOIN usage_events u ON u.occurred_at >= p.before_28 AND u.occurred_at < p.e
 WHERE (u.is_bot IS NULL OR NOT u.is_bot) AND u.feature IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: churn_after_effort_rate()
-- Of those who pay at the opening and had told of their effort, those of whom nothing paid is left at some instant of the next 90 days.
SELECT p.month, segment_before(g.customer_id, p.s) AS segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM gone v WHERE v.customer_id = g.customer_id
  AND v.at >= p.s AND v.at < utc(berlin(p.s) + INTERVAL 90 DAY)))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE n_open > 0 AND utc(berlin(p.s) + INTERVAL 90 DAY) <= utc(TIMESTAMP '2026-07-01')
 AND (SELECT a.score FROM surveys a WHERE a.customer_id = g.customer_id AND a.survey_type = 'ces' AND a.score IS NOT NULL AND a.responded_at < p.s
  ORDER BY a.responded_at DESC LIMIT 1) IS NOT NULL
GROUP BY 1, 2;

-- kpi: churn_after_effort_rate('low_effort')
-- Of ease from 1 to 7, 5 and more is little effort (1.1).
SELECT p.month, segment_before(g.customer_id, p.s) AS segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM gone v WHERE v.customer_id = g.customer_id
  AND v.at >= p.s AND v.at < utc(berlin(p.s) + INTERVAL 90 DAY)))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE n_open > 0 AND utc(berlin(p.s) + INTERVAL 90 DAY) <= utc(TIMESTAMP '2026-07-01')
 AND (SELECT a.score FROM surveys a WHERE a.customer_id = g.customer_id AND a.survey_type = 'ces' AND a.score IS NOT NULL AND a.responded_at < p.s
  ORDER BY a.responded_at DESC LIMIT 1) >= 5
GROUP BY 1, 2;

-- kpi: churn_after_effort_rate('high_effort')
-- The other end of that scale.
SELECT p.month, segment_before(g.customer_id, p.s) AS segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM gone v WHERE v.customer_id = g.customer_id
  AND v.at >= p.s AND v.at < utc(berlin(p.s) + INTERVAL 90 DAY)))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE n_open > 0 AND utc(berlin(p.s) + INTERVAL 90 DAY) <= utc(TIMESTAMP '2026-07-01')
 AND (SELECT a.score FROM surveys a WHERE a.customer_id = g.customer_id AND a.survey_type = 'ces' AND a.score IS NOT NULL AND a.responded_at < p.s
  ORDER BY a.responded_at DESC LIMIT 1) <= 3
GROUP BY 1, 2;

-- kpi: troubled_churn_rate()
-- Of the opening ones with a contact in the 90 days before it that was not resolved at once (avoidable_churn), those who left.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE n_open > 0 AND EXISTS (SELECT 1 FROM trouble t WHERE t.customer_id = g.customer_id
 AND t.created_at >= utc(berlin(p.s) - INTERVAL 90 DAY) AND t.created_at < p.s)
GROUP BY 1, 2;

-- kpi: untroubled_churn_rate()
-- Of those with contacts in these days, and none like that.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e)
WHERE n_open > 0 AND EXISTS (SELECT 1 FROM ticket t WHERE t.customer_id = g.customer_id
 AND t.created_at >= utc(berlin(p.s) - INTERVAL 90 DAY) AND t.created_at < p.s)
 AND NOT EXISTS (SELECT 1 FROM trouble t WHERE t.customer_id = g.customer_id
 AND t.created_at >= utc(berlin(p.s) - INTERVAL 90 DAY) AND t.created_at < p.s)
GROUP BY 1, 2;

-- kpi: troubled_churn_share()
-- Of the MRR that churned, that of customers with such a contact in the 90 days before they left.
SELECT month, segment, COALESCE(SUM(m_open) FILTER (WHERE EXISTS (SELECT 1 FROM trouble t WHERE t.customer_id = x.customer_id
  AND t.created_at >= x.left_at - INTERVAL 90 DAY AND t.created_at < x.left_at)), 0)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM (
 SELECT p.month, g.origin AS segment, g.customer_id, g.m_open,
  (SELECT MAX(v.valid_to) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e) AS left_at
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close = 0) x
GROUP BY 1, 2;

-- kpi: ticket_volume('without_merged')
SELECT month, segment, COUNT(*) AS value FROM created WHERE is_merged IS NOT TRUE GROUP BY 1, 2;
