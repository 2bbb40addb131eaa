WITH industries AS (SELECT DISTINCT industry FROM customers),
answers AS (
    SELECT c.industry,
        CAST(100 * (COUNT(*) FILTER (WHERE s.score > 8) - COUNT(*) FILTER (WHERE s.score <= 6)) AS FLOAT8) / COUNT(*)
            AS nps
    FROM surveys s
    LEFT JOIN customers c ON c.customer_id = s.customer_id
    WHERE s.survey_type = 'nps' AND s.score BETWEEN 0 AND 10
      AND s.responded_at >= TIMESTAMP '2025-01-01' AND s.responded_at < TIMESTAMP '2026-01-01'
    GROUP BY c.industry),
lives AS (
    SELECT c.industry, COUNT(*) AS active, COUNT(*) FILTER (WHERE opening) AS opening,
        COUNT(*) FILTER (WHERE opening AND NOT closing) AS churned
    FROM (
        SELECT customer_id, bool_or(valid_from < TIMESTAMP '2025-01-01') AS opening,
            bool_or(valid_to IS NULL OR valid_to >= TIMESTAMP '2026-01-01') AS closing
        FROM subscriptions
        WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from)
          AND valid_from < TIMESTAMP '2026-01-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2025-01-01')
        GROUP BY customer_id) v
    LEFT JOIN customers c ON c.customer_id = v.customer_id
    GROUP BY c.industry),
pools AS (
    SELECT period_start, SUM(amount) AS amount
    FROM costs
    WHERE category = 'support' AND customer_id IS NULL AND ticket_id IS NULL
      AND period_start >= DATE '2025-01-01' AND period_start < DATE '2026-01-01'
    GROUP BY period_start),
work AS (
    SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, customer_id, SUM(handle_minutes) AS minutes
    FROM tickets
    WHERE created_at >= TIMESTAMP '2025-01-01' AND created_at < TIMESTAMP '2026-01-01'
      AND customer_id IS NOT NULL AND NOT is_deleted AND status <> 'deleted'
    GROUP BY 1, 2),
spent AS (
    SELECT c.industry, SUM(a.amount) AS amount
    FROM (
        SELECT w.customer_id, p.amount * w.minutes / m.minutes AS amount
        FROM pools p
        JOIN (SELECT month, SUM(minutes) AS minutes FROM work GROUP BY month) m ON m.month = p.period_start
        JOIN work w ON w.month = p.period_start
        UNION ALL
        SELECT COALESCE(d.customer_id, t.customer_id), CAST(d.amount AS FLOAT8)
        FROM costs d
        LEFT JOIN tickets t ON t.ticket_id = d.ticket_id
        WHERE d.category = 'support' AND (d.customer_id IS NOT NULL OR d.ticket_id IS NOT NULL)
          AND d.period_start >= DATE '2025-01-01' AND d.period_start < DATE '2026-01-01') a
    LEFT JOIN customers c ON c.customer_id = a.customer_id
    GROUP BY c.industry)
SELECT i.industry, a.nps, CAST(l.churned AS FLOAT8) / NULLIF(l.opening, 0) AS churn_rate,
    CAST(s.amount AS FLOAT8) / NULLIF(l.active, 0) AS cost_to_support
FROM industries i
LEFT JOIN answers a ON a.industry IS NOT DISTINCT FROM i.industry
LEFT JOIN lives l ON l.industry IS NOT DISTINCT FROM i.industry
LEFT JOIN spent s ON s.industry IS NOT DISTINCT FROM i.industry
