-- What the company of company.sql lacks for the other KPIs of the catalogue.
CREATE OR REPLACE TABLE subscriptions AS
SELECT s.*,
    ['basic', 'plus', 'full'][1 + roll(i, 60, 3)] AS plan_id,
    ['desk', 'desk', 'reports'][1 + roll(i, 61, 3)] AS product_id,
    CASE WHEN roll(i, 62, 40) = 0 THEN valid_from + INTERVAL 20 DAY END AS cancel_requested_at,
    ['price', 'service', 'competitor', 'card'][1 + roll(i, 63, 4)] AS churn_reason,
    ['voluntary', 'voluntary', 'involuntary'][1 + roll(i, 64, 3)] AS churn_reason_type
FROM (SELECT *, row_number() OVER (ORDER BY customer_id, valid_from) AS i FROM subscriptions) AS s;
ALTER TABLE subscriptions DROP i;

CREATE TABLE plans AS
SELECT * FROM (VALUES ('basic', 'desk', 1), ('plus', 'desk', 2), ('full', 'desk', 3)) AS t(plan_id, product_id, tier_rank);

CREATE OR REPLACE TABLE customers AS
SELECT c.*, CASE WHEN roll(CAST(substr(customer_id, 2) AS BIGINT), 65, 5) = 0 THEN 'referral' ELSE 'search' END
    AS acquisition_source
FROM customers AS c;

CREATE OR REPLACE TABLE tickets AS
SELECT t.* EXCLUDE i,
    last_solved_at - to_seconds(CAST(roll(i, 70, 3) * 20000 AS BIGINT)) AS first_solved_at,
    CASE status WHEN 'closed' THEN last_solved_at + INTERVAL 4 DAY END AS closed_at,
    CAST(roll(i, 70, 3) AS BIGINT) AS reopen_count,
    CAST(roll(i, 71, 4) AS BIGINT) AS customer_reply_count,
    CASE WHEN roll(i, 72, 20) = 0 THEN 'agent' ELSE 'end_user' END AS submitter_role,
    CASE WHEN roll(i, 73, 50) > 0 THEN 'desk' || roll(i, 74, 3) END AS schedule_id
FROM (SELECT *, CAST(substr(ticket_id, 2) AS BIGINT) AS i FROM tickets) AS t;

CREATE TABLE business_hours AS
SELECT 'desk' || d AS schedule_id, CAST(w AS BIGINT) AS weekday, ['08:00', '09:00', '10:30'][1 + d] AS opens,
    ['16:00', '17:00', '19:30'][1 + d] AS closes, 'UTC' AS time_zone
FROM range(3) AS a(d), range(1, 6) AS b(w);

CREATE TABLE holidays AS
SELECT 'desk' || d AS schedule_id, make_date(CAST(y AS BIGINT), 12, 25) AS start_date,
    make_date(CAST(y AS BIGINT), 12, 26) AS end_date
FROM range(3) AS a(d), range(2023, 2027) AS b(y);

CREATE OR REPLACE TABLE surveys AS
SELECT s.* EXCLUDE i,
    responded_at - to_seconds(CAST(3600 + roll(i, 80, 200000) AS BIGINT)) AS sent_at,
    'p' || roll(i, 81, 60000) AS respondent_id,
    CASE survey_type WHEN 'csat' THEN key('t', roll(i, 82, 40000)) END AS ticket_id,
    CASE WHEN roll(i, 83, 4) = 0 THEN ['too slow for us', 'nice people', 'the price is too high', 'never slow, thanks',
        'we may go to Bluepeak', 'all good'][1 + roll(i, 84, 6)] END AS comment
FROM (SELECT *, CAST(substr(response_id, 2) AS BIGINT) AS i FROM surveys) AS s;
-- Some who were asked did not answer.
INSERT INTO surveys
SELECT key('q', i), 'nps', NULL, key('c', roll(i, 85, :customers)), NULL,
    instant(roll(i, 86, 107740800)), 'p' || roll(i, 81, 60000), NULL, NULL
FROM range(100000) AS t(i);

CREATE TABLE feedback AS
SELECT key('f', i) AS feedback_id, key('c', roll(i, 90, :customers)) AS customer_id,
    instant(roll(i, 91, 107740800)) AS given_at, ['review', 'call'][1 + roll(i, 92, 2)] AS source,
    ['It is slow on Mondays', 'Good value', 'The price is too high for what it does', 'Kontorix has more',
        'Never slow since the new release', 'We compare you with Blue Peak', 'Reports are good'][1 + roll(i, 93, 7)]
        || ['', '.', ' - thanks!'][1 + roll(i, 94, 3)] AS text,
    CAST(roll(i, 95, 201) - 100 AS DOUBLE) / 100 AS sentiment
FROM range(100000) AS t(i);

CREATE TABLE revenue AS
SELECT key('v', i) AS revenue_id, key('c', roll(i, 100, :customers)) AS customer_id,
    instant(roll(i, 101, 107740800)) AS occurred_at,
    CAST(CASE WHEN roll(i, 102, 20) = 0 THEN -1 ELSE 1 END * (1000 + roll(i, 103, 40000)) / 100.0 AS DECIMAL(12, 2))
        AS amount,
    CASE WHEN roll(i, 102, 20) = 0 THEN ['refund', 'credit'][1 + roll(i, 104, 2)]
        ELSE ['recurring', 'recurring', 'recurring', 'one_off', 'usage', 'tax'][1 + roll(i, 105, 6)] END AS revenue_type,
    CAST(roll(i, 106, 10000) / 100.0 AS DECIMAL(12, 2)) AS cost_of_service,
    instant(roll(i, 101, 107740800) + 1209600) AS due_at,
    CASE WHEN roll(i, 107, 30) > 0 THEN instant(roll(i, 101, 107740800) + roll(i, 108, 1600000)) END AS paid_at
FROM range(500000) AS t(i);

CREATE TABLE deals AS
SELECT key('d', i) AS deal_id, key('c', roll(i, 110, :customers)) AS customer_id,
    CAST((10000 + roll(i, 111, 900000)) / 100.0 AS DECIMAL(12, 2)) AS amount, roll(i, 112, 10) < 8 AS is_closed,
    CASE WHEN roll(i, 112, 10) < 8 THEN roll(i, 113, 3) = 0 END AS is_won,
    CASE WHEN roll(i, 112, 10) < 8 THEN instant(roll(i, 114, 107740800)) END AS closed_at
FROM range(50000) AS t(i);

CREATE TABLE usage_events AS
SELECT key('c', c) AS customer_id, 'u' || c || '-' || roll(i, 121, 5) AS user_id,
    instant(roll(i, 122, 107740800)) AS occurred_at, ['report', 'export', 'search', 'chart'][1 + roll(i, 123, 4)] AS feature,
    roll(i, 124, 50) = 0 AS is_bot
FROM (SELECT i, roll(i, 120, :customers) AS c FROM range(1000000) AS t(i)) AS uses;

CREATE TABLE seats AS
SELECT key('c', i) AS customer_id, CAST(3 + roll(i, 130, 20) AS BIGINT) AS licensed,
    CAST(DATE '2023-01-01' + CAST(roll(i, 131, 1000) AS INTEGER) AS DATE) AS counted_on
FROM range(:customers) AS t(i);

CREATE TABLE interactions AS
SELECT key('c', roll(i, 140, :customers)) AS customer_id, instant(roll(i, 141, 107740800)) AS occurred_at, 'call' AS kind
FROM range(100000) AS t(i);

CREATE TABLE campaigns AS
SELECT 'k' || i AS campaign_id, ['search', 'event'][1 + i % 2] AS channel,
    CAST(DATE '2023-01-01' + to_months(CAST(i AS INTEGER)) AS DATE) AS start_date,
    CAST(DATE '2023-01-01' + to_months(CAST(i + 1 AS INTEGER)) - to_days(1) AS DATE) AS end_date,
    CAST(9000 + roll(i, 150, 500000) / 100.0 AS DECIMAL(12, 2)) AS spend
FROM range(41) AS t(i);

-- Campaigns that met customers before they paid, and after.
CREATE OR REPLACE TABLE customers AS
SELECT c.* EXCLUDE i, CASE WHEN roll(i, 170, 3) = 0 THEN 'k' || roll(i, 171, 41) END AS acquisition_campaign_id
FROM (SELECT *, CAST(substr(customer_id, 2) AS BIGINT) AS i FROM customers) AS c;

CREATE TABLE attributions AS
SELECT key('c', roll(i, 172, :customers)) AS customer_id, 'k' || roll(i, 173, 41) AS campaign_id,
    CAST(1 + roll(i, 174, 3) AS DOUBLE) / 4 AS weight, instant(roll(i, 175, 107740800)) AS attributed_at
FROM range(60000) AS t(i);

-- What catalogue-further.yaml reads in place of the tables above, whose figures stay what they were. What is paid a month is
-- a quantity at a price less a discount, and some left for a competitor.
CREATE TABLE priced_subscriptions AS
SELECT s.* EXCLUDE (i, off), q AS quantity, CAST((mrr + COALESCE(off, 0)) / q AS DECIMAL(14, 4)) AS unit_amount,
    off AS discount_amount,
    CASE churn_reason WHEN 'competitor' THEN ['Bluepeak', 'Kontorix', ' '][1 + roll(i, 160, 3)] END AS churn_competitor
FROM (
    SELECT *, [1, 1, 1, 2, 4, 5][1 + roll(i, 161, 6)] AS q,
        CASE WHEN roll(i, 162, 4) = 0 THEN CAST([5, 10, 20][1 + roll(i, 163, 3)] AS DECIMAL(12, 2)) END AS off
    FROM (SELECT *, CAST(substr(customer_id, 2) AS BIGINT) * 2000 + date_diff('day', DATE '2023-01-01', valid_from) AS i
        FROM subscriptions) AS numbered) AS s;
ALTER TABLE priced_subscriptions DROP q;

-- The history of a quarter of the tickets: answered, waiting for the customer or for somebody else, solved, open again.
CREATE TABLE ticket_history AS
WITH told AS (
    SELECT ticket_id, created_at, status, first_solved_at, last_solved_at, closed_at, CAST(substr(ticket_id, 2) AS BIGINT) AS i,
        created_at + to_seconds(CAST(3600 + roll(i, 180, 60000) AS BIGINT)) AS asked_at
    FROM tickets
    WHERE i % 4 = 0)
SELECT ticket_id, created_at + to_seconds(CAST(60 + roll(i, 181, 3000) AS BIGINT)) AS occurred_at, 'status' AS event_type,
    'open' AS value
FROM told
UNION ALL SELECT ticket_id, asked_at, 'comment', 'what exactly?' FROM told
UNION ALL SELECT ticket_id, asked_at, 'status', ['pending', 'pending', 'hold'][1 + roll(i, 182, 3)] FROM told
UNION ALL
SELECT ticket_id, asked_at + to_seconds(CAST(60 + roll(i, 183, 60000) AS BIGINT)), 'status', 'open' FROM told
UNION ALL SELECT ticket_id, first_solved_at, 'status', 'solved' FROM told WHERE first_solved_at < last_solved_at
UNION ALL
SELECT ticket_id, first_solved_at + to_seconds(CAST(60 + roll(i, 184, 19000) AS BIGINT)), 'status', 'open' FROM told
WHERE first_solved_at < last_solved_at
UNION ALL SELECT ticket_id, last_solved_at, 'status', 'solved' FROM told WHERE last_solved_at IS NOT NULL
UNION ALL SELECT ticket_id, closed_at, 'status', 'closed' FROM told WHERE closed_at IS NOT NULL;

-- Exit surveys, and answers that are none.
CREATE TABLE further_surveys AS
SELECT *, CAST(NULL AS VARCHAR) AS reason FROM surveys;
INSERT INTO further_surveys (response_id, survey_type, score, customer_id, responded_at, respondent_id, reason)
SELECT key('e', i), 'exit', NULL, key('c', roll(i, 190, :customers)), instant(roll(i, 191, 107740800)),
    'p' || roll(i, 192, 60000), ['price', 'service', NULL][1 + roll(i, 193, 3)]
FROM range(3000) AS t(i);
INSERT INTO further_surveys (response_id, survey_type, score, customer_id, responded_at, respondent_id)
SELECT key('n', i), ['nps', 'csat', 'ces'][1 + roll(i, 194, 3)], CASE WHEN roll(i, 195, 2) = 0 THEN 99 END,
    key('c', roll(i, 196, :customers)), instant(roll(i, 197, 107740800)), 'p' || roll(i, 198, 60000)
FROM range(2000) AS t(i);

-- The only one of its industry, of whom nothing else is known: an answer has that industry all the same.
INSERT INTO customers BY NAME
SELECT 'c' || :customers AS customer_id, 'Somebody new' AS name, 'Fishing' AS industry, 'smb' AS segment, 'EU' AS region,
    TIMESTAMP '2023-01-01' AS created_at, 'search' AS acquisition_source;
