-- A made-up company of 41 months, January 2023 to May 2026, the same on every machine: each draw is
-- integer arithmetic on the row's number.
CREATE MACRO roll(i, draw, sides) AS
    ((CAST(i AS BIGINT) * 2654435761 + 12345) % 4294967291 * (69069 + 2026 * draw) + draw) % 4294967279 % sides;
CREATE MACRO key(letter, i) AS letter || lpad(CAST(i AS VARCHAR), 7, '0');
CREATE MACRO instant(seconds) AS TIMESTAMP '2023-01-01 00:00:00' + to_seconds(CAST(seconds AS BIGINT));

CREATE TABLE customers AS
SELECT key('c', i) AS customer_id,
    'Customer ' || i AS name,
    CASE roll(i, 1, 50) WHEN 0 THEN NULL ELSE
        ['Retail', 'Energy', 'Software', 'Health', 'Banking', 'Travel', 'Media', 'Machines'][1 + roll(i, 2, 8)] END
        AS industry,
    ['smb', 'smb', 'smb', 'mid', 'mid', 'enterprise'][1 + roll(i, 3, 6)] AS segment,
    ['EU', 'US', 'APAC'][1 + roll(i, 4, 3)] AS region,
    instant(roll(i, 10, 600) * 86400) AS created_at
FROM range(:customers) AS t(i);

-- The versions of one subscription for each customer; some lives have an end, some versions a gap after them.
CREATE TABLE subscriptions AS
SELECT key('i', customer) AS subscription_item_id,
    key('s', customer) AS subscription_id,
    key('c', customer) AS customer_id,
    CASE roll(i, 15, 60) WHEN 0 THEN 'trialing' WHEN 1 THEN 'past_due' ELSE 'active' END AS status,
    CAST((2000 + roll(i, 16, 40000)) / 100.0 AS DECIMAL(12, 2)) AS mrr,
    instant(first + version * step) AS valid_from,
    CASE
        WHEN version = :versions - 1 AND NOT ends THEN NULL
        WHEN roll(i, 17, 25) = 0 THEN instant(first + version * step + step // 3)
        ELSE instant(first + (version + 1) * step) END AS valid_to
FROM (
    SELECT i, customer, i % :versions AS version, first, ends,
        CASE WHEN ends THEN 17280000 + roll(customer, 13, 36000000) ELSE 1247 * 86400 - 200000 - first END // :versions
            AS step
    FROM (
        SELECT i, i // :versions AS customer,
            roll(i // :versions, 10, 600) * 86400 + roll(i // :versions, 11, 86400) AS first,
            roll(i // :versions, 12, 10) < 4 AS ends
        FROM range(:customers * :versions) AS t(i)
    ) AS lives
) AS versions;

CREATE TABLE tickets AS
SELECT key('t', i) AS ticket_id,
    CASE roll(i, 20, 100) WHEN 0 THEN NULL
        ELSE key('c', roll(i, 21, :customers) * (1 + roll(i, 22, 20000)) // 20000) END AS customer_id,
    created_at,
    ['closed', 'closed', 'closed', 'closed', 'solved', 'solved', 'solved', 'open', 'pending', 'deleted'][
        1 + roll(i, 23, 10)] AS status,
    ['email', 'web', 'chat', 'phone'][1 + roll(i, 24, 4)] AS channel,
    ['low', 'normal', 'high', 'urgent'][1 + roll(i, 25, 4)] AS priority,
    key('a', roll(i, 26, 80)) AS assignee_id,
    CASE WHEN roll(i, 27, 16) > 0 THEN created_at + to_seconds(CAST(60 + roll(i, 28, 172800) AS BIGINT)) END
        AS first_response_at,
    CASE WHEN roll(i, 23, 10) < 7 THEN created_at + to_seconds(CAST(172900 + roll(i, 29, 604800) AS BIGINT)) END
        AS last_solved_at,
    CAST(1 + roll(i, 30, 4) AS BIGINT) AS agent_reply_count,
    CAST(3 + roll(i, 31, 480) / 4.0 AS DOUBLE) AS handle_minutes,
    roll(i, 32, 200) = 0 AS is_deleted
FROM (
    SELECT i, instant(i * 1247 * 86400 // :tickets + roll(i, 33, 3600)) AS created_at FROM range(:tickets) AS t(i)
) AS moments;

CREATE TABLE surveys AS
SELECT key('r', i) AS response_id,
    CASE WHEN roll(i, 40, 10) < 6 THEN 'nps' WHEN roll(i, 40, 10) < 9 THEN 'csat' ELSE 'ces' END AS survey_type,
    CAST(CASE WHEN roll(i, 40, 10) < 6 THEN least(10, roll(i, 41, 8) + roll(i, 42, 7))
        WHEN roll(i, 40, 10) < 9 THEN 1 + roll(i, 43, 5) ELSE 1 + roll(i, 44, 7) END AS DOUBLE) AS score,
    CASE roll(i, 45, 100) WHEN 0 THEN NULL ELSE key('c', roll(i, 46, :customers)) END AS customer_id,
    instant(i * 1247 * 86400 // :answers + roll(i, 47, 3600)) AS responded_at
FROM range(:answers) AS t(i);

-- A shared pool for each month, what one customer caused, and what one ticket caused.
CREATE TABLE costs AS
SELECT key('p', i) AS cost_id,
    CAST(DATE '2023-01-01' + to_months(CAST(i // 2 AS INTEGER)) AS DATE) AS period_start,
    CAST(DATE '2023-01-01' + to_months(CAST(i // 2 + 1 AS INTEGER)) - to_days(1) AS DATE) AS period_end,
    CAST(120000 + roll(i, 50, 3000000) / 100.0 AS DECIMAL(12, 2)) AS amount,
    CASE i % 2 WHEN 0 THEN 'support' ELSE 'retention' END AS category,
    CAST(NULL AS VARCHAR) AS customer_id,
    CAST(NULL AS VARCHAR) AS ticket_id
FROM range(82) AS t(i)
UNION ALL
SELECT key('d', i), day, day, CAST(20 + roll(i, 52, 20000) / 100.0 AS DECIMAL(12, 2)), 'support',
    CASE WHEN i % 3 > 0 THEN key('c', roll(i, 53, :customers)) END,
    CASE WHEN i % 3 = 0 THEN key('t', roll(i, 54, :tickets)) END
FROM (SELECT i, CAST(DATE '2023-01-01' + CAST(roll(i, 51, 1247) AS INTEGER) AS DATE) AS day FROM range(12000) AS t(i))
    AS days;
