CREATE TABLE customers (customer_id VARCHAR, name VARCHAR, segment VARCHAR, region VARCHAR);
INSERT INTO customers VALUES ('a', 'Ada', 'smb', 'EU'), ('b', 'Ben', 'smb', 'US'), ('c', 'Cid', 'ent', 'EU'), ('d', 'Dot', 'ent', NULL), ('e', 'Eve', 'smb', 'EU');
CREATE TABLE plans (plan_id VARCHAR, name VARCHAR);
INSERT INTO plans VALUES ('p1', 'Basic'), ('p2', 'Pro');
CREATE TABLE subscriptions (subscription_item_id VARCHAR, subscription_id VARCHAR, customer_id VARCHAR, plan_id VARCHAR, status VARCHAR, mrr DECIMAL(38, 4), valid_from TIMESTAMP, valid_to TIMESTAMP);
INSERT INTO subscriptions VALUES
  ('1', '1', 'a', 'p1', 'active', 100, TIMESTAMP '2026-01-01 00:00:00', NULL),
  ('2', '2', 'b', 'p1', 'past_due', 50, TIMESTAMP '2026-01-15 00:00:00', TIMESTAMP '2026-03-01 00:00:00'),
  ('3', '3', 'c', 'p2', 'active', 200, TIMESTAMP '2026-02-01 00:00:00', TIMESTAMP '2026-02-10 00:00:00'),
  ('4', '4', 'c', 'p2', 'active', 150, TIMESTAMP '2026-04-05 00:00:00', NULL),
  ('5', '5', 'd', 'p1', 'active', 70, TIMESTAMP '2026-02-05 00:00:00', TIMESTAMP '2026-02-05 00:00:00'),
  ('6', '6', 'd', 'p1', 'active', -5, TIMESTAMP '2026-02-05 00:00:00', NULL),
  ('7', '7', 'd', 'p1', 'active', 0, TIMESTAMP '2026-02-05 00:00:00', NULL),
  ('8', '8', 'e', 'p1', 'trialing', 80, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-02-20 00:00:00'),
  ('9', '8', 'e', 'p1', 'active', 80, TIMESTAMP '2026-02-20 00:00:00', TIMESTAMP '2026-05-10 00:00:00'),
  ('10', '8', 'e', 'p2', 'active', 120, TIMESTAMP '2026-05-10 00:00:00', NULL),
  ('11', '9', 'a', 'p2', 'active', 30, TIMESTAMP '2026-08-01 00:00:00', NULL);
CREATE TABLE tickets (ticket_id VARCHAR, customer_id VARCHAR, created_at TIMESTAMP, status VARCHAR, priority VARCHAR, last_solved_at TIMESTAMP, handle_minutes DOUBLE PRECISION);
INSERT INTO tickets VALUES
  ('t1', 'a', TIMESTAMP '2026-01-31 23:59:59', 'solved', 'high', TIMESTAMP '2026-02-02 10:00:00', 10),
  ('t2', 'b', TIMESTAMP '2026-02-01 00:00:00', 'open', 'low', NULL, 20),
  ('t3', NULL, TIMESTAMP '2026-02-11 09:00:00', 'solved', NULL, TIMESTAMP '2026-03-01 00:00:00', 30),
  ('t4', 'c', TIMESTAMP '2026-04-01 09:00:00', 'open', 'high', NULL, 40),
  ('t5', 'c', TIMESTAMP '2026-04-20 09:00:00', 'open', 'low', NULL, 40),
  ('t6', 'a', TIMESTAMP '2026-08-20 09:00:00', 'open', 'low', NULL, 40);
CREATE TABLE surveys (response_id VARCHAR, survey_type VARCHAR, score DOUBLE PRECISION, customer_id VARCHAR, responded_at TIMESTAMP);
INSERT INTO surveys VALUES
  ('s1', 'nps', 10, 'a', TIMESTAMP '2026-02-01 00:00:00'), ('s2', 'nps', 8.5, 'b', TIMESTAMP '2026-02-10 00:00:00'),
  ('s3', 'nps', 6.5, 'c', TIMESTAMP '2026-02-11 00:00:00'), ('s4', 'nps', 11, 'c', TIMESTAMP '2026-02-12 00:00:00'),
  ('s5', 'nps', 3, 'e', TIMESTAMP '2026-02-28 23:59:59'), ('s6', 'csat', 5, 'a', TIMESTAMP '2026-02-15 00:00:00'),
  ('s7', 'csat', 2, 'b', TIMESTAMP '2026-02-16 00:00:00'), ('s8', 'nps', NULL, 'a', NULL), ('s9', 'nps', 0, 'a', TIMESTAMP '2026-03-01 00:00:00');
CREATE TABLE costs (cost_id VARCHAR, period_start DATE, period_end DATE, amount DECIMAL(38, 4), category VARCHAR, customer_id VARCHAR, ticket_id VARCHAR);
INSERT INTO costs VALUES ('k1', DATE '2026-02-01', DATE '2026-02-28', 280, 'support', 'a', NULL), ('k2', DATE '2026-01-31', DATE '2026-02-01', 10, 'support', 'b', NULL), ('k3', DATE '2026-04-01', DATE '2026-04-30', 80, 'support', NULL, NULL)
