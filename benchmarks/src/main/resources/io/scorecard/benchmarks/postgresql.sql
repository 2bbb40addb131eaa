CREATE TABLE customers (customer_id varchar, name varchar, industry varchar, segment varchar, region varchar,
    created_at timestamp);
CREATE TABLE subscriptions (subscription_item_id varchar, subscription_id varchar, customer_id varchar, status varchar,
    mrr numeric(12, 2), valid_from timestamp, valid_to timestamp);
CREATE TABLE tickets (ticket_id varchar, customer_id varchar, created_at timestamp, status varchar, channel varchar,
    priority varchar, assignee_id varchar, first_response_at timestamp, last_solved_at timestamp,
    agent_reply_count bigint, handle_minutes double precision, is_deleted boolean);
CREATE TABLE surveys (response_id varchar, survey_type varchar, score double precision, customer_id varchar,
    responded_at timestamp);
CREATE TABLE costs (cost_id varchar, period_start date, period_end date, amount numeric(12, 2), category varchar,
    customer_id varchar, ticket_id varchar);
