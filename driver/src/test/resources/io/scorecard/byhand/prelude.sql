-- What all blocks stand on: periods, customers at their bounds, and rows with their period and segment.
-- Written from the rules of time, state and segments alone; naive on purpose, a grid of customers x bounds.
-- ${months} is the length of a period. The macros segment_before(customer, bound), an instant before a bound,
-- and segment_at(customer, instant), just after something happened, are there already.

CREATE MACRO utc(t) AS t AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC';
CREATE MACRO berlin(t) AS t AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin';

-- January to June 2026, cut into periods; month is the first day, prior the start of the period before.
CREATE TABLE period AS
SELECT f::DATE AS month, utc(f) AS s, utc(f + INTERVAL (${months}) MONTH) AS e,
       utc(f - INTERVAL (${months}) MONTH) AS prior, utc(f + INTERVAL (${months}) MONTH - INTERVAL 12 MONTH) AS year_before,
       utc(f + INTERVAL (${months}) MONTH - INTERVAL 28 DAY) AS before_28, utc(f + INTERVAL (${months}) MONTH - INTERVAL 7 DAY) AS before_7,
       utc(f + INTERVAL (${months}) MONTH - INTERVAL 1 DAY) AS before_1, utc(f + INTERVAL (${months}) MONTH - INTERVAL 30 DAY) AS before_30
FROM (SELECT unnest(generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-06-30', INTERVAL (${months}) MONTH)) AS f);

-- Every local month and day that some period looks back on.
CREATE TABLE every_month AS
SELECT utc(f) AS s, utc(f + INTERVAL 1 MONTH) AS e
FROM (SELECT unnest(generate_series(TIMESTAMP '2025-01-01', TIMESTAMP '2026-06-30', INTERVAL 1 MONTH)) AS f);
CREATE TABLE every_day AS
SELECT utc(f) AS s, utc(f + INTERVAL 1 DAY) AS e, f::DATE AS day
FROM (SELECT unnest(generate_series(TIMESTAMP '2025-12-01', TIMESTAMP '2026-06-30', INTERVAL 1 DAY)) AS f);

-- Paid versions: active or past_due, a rounded MRR above 0, an end after the start.
CREATE TABLE paid AS
SELECT customer_id, subscription_id, plan_id, product_id, COALESCE(quantity, 1) AS quantity, ROUND(mrr, 4) AS mrr, status, cancel_at, cancel_requested_at, valid_from, valid_to,
       ROUND((COALESCE(quantity, 1) * unit_amount * CASE billing_interval WHEN 'day' THEN 365.0 / 12 WHEN 'week' THEN 52.0 / 12
         WHEN 'quarter' THEN 1.0 / 3 WHEN 'year' THEN 1.0 / 12 ELSE 1 END
         / COALESCE(billing_interval_count, 1))::DECIMAL(38, 6), 4) AS list_mrr
FROM subscriptions
WHERE (status IS NULL OR status IN ('active', 'past_due')) AND ROUND(mrr, 4) > 0
  AND (valid_to IS NULL OR valid_to > valid_from);

-- Every interval in which somebody is looked at, and each customer in it: paid versions and their money an
-- instant before both bounds, whether there was one before, and the first paid start inside.
CREATE TABLE spans AS
SELECT s, e FROM period UNION SELECT prior, s FROM period UNION SELECT before_30, e FROM period
UNION SELECT year_before, e FROM period
UNION SELECT s, e FROM every_month UNION SELECT s, e FROM every_day;

CREATE TABLE stay AS
SELECT g.*,
       CASE WHEN n_open > 0 THEN segment_before(customer_id, s)
            WHEN first_start IS NOT NULL THEN segment_at(customer_id, first_start) END AS origin,
       segment_before(customer_id, e) AS closing
FROM (
  SELECT i.s, i.e, c.customer_id,
         (SELECT COUNT(*) FROM paid v WHERE v.customer_id = c.customer_id
            AND v.valid_from < i.s AND (v.valid_to IS NULL OR v.valid_to >= i.s)) AS n_open,
         (SELECT COUNT(*) FROM paid v WHERE v.customer_id = c.customer_id
            AND v.valid_from < i.e AND (v.valid_to IS NULL OR v.valid_to >= i.e)) AS n_close,
         (SELECT COALESCE(SUM(v.mrr), 0) FROM paid v WHERE v.customer_id = c.customer_id
            AND v.valid_from < i.s AND (v.valid_to IS NULL OR v.valid_to >= i.s)) AS m_open,
         (SELECT COALESCE(SUM(v.mrr), 0) FROM paid v WHERE v.customer_id = c.customer_id
            AND v.valid_from < i.e AND (v.valid_to IS NULL OR v.valid_to >= i.e)) AS m_close,
         (SELECT COUNT(*) FROM paid v WHERE v.customer_id = c.customer_id AND v.valid_from < i.s) AS n_before,
         (SELECT MIN(v.valid_from) FROM paid v WHERE v.customer_id = c.customer_id
            AND v.valid_from >= i.s AND v.valid_from < i.e) AS first_start
  FROM spans i CROSS JOIN customers c) g;

-- Answers, tickets by creation and by solution, revenue and uses of the product, each in its period and segment.
CREATE TABLE answers AS
SELECT p.month, segment_at(a.customer_id, a.responded_at) AS segment, a.survey_type, a.score, a.respondent_id,
       a.ticket_id, a.customer_id, a.responded_at
FROM period p JOIN surveys a ON a.responded_at >= p.s AND a.responded_at < p.e
WHERE a.score IS NOT NULL;

CREATE TABLE ticket AS
SELECT * FROM tickets WHERE status <> 'deleted' AND (is_deleted IS NULL OR NOT is_deleted);

CREATE TABLE created AS
SELECT p.month, segment_at(t.customer_id, t.created_at) AS segment, t.*
FROM period p JOIN ticket t ON t.created_at >= p.s AND t.created_at < p.e;

CREATE TABLE solved AS
SELECT p.month, segment_at(t.customer_id, t.last_solved_at) AS segment, t.*
FROM period p JOIN ticket t ON t.last_solved_at >= p.s AND t.last_solved_at < p.e
WHERE t.status IN ('solved', 'closed');

CREATE TABLE earned AS
SELECT p.month, segment_at(r.customer_id, r.occurred_at) AS segment, r.customer_id, r.revenue_type, r.amount,
       r.cost_of_service, r.occurred_at
FROM period p JOIN revenue r ON r.occurred_at >= p.s AND r.occurred_at < p.e
WHERE r.revenue_type IS DISTINCT FROM 'tax';

-- Costs by customer and local day: each spread evenly over its own days; direct ones are their customer's, linked
-- ones their ticket's; shared ones are divided by the handle minutes of all customers' tickets created in the
-- cost's own days (by their number where there are no minutes), and stay without customer where there are none.
CREATE TABLE cost_weight AS
SELECT c.cost_id, t.customer_id, SUM(COALESCE(t.handle_minutes, 0)) AS minutes, COUNT(*) AS n
FROM costs c JOIN ticket t ON berlin(t.created_at)::DATE BETWEEN c.period_start AND COALESCE(c.period_end, c.period_start)
WHERE c.customer_id IS NULL AND c.ticket_id IS NULL AND t.customer_id IS NOT NULL
GROUP BY c.cost_id, t.customer_id;

CREATE TABLE cost_part AS
SELECT c.cost_id, c.customer_id, 1.0::DOUBLE AS part FROM costs c WHERE c.customer_id IS NOT NULL
UNION ALL
SELECT c.cost_id, (SELECT t.customer_id FROM tickets t WHERE t.ticket_id = c.ticket_id), 1.0::DOUBLE
FROM costs c WHERE c.customer_id IS NULL AND c.ticket_id IS NOT NULL
UNION ALL
SELECT w.cost_id, w.customer_id,
       CASE WHEN SUM(w.minutes) OVER (PARTITION BY w.cost_id) > 0
            THEN w.minutes / SUM(w.minutes) OVER (PARTITION BY w.cost_id)
            ELSE w.n::DOUBLE / SUM(w.n) OVER (PARTITION BY w.cost_id) END
FROM cost_weight w
UNION ALL
SELECT c.cost_id, NULL, 1.0::DOUBLE FROM costs c
WHERE c.customer_id IS NULL AND c.ticket_id IS NULL AND c.cost_id NOT IN (SELECT cost_id FROM cost_weight);

CREATE TABLE daily_cost AS
SELECT c.category, x.customer_id, d.day, d.s AS spent_at,
       c.amount::DOUBLE * x.part / (COALESCE(c.period_end, c.period_start) - c.period_start + 1) AS amount
FROM costs c JOIN cost_part x ON x.cost_id = c.cost_id
JOIN every_day d ON d.day BETWEEN c.period_start AND COALESCE(c.period_end, c.period_start)
UNION ALL
-- Time that agents worked for customers is support that costs does not hold: minutes x the hourly cost at that time.
SELECT 'support', COALESCE(w.customer_id, (SELECT t.customer_id FROM tickets t WHERE t.ticket_id = w.ticket_id)),
       d.day, d.s, w.minutes / 60 * a.hourly_cost::DOUBLE
FROM time_entries w
JOIN agents a ON a.agent_id = w.agent_id AND (a.valid_from IS NULL OR a.valid_from <= w.worked_at)
 AND (a.valid_to IS NULL OR a.valid_to > w.worked_at)
JOIN every_day d ON w.worked_at >= d.s AND w.worked_at < d.e;

CREATE TABLE spent AS
SELECT p.month, segment_at(c.customer_id, c.spent_at) AS segment, c.category, c.customer_id, c.amount
FROM period p JOIN daily_cost c ON c.spent_at >= p.s AND c.spent_at < p.e;

-- Each opening of the desk as it was, day by local day, without those on holidays.
CREATE TABLE opening AS
SELECT h.schedule_id, (d.day + h.opens::TIME) AT TIME ZONE h.time_zone AT TIME ZONE 'UTC' AS opened,
       (d.day + h.closes::TIME) AT TIME ZONE h.time_zone AT TIME ZONE 'UTC' AS closed
FROM (SELECT unnest(generate_series(DATE '2023-07-01', DATE '2026-07-01', INTERVAL 1 DAY))::DATE AS day) d
JOIN business_hours h ON h.weekday = isodow(d.day)
WHERE NOT EXISTS (SELECT 1 FROM holidays f WHERE f.schedule_id = h.schedule_id AND d.day BETWEEN f.start_date AND f.end_date);

-- Instants after which nothing paid is left of a customer, also of one who returns later.
CREATE TABLE gone AS
SELECT DISTINCT v.customer_id, v.valid_to AS at FROM paid v WHERE v.valid_to IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM paid w WHERE w.customer_id = v.customer_id AND w.valid_from <= v.valid_to
 AND (w.valid_to IS NULL OR w.valid_to > v.valid_to));

-- When each customer first paid, and the channel of the campaign that it met last before, else of the one its account names.
CREATE TABLE credit AS
SELECT w.customer_id, w.won, (SELECT m.channel FROM campaigns m WHERE m.campaign_id = COALESCE(
 (SELECT a.campaign_id FROM attributions a WHERE a.customer_id = w.customer_id AND a.attributed_at <= w.won ORDER BY a.attributed_at DESC, a.campaign_id DESC LIMIT 1),
 (SELECT c.acquisition_campaign_id FROM customers c WHERE c.customer_id = w.customer_id))) AS channel
FROM (SELECT customer_id, MIN(valid_from) AS won FROM paid GROUP BY 1) w;

-- Tickets that were not resolved at once: not solved, by several answers, re-opened, or with another one within seven days.
CREATE TABLE trouble AS
SELECT t.customer_id, t.created_at FROM ticket t
WHERE NOT (COALESCE(t.status IN ('solved', 'closed') AND t.last_solved_at IS NOT NULL AND t.agent_reply_count = 1 AND t.reopen_count = 0, FALSE)
 AND NOT EXISTS (SELECT 1 FROM ticket r WHERE r.customer_id = t.customer_id AND r.ticket_id <> t.ticket_id
  AND r.created_at >= t.last_solved_at AND r.created_at < t.last_solved_at + INTERVAL 7 DAY));

-- Instants at which a customer pays more for a product than just before, and why: the first that holds of a product that it
-- did not pay for, a higher tier on average over units, more units, a higher list price, and else a discount that went.
CREATE TABLE gain AS
SELECT customer_id, gained_at, after_mrr - before_mrr AS amount,
       CASE WHEN before_n = 0 THEN 'product'
            WHEN after_tiers::DOUBLE / after_units > before_tiers::DOUBLE / before_units THEN 'tier'
            WHEN after_units > before_units THEN 'quantity'
            WHEN after_list > before_list THEN 'price'
            ELSE 'discount' END AS cause
FROM (
  SELECT i.customer_id, i.product_id, i.gained_at, COUNT(*) FILTER (WHERE v.valid_from < i.gained_at) AS before_n,
         COALESCE(SUM(v.mrr) FILTER (WHERE v.valid_from < i.gained_at), 0) AS before_mrr,
         SUM(v.mrr) FILTER (WHERE v.valid_to IS NULL OR v.valid_to > i.gained_at) AS after_mrr,
         SUM(v.list_mrr) FILTER (WHERE v.valid_from < i.gained_at) AS before_list,
         SUM(v.list_mrr) FILTER (WHERE v.valid_to IS NULL OR v.valid_to > i.gained_at) AS after_list,
         SUM(v.quantity) FILTER (WHERE v.valid_from < i.gained_at) AS before_units,
         SUM(v.quantity) FILTER (WHERE v.valid_to IS NULL OR v.valid_to > i.gained_at) AS after_units,
         SUM(v.quantity * n.tier_rank) FILTER (WHERE v.valid_from < i.gained_at) AS before_tiers,
         SUM(v.quantity * n.tier_rank) FILTER (WHERE v.valid_to IS NULL OR v.valid_to > i.gained_at) AS after_tiers
  FROM (SELECT DISTINCT customer_id, product_id, valid_from AS gained_at FROM paid) i
  JOIN paid v ON v.customer_id = i.customer_id AND v.product_id = i.product_id
   AND v.valid_from <= i.gained_at AND (v.valid_to IS NULL OR v.valid_to >= i.gained_at)
  JOIN plans n ON n.plan_id = v.plan_id
  GROUP BY i.customer_id, i.product_id, i.gained_at) x
WHERE after_mrr > before_mrr;

-- Customers who expanded, with their gains of the period in the segment in which they expanded: whole, and by cause.
CREATE TABLE grown AS
SELECT p.month, g.origin AS segment, g.customer_id, g.m_close - g.m_open AS grown, SUM(x.amount) AS whole,
       SUM(x.amount) FILTER (WHERE x.cause = 'product') AS product, SUM(x.amount) FILTER (WHERE x.cause = 'tier') AS tier,
       SUM(x.amount) FILTER (WHERE x.cause = 'quantity') AS quantity, SUM(x.amount) FILTER (WHERE x.cause = 'price') AS price,
       SUM(x.amount) FILTER (WHERE x.cause = 'discount') AS discount
FROM period p JOIN stay g USING (s, e)
LEFT JOIN gain x ON x.customer_id = g.customer_id AND x.gained_at >= p.s AND x.gained_at < p.e
 AND segment_at(x.customer_id, x.gained_at) IS NOT DISTINCT FROM g.origin
WHERE g.n_open > 0 AND g.n_close > 0 AND g.m_close > g.m_open
GROUP BY p.month, g.origin, g.customer_id, g.m_close, g.m_open;

-- When the price of a unit rose that a customer pays for an item which goes on, its plan and billing as before.
CREATE TABLE rise AS
SELECT DISTINCT n.customer_id, n.valid_from AS rose, utc(berlin(n.valid_from) + INTERVAL 90 DAY) AS until
FROM subscriptions n JOIN subscriptions b ON b.subscription_item_id = n.subscription_item_id AND b.valid_to = n.valid_from
 AND b.plan_id = n.plan_id AND b.billing_interval = n.billing_interval AND b.billing_interval_count = n.billing_interval_count
WHERE b.status IN ('active', 'past_due') AND n.status IN ('active', 'past_due') AND n.unit_amount > b.unit_amount;
