SELECT c.industry, AVG(t.seconds) / 60 AS first_response_time
FROM (
    SELECT customer_id, date_part('epoch', first_response_at) - date_part('epoch', created_at) AS seconds
    FROM tickets
    WHERE created_at >= TIMESTAMP '2023-01-01' AND created_at < TIMESTAMP '2026-06-01'
      AND first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01'
      AND NOT is_deleted AND status <> 'deleted') t
FULL JOIN customers c ON c.customer_id = t.customer_id
GROUP BY c.industry
