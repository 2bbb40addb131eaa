-- three-facts.sql for any rows in costs and tickets: periods of any length, overlapping, cut by the year.
-- first and last are the days of a cost's own period, amount what of it falls on days of 2025.
WITH booked AS (
    SELECT first, last, customer_id, ticket_id,
        CAST(amount AS FLOAT8)
            * (CASE WHEN last < DATE '2025-12-31' THEN last ELSE DATE '2025-12-31' END
                - CASE WHEN first > DATE '2025-01-01' THEN first ELSE DATE '2025-01-01' END + 1)
            / (last - first + 1) AS amount
    FROM (
        SELECT period_start AS first, CASE WHEN period_end > period_start THEN period_end ELSE period_start END AS last,
            customer_id, ticket_id, amount
        FROM costs
        WHERE category = 'support' AND period_start <= DATE '2025-12-31') k
    WHERE last >= DATE '2025-01-01'),
pools AS (
    SELECT first, last, SUM(amount) AS amount
    FROM booked
    WHERE customer_id IS NULL AND ticket_id IS NULL
    GROUP BY first, last),
-- Read by customer, kept by industry and day: the tickets of 2025 (bounds as literals prune best), then those
-- outside of it, which are read only as far as a pool reaches out of the year.
work AS (
    SELECT c.industry, t.day, SUM(t.minutes) AS minutes, COUNT(*) AS tickets
    FROM (
        SELECT customer_id, CAST(created_at AS DATE) AS day, handle_minutes AS minutes
        FROM tickets
        WHERE created_at >= TIMESTAMP '2025-01-01' AND created_at < TIMESTAMP '2026-01-01'
          AND customer_id IS NOT NULL AND is_deleted IS NOT TRUE AND status IS DISTINCT FROM 'deleted'
        UNION ALL
        SELECT customer_id, CAST(created_at AS DATE), handle_minutes
        FROM tickets
        WHERE (created_at < TIMESTAMP '2025-01-01' OR created_at >= TIMESTAMP '2026-01-01')
          AND created_at < TIMESTAMP '2026-06-01'
          AND created_at >= (SELECT MIN(first) FROM pools) AND created_at < (SELECT MAX(last) + 1 FROM pools)
          AND customer_id IS NOT NULL AND is_deleted IS NOT TRUE AND status IS DISTINCT FROM 'deleted') t
    LEFT JOIN customers c ON c.customer_id = t.customer_id
    GROUP BY c.industry, t.day),
facts AS (
    SELECT customer_id, CASE WHEN score > 8 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END AS points, 1 AS answers,
        0 AS active, 0 AS opening, 0 AS churned, CAST(0 AS FLOAT8) AS cost
    FROM surveys
    WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10
      AND responded_at >= TIMESTAMP '2025-01-01' AND responded_at < TIMESTAMP '2026-01-01'
    UNION ALL
    SELECT customer_id, 0, 0, 1, CASE WHEN opening THEN 1 ELSE 0 END, CASE WHEN opening AND NOT closing THEN 1 ELSE 0 END, 0
    FROM (
        SELECT customer_id, bool_or(valid_from < TIMESTAMP '2025-01-01') AS opening,
            bool_or(valid_to IS NULL OR valid_to >= TIMESTAMP '2026-01-01') AS closing
        FROM subscriptions
        WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from)
          AND valid_from < TIMESTAMP '2026-01-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2025-01-01')
        GROUP BY customer_id) lives
    UNION ALL
    SELECT COALESCE(b.customer_id, t.customer_id), 0, 0, 0, 0, 0, b.amount
    FROM booked b
    LEFT JOIN tickets t ON t.ticket_id = b.ticket_id AND t.created_at < TIMESTAMP '2026-06-01'
    WHERE b.customer_id IS NOT NULL OR b.ticket_id IS NOT NULL),
-- A pool without any ticket has one row here, without industry: it is of no customer.
shares AS (
    SELECT p.amount, w.industry, SUM(w.minutes) AS minutes, SUM(w.tickets) AS tickets,
        SUM(SUM(w.minutes)) OVER (PARTITION BY p.first, p.last) AS all_minutes,
        SUM(SUM(w.tickets)) OVER (PARTITION BY p.first, p.last) AS all_tickets
    FROM pools p
    LEFT JOIN work w ON w.day BETWEEN p.first AND p.last
    GROUP BY p.first, p.last, p.amount, w.industry)
SELECT industry, CAST(100 * SUM(points) AS FLOAT8) / NULLIF(SUM(answers), 0) AS nps,
    CAST(SUM(churned) AS FLOAT8) / NULLIF(SUM(opening), 0) AS churn_rate,
    SUM(cost) / NULLIF(SUM(active), 0) AS cost_to_support
FROM (
    SELECT c.industry, SUM(f.points) AS points, SUM(f.answers) AS answers, SUM(f.active) AS active,
        SUM(f.opening) AS opening, SUM(f.churned) AS churned, SUM(f.cost) AS cost
    FROM facts f
    FULL JOIN customers c ON c.customer_id = f.customer_id
    GROUP BY c.industry
    UNION ALL
    SELECT industry, 0, 0, 0, 0, 0,
        CASE WHEN all_minutes > 0 THEN amount * minutes / all_minutes
            WHEN all_tickets > 0 THEN amount * tickets / all_tickets ELSE amount END
    FROM shares) parts
GROUP BY industry
