-- What the statements of catalogue-by-hand.sql stand on: one period of 35 months, by industry. Views are put into a
-- statement before it is planned, so that they cost what they would cost if they were written out.
CREATE TEMP VIEW paid AS
SELECT customer_id, mrr, valid_from, valid_to, plan_id, product_id, status, cancel_requested_at, churn_reason,
    churn_reason_type
FROM subscriptions
WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from);

-- Customers with a paid version in the period.
CREATE TEMP VIEW stay AS
SELECT c.industry AS part, v.*
FROM (
    SELECT customer_id, COUNT(*) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01') AS n_open,
        COUNT(*) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS n_close,
        COALESCE(SUM(mrr) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01'), 0) AS m_open,
        COALESCE(SUM(mrr) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01'), 0) AS m_close
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01')
    GROUP BY customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id;

-- Those who are there at the close and not at the opening.
CREATE TEMP VIEW came AS
SELECT c.industry AS part, v.customer_id, v.m_close, v.first_from < TIMESTAMP '2023-07-01' AS back
FROM (
    SELECT customer_id, MIN(valid_from) AS first_from,
        SUM(mrr) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS m_close,
        COUNT(*) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01'))
            AS n_open
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01'
    GROUP BY customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id
WHERE v.n_open = 0 AND v.m_close > 0;

-- Months of the year to the close: who was there at a month's opening, and who of them not at its close.
CREATE TEMP VIEW pooled AS
SELECT c.industry AS part, COUNT(*) AS opening, COUNT(*) FILTER (WHERE v.n_close = 0) AS churned
FROM (
    SELECT m.opens, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.opens) AS n_open,
        COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.opens + INTERVAL 1 MONTH) AS n_close
    FROM generate_series(TIMESTAMP '2025-06-01', TIMESTAMP '2026-05-01', INTERVAL 1 MONTH) AS m(opens)
    JOIN paid p ON p.valid_from < m.opens + INTERVAL 1 MONTH AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
    GROUP BY m.opens, p.customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id
WHERE v.n_open > 0
GROUP BY c.industry;

-- As stay, of the year to the close.
CREATE TEMP VIEW stay_of_year AS
SELECT c.industry AS part, v.*
FROM (
    SELECT customer_id, COUNT(*) FILTER (WHERE valid_from < TIMESTAMP '2025-06-01') AS n_open,
        COUNT(*) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS n_close,
        COALESCE(SUM(mrr) FILTER (WHERE valid_from < TIMESTAMP '2025-06-01'), 0) AS m_open,
        COALESCE(SUM(mrr) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01'), 0) AS m_close
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2025-06-01')
    GROUP BY customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id;

-- The ends after which nothing of the customer is paid: another of its subscriptions may last longer than the one that ends.
CREATE TEMP VIEW departed AS
SELECT *
FROM (
    SELECT customer_id, churn_reason, churn_reason_type, valid_to,
        MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
            ROWS UNBOUNDED PRECEDING) AS held_until,
        LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
    FROM paid) v
WHERE held_until >= TIMESTAMP '2023-07-01' AND held_until < TIMESTAMP '2026-06-01'
  AND (following IS NULL OR following > held_until);

CREATE TEMP VIEW answers AS
SELECT c.industry AS part, s.*
FROM surveys s
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.responded_at >= TIMESTAMP '2023-07-01' AND s.responded_at < TIMESTAMP '2026-06-01' AND s.score IS NOT NULL;

CREATE TEMP VIEW invitations AS
SELECT c.industry AS part, s.*
FROM surveys s
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.sent_at >= TIMESTAMP '2023-07-01' AND s.sent_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW ticket AS
SELECT * FROM tickets WHERE NOT is_deleted AND status <> 'deleted';

CREATE TEMP VIEW created AS
SELECT c.industry AS part, t.*
FROM ticket t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.created_at >= TIMESTAMP '2023-07-01' AND t.created_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW solved AS
SELECT c.industry AS part, t.*
FROM tickets t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.last_solved_at >= TIMESTAMP '2023-07-01' AND t.last_solved_at < TIMESTAMP '2026-06-01'
  AND t.status IN ('solved', 'closed') AND NOT t.is_deleted;

CREATE TEMP VIEW solved_first AS
SELECT c.industry AS part, t.*
FROM tickets t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.first_solved_at >= TIMESTAMP '2023-07-01' AND t.first_solved_at < TIMESTAMP '2026-06-01'
  AND t.status IN ('solved', 'closed') AND NOT t.is_deleted;

CREATE TEMP VIEW solved_of_28_days AS
SELECT c.industry AS part, t.*
FROM tickets t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.last_solved_at >= TIMESTAMP '2026-05-04' AND t.last_solved_at < TIMESTAMP '2026-06-01'
  AND t.status IN ('solved', 'closed') AND NOT t.is_deleted;

CREATE TEMP VIEW waiting AS
SELECT c.industry AS part, t.*
FROM ticket t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.created_at < TIMESTAMP '2026-06-01'
  AND (t.status NOT IN ('solved', 'closed') OR COALESCE(t.last_solved_at, t.closed_at) >= TIMESTAMP '2026-06-01');

-- Openings of the desks, with the minutes that were open before each.
CREATE TEMP VIEW opening AS
SELECT schedule_id, opened, closed,
    COALESCE(SUM(epoch(closed) - epoch(opened)) OVER (PARTITION BY schedule_id ORDER BY opened
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) / 60 AS minutes_before
FROM (
    SELECT h.schedule_id, d.day + CAST(h.opens AS TIME) AS opened, d.day + CAST(h.closes AS TIME) AS closed
    FROM (SELECT CAST(unnest(generate_series(DATE '2022-12-01', DATE '2026-06-30', INTERVAL 1 DAY)) AS DATE) AS day) d
    JOIN business_hours h ON h.weekday = isodow(d.day)
    WHERE NOT EXISTS (SELECT 1 FROM holidays f
        WHERE f.schedule_id = h.schedule_id AND d.day BETWEEN f.start_date AND f.end_date)) o;

CREATE TEMP VIEW earned AS
SELECT c.industry AS part, r.*
FROM revenue r
LEFT JOIN customers c ON c.customer_id = r.customer_id
WHERE r.occurred_at >= TIMESTAMP '2023-07-01' AND r.occurred_at < TIMESTAMP '2026-06-01' AND r.revenue_type <> 'tax';

CREATE TEMP VIEW decided AS
SELECT c.industry AS part, d.*
FROM deals d
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE d.closed_at >= TIMESTAMP '2023-07-01' AND d.closed_at < TIMESTAMP '2026-06-01' AND d.is_closed
  AND d.is_won IS NOT NULL;

CREATE TEMP VIEW used AS
SELECT c.industry AS part, u.*
FROM usage_events u
LEFT JOIN customers c ON c.customer_id = u.customer_id
WHERE u.occurred_at >= TIMESTAMP '2023-07-01' AND u.occurred_at < TIMESTAMP '2026-06-01' AND NOT u.is_bot;

CREATE TEMP VIEW used_of_28_days AS
SELECT c.industry AS part, u.*
FROM usage_events u
LEFT JOIN customers c ON c.customer_id = u.customer_id
WHERE u.occurred_at >= TIMESTAMP '2026-05-04' AND u.occurred_at < TIMESTAMP '2026-06-01' AND NOT u.is_bot;

CREATE TEMP VIEW used_of_7_days AS
SELECT c.industry AS part, u.*
FROM usage_events u
LEFT JOIN customers c ON c.customer_id = u.customer_id
WHERE u.occurred_at >= TIMESTAMP '2026-05-25' AND u.occurred_at < TIMESTAMP '2026-06-01' AND NOT u.is_bot;

CREATE TEMP VIEW days AS SELECT CAST(1066 AS BIGINT) AS n;

CREATE TEMP VIEW said AS
SELECT c.industry AS part, x.*
FROM (
    SELECT customer_id, given_at AS said_at, LOWER(text) AS words, sentiment, CAST(NULL AS DOUBLE) AS score
    FROM feedback
    WHERE given_at >= TIMESTAMP '2023-07-01' AND given_at < TIMESTAMP '2026-06-01' AND text IS NOT NULL
    UNION ALL
    SELECT customer_id, responded_at, LOWER(comment), NULL, CASE WHEN survey_type = 'nps' THEN score END
    FROM surveys
    WHERE responded_at >= TIMESTAMP '2023-07-01' AND responded_at < TIMESTAMP '2026-06-01' AND comment IS NOT NULL) x
LEFT JOIN customers c ON c.customer_id = x.customer_id;

-- Booked costs by customer; what is shared is divided by the minutes of the month's tickets.
CREATE TEMP VIEW spent AS
WITH work AS (
    SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, customer_id, SUM(handle_minutes) AS minutes
    FROM ticket
    WHERE created_at >= TIMESTAMP '2023-07-01' AND created_at < TIMESTAMP '2026-06-01' AND customer_id IS NOT NULL
    GROUP BY 1, 2)
SELECT c.industry AS part, a.category, a.amount
FROM (
    SELECT p.category, w.customer_id, p.amount * w.minutes / m.minutes AS amount
    FROM costs p
    JOIN (SELECT month, SUM(minutes) AS minutes FROM work GROUP BY month) m ON m.month = p.period_start
    JOIN work w ON w.month = p.period_start
    WHERE p.customer_id IS NULL AND p.ticket_id IS NULL
    UNION ALL
    SELECT d.category, COALESCE(d.customer_id, t.customer_id), CAST(d.amount AS DOUBLE)
    FROM costs d
    LEFT JOIN tickets t ON t.ticket_id = d.ticket_id
    WHERE (d.customer_id IS NOT NULL OR d.ticket_id IS NOT NULL)
      AND d.period_start >= DATE '2023-07-01' AND d.period_start < DATE '2026-06-01') a
LEFT JOIN customers c ON c.customer_id = a.customer_id;

CREATE TEMP VIEW campaign_spend AS
SELECT '*' AS part, SUM(spend) AS amount
FROM campaigns
WHERE start_date >= DATE '2023-07-01' AND start_date < DATE '2026-06-01';
CREATE TEMP VIEW won AS
SELECT '*' AS part, COUNT(*) AS n, SUM(m_close) AS mrr FROM came WHERE NOT back;
CREATE TEMP VIEW pooled_all AS
SELECT '*' AS part, SUM(opening) AS opening, SUM(churned) AS churned FROM pooled;
CREATE TEMP VIEW closing_all AS
SELECT '*' AS part, SUM(m_close) AS mrr, COUNT(*) AS n FROM stay WHERE n_close > 0;

-- Who has ever paid before the close, and whether it does at the opening and at the close.
CREATE TEMP VIEW ever AS
SELECT c.industry AS part, v.*
FROM (
    SELECT customer_id, MIN(valid_from) AS first_from,
        COUNT(*) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01'))
            AS n_open,
        COUNT(*) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS n_close
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01'
    GROUP BY customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id;

-- Customers who paid for the first time in the period, with what they began to pay.
CREATE TEMP VIEW started AS
SELECT customer_id, MIN(valid_from) AS first_from, ARG_MIN(mrr, valid_from) AS mrr
FROM paid
GROUP BY customer_id
HAVING MIN(valid_from) >= TIMESTAMP '2023-07-01' AND MIN(valid_from) < TIMESTAMP '2026-06-01';

-- The same with the channel of the campaign that each met last before it paid, or that won it where no contact is known.
CREATE TEMP VIEW credited AS
SELECT k.channel AS part, s.customer_id, s.mrr
FROM started s
LEFT JOIN (
    SELECT a.customer_id, ARG_MAX(a.campaign_id, a.attributed_at) AS campaign_id
    FROM attributions a
    JOIN started f ON f.customer_id = a.customer_id AND a.attributed_at < f.first_from
    GROUP BY a.customer_id) m ON m.customer_id = s.customer_id
LEFT JOIN customers c ON c.customer_id = s.customer_id
LEFT JOIN campaigns k ON k.campaign_id = COALESCE(m.campaign_id, c.acquisition_campaign_id);

CREATE TEMP VIEW channel_spend AS
SELECT channel AS part, CAST(SUM(spend) AS DOUBLE) AS amount
FROM campaigns
WHERE start_date >= DATE '2023-07-01' AND start_date < DATE '2026-06-01'
GROUP BY channel;

CREATE TEMP VIEW rated AS
SELECT c.industry AS part, a.score
FROM (
    SELECT customer_id, responded_at, score, ticket_id,
        ROW_NUMBER() OVER (PARTITION BY ticket_id ORDER BY responded_at DESC, response_id DESC) AS place
    FROM surveys
    WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5 AND responded_at < TIMESTAMP '2026-06-01') a
LEFT JOIN customers c ON c.customer_id = a.customer_id
WHERE (a.ticket_id IS NULL OR a.place = 1) AND a.responded_at >= TIMESTAMP '2023-07-01';

CREATE TEMP MACRO t_of(v) AS 1.959963984540054 + (POW(1.959963984540054, 3) + 1.959963984540054) / (4 * v)
    + (5 * POW(1.959963984540054, 5) + 16 * POW(1.959963984540054, 3) + 3 * 1.959963984540054) / (96 * v * v);

-- Payers at a bound, what they pay then, and the points and weights of their health that are known.
CREATE TEMP MACRO health_at(bound) AS TABLE
WITH payers AS (
    SELECT customer_id, SUM(mrr) AS mrr,
        MAX(CASE WHEN status = 'past_due' OR cancel_requested_at < bound THEN 1 ELSE 0 END) AS told
    FROM paid
    WHERE valid_from < bound AND (valid_to IS NULL OR valid_to >= bound)
    GROUP BY customer_id),
days AS (
    SELECT DISTINCT customer_id, CAST(occurred_at AS DATE) AS day FROM usage_events
    WHERE NOT is_bot AND occurred_at >= bound - INTERVAL 112 DAY AND occurred_at < bound),
used_ever AS (
    SELECT DISTINCT customer_id FROM usage_events WHERE NOT is_bot AND occurred_at < bound),
use AS (
    SELECT customer_id, COUNT(*) FILTER (WHERE day >= bound - INTERVAL 28 DAY) AS now,
        list_sort([COUNT(*) FILTER (WHERE day >= bound - INTERVAL 56 DAY AND day < bound - INTERVAL 28 DAY),
            COUNT(*) FILTER (WHERE day >= bound - INTERVAL 84 DAY AND day < bound - INTERVAL 56 DAY),
            COUNT(*) FILTER (WHERE day < bound - INTERVAL 84 DAY)])[2] AS usual
    FROM days GROUP BY customer_id),
mood AS (
    SELECT customer_id, ARG_MAX(score, responded_at) AS score FROM surveys
    WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 AND responded_at < bound AND customer_id IS NOT NULL
    GROUP BY customer_id),
queue AS (
    SELECT customer_id, COUNT(*) AS n FROM ticket
    WHERE created_at < bound AND (status NOT IN ('solved', 'closed') OR COALESCE(last_solved_at, closed_at) >= bound)
    GROUP BY customer_id),
dues AS (
    SELECT customer_id, COALESCE(MAX(CAST(bound AS DATE) - CAST(due_at AS DATE)) FILTER (WHERE due_at < bound
        AND (paid_at IS NULL OR paid_at >= bound)), 0) AS late
    FROM revenue WHERE occurred_at < bound AND amount > 0 GROUP BY customer_id),
points AS (
    SELECT p.customer_id, p.mrr, p.told,
        CASE WHEN e.customer_id IS NULL THEN NULL WHEN COALESCE(u.now, 0) = 0 THEN 0 WHEN u.now >= u.usual THEN 100
            ELSE 100.0 * u.now / u.usual END AS use,
        CASE WHEN m.score > 8 THEN 100 WHEN m.score > 6 THEN 50 WHEN m.score IS NOT NULL THEN 0 END AS mood,
        GREATEST(0, 100 - 10 * COALESCE(q.n, 0)) AS support, CASE WHEN d.late >= 0 THEN GREATEST(0, 100 - 2 * d.late) END AS paying
    FROM payers p
    LEFT JOIN used_ever e ON e.customer_id = p.customer_id
    LEFT JOIN use u ON u.customer_id = p.customer_id
    LEFT JOIN mood m ON m.customer_id = p.customer_id
    LEFT JOIN queue q ON q.customer_id = p.customer_id
    LEFT JOIN dues d ON d.customer_id = p.customer_id),
weighed AS (
    SELECT customer_id, mrr, told,
        COALESCE(0.35 * use, 0) + COALESCE(0.25 * mood, 0) + 0.2 * support + COALESCE(0.2 * paying, 0) AS score,
        CASE WHEN use IS NULL THEN 0 ELSE 0.35 END + CASE WHEN mood IS NULL THEN 0 ELSE 0.25 END + 0.2
            + CASE WHEN paying IS NULL THEN 0 ELSE 0.2 END AS weight
    FROM points)
SELECT c.industry AS part, w.customer_id, w.mrr, w.weight, w.told,
    w.told = 1 OR (w.weight >= 0.4999 AND w.score / w.weight < 50) AS at_risk,
    w.weight >= 0.4999 AND w.score / w.weight < 50 AS red
FROM weighed w
LEFT JOIN customers c ON c.customer_id = w.customer_id;

-- Who was at risk at the opening, with what it pays then and at the close.
CREATE TEMP VIEW risked AS
SELECT h.part, h.customer_id, h.mrr AS m_open, COALESCE(n.m_close, 0) AS m_close, COALESCE(n.n_close, 0) AS n_close
FROM health_at(TIMESTAMP '2023-07-01') h
LEFT JOIN (
    SELECT customer_id, SUM(mrr) AS m_close, COUNT(*) AS n_close
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01')
    GROUP BY customer_id) n ON n.customer_id = h.customer_id
WHERE h.at_risk;

-- Tickets that were answered once, solved, never opened again and not followed by another of the customer in a week.
CREATE TEMP VIEW at_once AS
SELECT t.ticket_id
FROM (SELECT * FROM ticket WHERE status IN ('solved', 'closed') AND last_solved_at < TIMESTAMP '2026-06-01'
    AND agent_reply_count = 1 AND reopen_count = 0) t
ASOF LEFT JOIN (SELECT customer_id, created_at FROM ticket WHERE created_at < TIMESTAMP '2026-06-01') n
    ON n.customer_id = t.customer_id AND n.created_at > t.last_solved_at
WHERE n.created_at IS NULL OR n.created_at >= t.last_solved_at + INTERVAL 7 DAY;

-- Who left, what it paid, and whether a ticket of the 90 days before a departure was not resolved at once.
CREATE TEMP VIEW left_in_trouble AS
WITH gone AS (
    SELECT s.part, s.customer_id, s.m_open, d.held_until AS at
    FROM stay s
    JOIN departed d ON d.customer_id = s.customer_id
    WHERE s.n_open > 0 AND s.n_close = 0),
near AS (
    SELECT g.customer_id, g.at, t.ticket_id, t.status, t.last_solved_at, t.agent_reply_count, t.reopen_count
    FROM gone g
    JOIN ticket t ON t.customer_id = g.customer_id AND t.created_at >= g.at - INTERVAL 90 DAY AND t.created_at < g.at),
simple AS (
    SELECT DISTINCT n.customer_id, n.ticket_id, n.last_solved_at
    FROM near n
    WHERE n.status IN ('solved', 'closed') AND n.last_solved_at < TIMESTAMP '2026-06-01' AND n.agent_reply_count = 1
      AND n.reopen_count = 0),
good AS (
    SELECT s.ticket_id
    FROM simple s
    LEFT JOIN ticket f ON f.customer_id = s.customer_id AND f.created_at > s.last_solved_at
        AND f.created_at < s.last_solved_at + INTERVAL 7 DAY AND f.created_at < TIMESTAMP '2026-06-01'
    GROUP BY s.ticket_id
    HAVING COUNT(f.ticket_id) = 0),
bad AS (
    SELECT DISTINCT customer_id FROM near WHERE ticket_id NOT IN (SELECT ticket_id FROM good))
SELECT DISTINCT g.part, g.customer_id, g.m_open, b.customer_id IS NOT NULL AS troubled
FROM gone g
LEFT JOIN bad b ON b.customer_id = g.customer_id;

-- Customers at the opening who wrote in the 90 days before, and whether each ticket of theirs was resolved at once.
CREATE TEMP VIEW wrote_before AS
WITH near AS (
    SELECT ticket_id, customer_id, status, last_solved_at, agent_reply_count, reopen_count
    FROM ticket
    WHERE created_at >= TIMESTAMP '2023-04-02' AND created_at < TIMESTAMP '2023-07-01' AND customer_id IS NOT NULL),
again AS (
    SELECT DISTINCT n.ticket_id
    FROM near n
    JOIN ticket f ON f.customer_id = n.customer_id AND f.created_at > n.last_solved_at
        AND f.created_at < n.last_solved_at + INTERVAL 7 DAY
    WHERE n.status IN ('solved', 'closed') AND n.agent_reply_count = 1 AND n.reopen_count = 0)
SELECT s.part, s.customer_id, s.n_close, w.troubled
FROM stay s
JOIN (
    SELECT n.customer_id, MAX(CASE WHEN n.status IN ('solved', 'closed') AND n.last_solved_at < TIMESTAMP '2026-06-01'
        AND n.agent_reply_count = 1 AND n.reopen_count = 0 AND a.ticket_id IS NULL THEN 0 ELSE 1 END) AS troubled
    FROM near n
    LEFT JOIN again a ON a.ticket_id = n.ticket_id
    GROUP BY n.customer_id) w ON w.customer_id = s.customer_id
WHERE s.n_open > 0;

-- Prices that rose from one version of an item to the next, its plan and billing as before.
CREATE TEMP VIEW raised AS
SELECT DISTINCT customer_id, valid_from AS raised_at
FROM (
    SELECT customer_id, valid_from, plan_id, unit_amount,
        LAG(valid_to) OVER item AS until, LAG(plan_id) OVER item AS plan_before, LAG(unit_amount) OVER item AS before
    FROM priced_subscriptions
    WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from)
    WINDOW item AS (PARTITION BY subscription_item_id ORDER BY valid_from)) v
WHERE until = valid_from AND plan_before = plan_id AND unit_amount > before;

-- As departed, with the competitor that the version which ends tells. Here each paid version tells why it ends: what follows it
-- tells nothing of that.
CREATE TEMP VIEW departed_further AS
SELECT *
FROM (
    SELECT customer_id, churn_competitor, valid_to,
        MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
            ROWS UNBOUNDED PRECEDING) AS held_until,
        LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
    FROM priced_subscriptions
    WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from)) v
WHERE held_until >= TIMESTAMP '2023-07-01' AND held_until < TIMESTAMP '2026-06-01'
  AND (following IS NULL OR following > held_until);

-- Tickets that are solved now or, if their history says so, were solved before they were opened again.
CREATE TEMP VIEW solved_then AS
SELECT c.industry AS part, t.ticket_id, t.created_at, t.last_solved_at < TIMESTAMP '2026-06-01' AS is_sure,
    CASE WHEN t.last_solved_at < TIMESTAMP '2026-06-01' THEN t.last_solved_at ELSE t.first_solved_at END AS solved_at
FROM tickets t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.status IN ('solved', 'closed') AND NOT t.is_deleted AND t.last_solved_at >= TIMESTAMP '2023-07-01'
  AND t.first_solved_at < TIMESTAMP '2026-06-01'
  AND (t.last_solved_at < TIMESTAMP '2026-06-01' OR t.first_solved_at >= TIMESTAMP '2023-07-01');
