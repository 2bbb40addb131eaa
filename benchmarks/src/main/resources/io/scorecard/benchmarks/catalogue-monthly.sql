-- What the statements of catalogue-by-hand.sql and monthly-by-hand.sql stand on, by month: 36 months, where a part is a
-- month. Views are put into a statement before it is planned.
-- The planner takes the customers of 36 months for a row or two, and would look for each one's last answer in a loop.
SET asof_loop_join_threshold = 0;

-- Written out, because the planner takes a series for one row.
CREATE TEMP VIEW months AS
SELECT CAST(m AS DATE) AS part, CAST(m AS TIMESTAMP) AS opens, CAST(m AS TIMESTAMP) + INTERVAL 1 MONTH AS closes
FROM (VALUES
    ('2023-06-01'), ('2023-07-01'), ('2023-08-01'), ('2023-09-01'), ('2023-10-01'), ('2023-11-01'),
    ('2023-12-01'), ('2024-01-01'), ('2024-02-01'), ('2024-03-01'), ('2024-04-01'), ('2024-05-01'),
    ('2024-06-01'), ('2024-07-01'), ('2024-08-01'), ('2024-09-01'), ('2024-10-01'), ('2024-11-01'),
    ('2024-12-01'), ('2025-01-01'), ('2025-02-01'), ('2025-03-01'), ('2025-04-01'), ('2025-05-01'),
    ('2025-06-01'), ('2025-07-01'), ('2025-08-01'), ('2025-09-01'), ('2025-10-01'), ('2025-11-01'),
    ('2025-12-01'), ('2026-01-01'), ('2026-02-01'), ('2026-03-01'), ('2026-04-01'), ('2026-05-01')) AS t(m);

CREATE TEMP VIEW paid AS
SELECT customer_id, mrr, valid_from, valid_to, plan_id, product_id, status, cancel_requested_at, churn_reason,
    churn_reason_type
FROM subscriptions
WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from);

-- Customers with a paid version in the month.
CREATE TEMP VIEW stay AS
SELECT m.part, m.opens, m.closes, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.opens) AS n_open,
    COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS n_close,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_from < m.opens), 0) AS m_open,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes), 0) AS m_close
FROM months m
JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
GROUP BY m.part, m.opens, m.closes, p.customer_id;

-- Those who are there at the close and not at the opening.
CREATE TEMP VIEW came AS
SELECT s.part, s.customer_id, s.m_close, f.first_from < s.opens AS back
FROM stay s
JOIN (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f USING (customer_id)
WHERE s.n_open = 0 AND s.m_close > 0;

-- Twelve months to each month's close: who was there at a month's opening, and who of them not at its close.
CREATE TEMP VIEW pooled AS
SELECT part, opening, churned
FROM (
    SELECT opens, CAST(opens AS DATE) AS part, SUM(COUNT(*)) OVER year AS opening,
        SUM(COUNT(*) FILTER (WHERE n_close = 0)) OVER year AS churned
    FROM (
        SELECT m.opens, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.opens) AS n_open,
            COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.opens + INTERVAL 1 MONTH) AS n_close
        FROM generate_series(TIMESTAMP '2022-07-01', TIMESTAMP '2026-05-01', INTERVAL 1 MONTH) AS m(opens)
        JOIN paid p ON p.valid_from < m.opens + INTERVAL 1 MONTH AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
        GROUP BY m.opens, p.customer_id) v
    WHERE n_open > 0
    GROUP BY opens
    WINDOW year AS (ORDER BY opens RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW)) y
WHERE opens >= TIMESTAMP '2023-06-01';

CREATE TEMP VIEW stay_of_year AS
SELECT m.part, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.closes - INTERVAL 1 YEAR) AS n_open,
    COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS n_close,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_from < m.closes - INTERVAL 1 YEAR), 0) AS m_open,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes), 0) AS m_close
FROM months m
JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes - INTERVAL 1 YEAR)
GROUP BY m.part, p.customer_id;

CREATE TEMP VIEW departed AS
SELECT CAST(date_trunc('month', held_until) AS DATE) AS part, *
FROM (
    SELECT customer_id, churn_reason, churn_reason_type, valid_to,
        MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
            ROWS UNBOUNDED PRECEDING) AS held_until,
        LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
    FROM paid) v
WHERE held_until >= TIMESTAMP '2023-06-01' AND held_until < TIMESTAMP '2026-06-01'
  AND (following IS NULL OR following > held_until);

CREATE TEMP VIEW answers AS
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, *
FROM surveys
WHERE responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01' AND score IS NOT NULL;

CREATE TEMP VIEW invitations AS
SELECT CAST(date_trunc('month', sent_at) AS DATE) AS part, *
FROM surveys WHERE sent_at >= TIMESTAMP '2023-06-01' AND sent_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW ticket AS
SELECT * FROM tickets WHERE NOT is_deleted AND status <> 'deleted';

CREATE TEMP VIEW created AS
SELECT CAST(date_trunc('month', created_at) AS DATE) AS part, *
FROM ticket WHERE created_at >= TIMESTAMP '2023-06-01' AND created_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW solved AS
SELECT CAST(date_trunc('month', last_solved_at) AS DATE) AS part, *
FROM tickets
WHERE last_solved_at >= TIMESTAMP '2023-06-01' AND last_solved_at < TIMESTAMP '2026-06-01'
  AND status IN ('solved', 'closed') AND NOT is_deleted;

CREATE TEMP VIEW earned AS
SELECT CAST(date_trunc('month', occurred_at) AS DATE) AS part, *
FROM revenue
WHERE occurred_at >= TIMESTAMP '2023-06-01' AND occurred_at < TIMESTAMP '2026-06-01' AND revenue_type <> 'tax';

CREATE TEMP VIEW decided AS
SELECT CAST(date_trunc('month', closed_at) AS DATE) AS part, *
FROM deals
WHERE closed_at >= TIMESTAMP '2023-06-01' AND closed_at < TIMESTAMP '2026-06-01' AND is_closed AND is_won IS NOT NULL;

CREATE TEMP VIEW used AS
SELECT CAST(date_trunc('month', occurred_at) AS DATE) AS part, *
FROM usage_events
WHERE occurred_at >= TIMESTAMP '2023-06-01' AND occurred_at < TIMESTAMP '2026-06-01' AND NOT is_bot;

-- No month is shorter than 28 days.
CREATE TEMP VIEW used_of_28_days AS
SELECT * FROM used WHERE occurred_at >= date_trunc('month', occurred_at) + INTERVAL 1 MONTH - INTERVAL 28 DAY;

CREATE TEMP VIEW used_of_7_days AS
SELECT * FROM used WHERE occurred_at >= date_trunc('month', occurred_at) + INTERVAL 1 MONTH - INTERVAL 7 DAY;

CREATE TEMP VIEW said AS
SELECT CAST(date_trunc('month', said_at) AS DATE) AS part, *
FROM (
    SELECT customer_id, given_at AS said_at, LOWER(text) AS words, sentiment, CAST(NULL AS DOUBLE) AS score
    FROM feedback
    WHERE given_at >= TIMESTAMP '2023-06-01' AND given_at < TIMESTAMP '2026-06-01' AND text IS NOT NULL
    UNION ALL
    SELECT customer_id, responded_at, LOWER(comment), NULL, CASE WHEN survey_type = 'nps' THEN score END
    FROM surveys
    WHERE responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01' AND comment IS NOT NULL) x;

-- By month nothing has to be divided among customers: what was booked for a month in which anybody wrote.
CREATE TEMP VIEW spent AS
SELECT CAST(date_trunc('month', period_start) AS DATE) AS part, category, CAST(amount AS DOUBLE) AS amount
FROM costs
WHERE period_start >= DATE '2023-06-01' AND period_start < DATE '2026-06-01';

CREATE TEMP VIEW campaign_spend AS
SELECT CAST(date_trunc('month', start_date) AS DATE) AS part, SUM(spend) AS amount
FROM campaigns WHERE start_date >= DATE '2023-06-01' AND start_date < DATE '2026-06-01' GROUP BY 1;
CREATE TEMP VIEW won AS
SELECT part, COUNT(*) AS n, SUM(m_close) AS mrr FROM came WHERE NOT back GROUP BY part;
CREATE TEMP VIEW pooled_all AS SELECT * FROM pooled;
CREATE TEMP VIEW closing_all AS
SELECT part, SUM(m_close) AS mrr, COUNT(*) AS n FROM stay WHERE n_close > 0 GROUP BY part;
