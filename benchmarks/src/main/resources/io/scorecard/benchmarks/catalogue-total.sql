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
