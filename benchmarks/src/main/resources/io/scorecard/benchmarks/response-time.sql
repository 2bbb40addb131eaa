SELECT c.industry,
    AVG(date_part('epoch', t.first_response_at) - date_part('epoch', t.created_at)) / 60 AS first_response_time
FROM tickets t
LEFT JOIN customers c ON c.customer_id = t.customer_id
WHERE t.created_at >= TIMESTAMP '2023-01-01' AND t.created_at < TIMESTAMP '2026-06-01'
  AND t.first_response_at >= t.created_at AND t.first_response_at < TIMESTAMP '2026-06-01'
  AND NOT t.is_deleted AND t.status <> 'deleted'
GROUP BY c.industry
