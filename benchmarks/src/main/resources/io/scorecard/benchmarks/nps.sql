SELECT c.industry,
    CAST(100 * (COUNT(*) FILTER (WHERE s.score > 8) - COUNT(*) FILTER (WHERE s.score <= 6)) AS FLOAT8) / COUNT(*) AS nps
FROM surveys s
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.survey_type = 'nps' AND s.score BETWEEN 0 AND 10
  AND s.responded_at >= TIMESTAMP '2023-01-01' AND s.responded_at < TIMESTAMP '2026-06-01'
GROUP BY c.industry
