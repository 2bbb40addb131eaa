WITH months AS (
    SELECT m AS opens, m + INTERVAL '1 month' AS closes
    FROM generate_series(TIMESTAMP '2023-01-01', TIMESTAMP '2026-05-01', INTERVAL '1 month') AS t(m)),
paid AS (
    SELECT customer_id, mrr, valid_from, valid_to
    FROM subscriptions
    WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from)),
cells AS (
    SELECT m.opens, c.segment,
        (SELECT COUNT(*) FROM paid p WHERE p.customer_id = c.customer_id
            AND p.valid_from < m.opens AND (p.valid_to IS NULL OR p.valid_to >= m.opens)) AS opening,
        (SELECT COUNT(*) FROM paid p WHERE p.customer_id = c.customer_id
            AND p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)) AS closing,
        (SELECT SUM(p.mrr) FROM paid p WHERE p.customer_id = c.customer_id
            AND p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)) AS mrr
    FROM months m
    CROSS JOIN customers c)
SELECT CAST(opens AS DATE) AS month, segment,
    CAST(COUNT(*) FILTER (WHERE opening > 0 AND closing = 0) AS FLOAT8)
        / NULLIF(COUNT(*) FILTER (WHERE opening > 0), 0) AS churn_rate,
    COALESCE(SUM(mrr), 0) AS mrr
FROM cells
GROUP BY opens, segment
