ALTER TABLE customers ADD PRIMARY KEY (customer_id);
ALTER TABLE tickets ADD PRIMARY KEY (ticket_id);
CREATE INDEX ON subscriptions (customer_id, valid_from);
CREATE INDEX ON tickets (created_at);
CREATE INDEX ON surveys (responded_at);
