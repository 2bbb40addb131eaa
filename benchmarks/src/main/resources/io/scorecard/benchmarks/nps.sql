SELECT c.industry,
    CAST(100 * (COUNT(*) FILTER (WHERE s.score > 8) - COUNT(*) FILTER (WHERE s.score <= 6)) AS FLOAT8)
        / NULLIF(COUNT(s.score), 0) AS nps
FROM (
    SELECT customer_id, score
    FROM surveys
    WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10
      AND responded_at >= TIMESTAMP '2023-01-01' AND responded_at < TIMESTAMP '2026-06-01') s
FULL JOIN customers c ON c.customer_id = s.customer_id
GROUP BY c.industry
