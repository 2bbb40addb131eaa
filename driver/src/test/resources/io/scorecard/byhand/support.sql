-- kpi: ticket_volume()
SELECT month, segment, COUNT(*) AS value FROM created GROUP BY 1, 2;

-- kpi: solved_tickets()
SELECT month, segment, COUNT(*) AS value FROM solved GROUP BY 1, 2;

-- kpi: tickets_per_customer()
-- Tickets created by exposed customers.
SELECT month, segment, SUM(t)::DOUBLE / NULLIF(SUM(n), 0) AS value FROM (
 SELECT month, segment, 1 AS t, 0 AS n FROM created
 UNION ALL
 SELECT p.month, g.origin AS segment, 0, 1 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL) x
GROUP BY 1, 2;

-- kpi: resolution_rate()
-- Of those created in the period, the ones that are solved or closed now.
SELECT month, segment, COUNT(*) FILTER (WHERE status IN ('solved', 'closed')) / COUNT(*)::DOUBLE AS value FROM created GROUP BY 1, 2;

-- kpi: resolution_rate('flow')
SELECT month, segment, SUM(done)::DOUBLE / NULLIF(SUM(made), 0) AS value FROM (
 SELECT month, segment, 0 AS done, 1 AS made FROM created UNION ALL SELECT month, segment, 1, 0 FROM solved) x
GROUP BY 1, 2;

-- kpi: first_response_time()
SELECT month, segment, AVG((epoch(first_response_at) - epoch(created_at)) / 60.0) AS value FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: median_first_response_time()
-- Of an even number the mean of the two in the middle.
SELECT month, segment, MEDIAN((epoch(first_response_at) - epoch(created_at)) / 60.0) AS value FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: first_response_time('p90')
-- Interpolated, as the median. Open: the kind of quantile.
SELECT month, segment, QUANTILE_CONT((epoch(first_response_at) - epoch(created_at)) / 60.0, 0.9) AS value FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: unanswered_tickets()
SELECT month, segment, COUNT(*) AS value FROM created WHERE first_response_at IS NULL GROUP BY 1, 2;

-- kpi: first_response_within(24)
-- Replied in time, by the replied and the unanswered that are older than that now.
SELECT month, segment, COUNT(*) FILTER (WHERE first_response_at <= created_at + INTERVAL 24 HOUR)
 / NULLIF(COUNT(*) FILTER (WHERE first_response_at IS NOT NULL OR created_at + INTERVAL 24 HOUR < TIMESTAMP '2026-06-30 22:00:00'), 0)::DOUBLE AS value
FROM created GROUP BY 1, 2;

-- kpi: first_response_within(24, 'replied_only')
SELECT month, segment, COUNT(*) FILTER (WHERE first_response_at <= created_at + INTERVAL 24 HOUR) / COUNT(*)::DOUBLE AS value
FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: first_response_within(4)
-- Replied in time, by the replied and the unanswered that are older than that now.
SELECT month, segment, COUNT(*) FILTER (WHERE first_response_at <= created_at + INTERVAL 4 HOUR)
 / NULLIF(COUNT(*) FILTER (WHERE first_response_at IS NOT NULL OR created_at + INTERVAL 4 HOUR < TIMESTAMP '2026-06-30 22:00:00'), 0)::DOUBLE AS value
FROM created GROUP BY 1, 2;

-- kpi: first_response_within(4, 'replied_only')
SELECT month, segment, COUNT(*) FILTER (WHERE first_response_at <= created_at + INTERVAL 4 HOUR) / COUNT(*)::DOUBLE AS value
FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: first_response_within()
-- 24 is the default.
SELECT month, segment, COUNT(*) FILTER (WHERE first_response_at <= created_at + INTERVAL 24 HOUR)
 / NULLIF(COUNT(*) FILTER (WHERE first_response_at IS NOT NULL OR created_at + INTERVAL 24 HOUR < TIMESTAMP '2026-06-30 22:00:00'), 0)::DOUBLE AS value
FROM created GROUP BY 1, 2;

-- kpi: average_resolution_time()
SELECT month, segment, AVG((epoch(last_solved_at) - epoch(created_at)) / 60.0) AS value FROM solved GROUP BY 1, 2;

-- kpi: median_resolution_time()
SELECT month, segment, MEDIAN((epoch(last_solved_at) - epoch(created_at)) / 60.0) AS value FROM solved GROUP BY 1, 2;

-- kpi: average_resolution_time('p90')
SELECT month, segment, QUANTILE_CONT((epoch(last_solved_at) - epoch(created_at)) / 60.0, 0.9) AS value FROM solved GROUP BY 1, 2;

-- kpi: average_resolution_time('first')
-- By the period of the first solution, of tickets that are solved or closed now.
SELECT p.month, segment_at(t.customer_id, t.first_solved_at) AS segment, AVG((epoch(t.first_solved_at) - epoch(t.created_at)) / 60.0) AS value
FROM period p JOIN ticket t ON t.first_solved_at >= p.s AND t.first_solved_at < p.e
WHERE status IN ('solved', 'closed') GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate()
-- One public answer, never re-opened, no other ticket of the customer in the seven days after the solution.
SELECT month, segment, COUNT(*) FILTER (WHERE agent_reply_count = 1 AND reopen_count = 0
 AND NOT EXISTS (SELECT 1 FROM ticket r WHERE r.customer_id = t.customer_id AND r.ticket_id <> t.ticket_id
  AND r.created_at >= t.last_solved_at AND r.created_at < t.last_solved_at + INTERVAL 7 DAY)) / COUNT(*)::DOUBLE AS value
FROM solved t GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate('one_touch')
-- Open: one answer and nothing else.
SELECT month, segment, COUNT(*) FILTER (WHERE agent_reply_count = 1) / COUNT(*)::DOUBLE AS value
FROM solved t GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate('replies_under_2')
SELECT month, segment, COUNT(*) FILTER (WHERE agent_reply_count < 2) / COUNT(*)::DOUBLE AS value
FROM solved t GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate('net')
-- Excludes tickets that were said not to be eligible.
SELECT month, segment, COUNT(*) FILTER (WHERE agent_reply_count = 1 AND reopen_count = 0
 AND NOT EXISTS (SELECT 1 FROM ticket r WHERE r.customer_id = t.customer_id AND r.ticket_id <> t.ticket_id
  AND r.created_at >= t.last_solved_at AND r.created_at < t.last_solved_at + INTERVAL 7 DAY)) / COUNT(*)::DOUBLE AS value
FROM solved t WHERE fcr_eligible IS DISTINCT FROM FALSE GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate('no_customer_reply')
SELECT month, segment, COUNT(*) FILTER (WHERE customer_reply_count = 0) / COUNT(*)::DOUBLE AS value
FROM solved t GROUP BY 1, 2;

-- kpi: first_contact_resolution_rate('survey')
-- Yes is 1 and no is 0.
SELECT month, segment, COUNT(*) FILTER (WHERE score = 1) / COUNT(*)::DOUBLE AS value
FROM answers WHERE survey_type = 'fcr' AND score BETWEEN 0 AND 1 GROUP BY 1, 2;

-- kpi: reopen_rate()
-- Solved tickets of the period that were re-opened.
SELECT month, segment, COUNT(*) FILTER (WHERE reopen_count > 0) / COUNT(*)::DOUBLE AS value FROM solved GROUP BY 1, 2;

-- kpi: median_first_response_time('p90')
SELECT month, segment, QUANTILE_CONT((epoch(first_response_at) - epoch(created_at)) / 60.0, 0.9) AS value FROM created WHERE first_response_at IS NOT NULL GROUP BY 1, 2;

-- kpi: median_resolution_time('p90')
SELECT month, segment, QUANTILE_CONT((epoch(last_solved_at) - epoch(created_at)) / 60.0, 0.9) AS value FROM solved GROUP BY 1, 2;

-- kpi: median_resolution_time('first')
SELECT p.month, segment_at(t.customer_id, t.first_solved_at) AS segment, MEDIAN((epoch(t.first_solved_at) - epoch(t.created_at)) / 60.0) AS value
FROM period p JOIN ticket t ON t.first_solved_at >= p.s AND t.first_solved_at < p.e
WHERE status IN ('solved', 'closed') GROUP BY 1, 2;

-- kpi: backlog()
-- Created before the close and open then: the last status before it is not solved, and it was not closed (rule 8).
SELECT p.month, segment_before(t.customer_id, p.e) AS segment, COUNT(*) AS value
FROM period p JOIN ticket t ON t.created_at < p.e
WHERE (t.closed_at IS NULL OR t.closed_at >= p.e)
 AND COALESCE((SELECT ARG_MAX(h.value, h.occurred_at) FROM ticket_events h WHERE h.ticket_id = t.ticket_id
  AND h.event_type = 'status' AND h.occurred_at < p.e), 'new') NOT IN ('solved', 'closed') GROUP BY 1, 2;

-- kpi: first_response_time('business')
-- Of the wait, what lies in openings of the ticket's desk; 0 where nothing does.
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_first_response_time('business')
-- Of the wait, what lies in openings of the ticket's desk; 0 where nothing does.
SELECT month, segment, MEDIAN(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: average_resolution_time('business')
-- Of the wait, what lies in openings of the ticket's desk; 0 where nothing does.
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_resolution_time('business')
-- Of the wait, what lies in openings of the ticket's desk; 0 where nothing does.
SELECT month, segment, MEDIAN(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: first_response_time('business_p90')
-- Interpolated, as the median.
SELECT month, segment, QUANTILE_CONT(minutes, 0.9) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: first_response_time('last_schedule')
-- Tickets of this company have one desk each, which is their last.
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_first_response_time('business_p90')
-- Interpolated, as the median.
SELECT month, segment, QUANTILE_CONT(minutes, 0.9) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_first_response_time('last_schedule')
-- Tickets of this company have one desk each, which is their last.
SELECT month, segment, MEDIAN(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: average_resolution_time('business_p90')
-- Interpolated, as the median.
SELECT month, segment, QUANTILE_CONT(minutes, 0.9) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: average_resolution_time('last_schedule')
-- Tickets of this company have one desk each, which is their last.
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: average_resolution_time('first_business')
-- By the period of the first solution, of tickets that are solved or closed now.
SELECT month, segment, AVG(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM (SELECT p.month, segment_at(q.customer_id, q.first_solved_at) AS segment, q.* FROM period p JOIN ticket q
   ON q.first_solved_at >= p.s AND q.first_solved_at < p.e WHERE q.status IN ('solved', 'closed')) t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_solved_at AND o.closed > t.created_at
 WHERE t.first_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_resolution_time('business_p90')
-- Interpolated, as the median.
SELECT month, segment, QUANTILE_CONT(minutes, 0.9) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_resolution_time('last_schedule')
-- Tickets of this company have one desk each, which is their last.
SELECT month, segment, MEDIAN(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: median_resolution_time('first_business')
-- By the period of the first solution, of tickets that are solved or closed now.
SELECT month, segment, MEDIAN(minutes) AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 60.0 AS minutes
 FROM (SELECT p.month, segment_at(q.customer_id, q.first_solved_at) AS segment, q.* FROM period p JOIN ticket q
   ON q.first_solved_at >= p.s AND q.first_solved_at < p.e WHERE q.status IN ('solved', 'closed')) t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_solved_at AND o.closed > t.created_at
 WHERE t.first_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: first_response_within(4, 'business')
-- Of the wait, until the answer or until now, what lies in openings of the ticket's desk.
SELECT month, segment, COUNT(*) FILTER (WHERE answered AND hours <= 4) / NULLIF(COUNT(*) FILTER (WHERE answered OR hours > 4), 0)::DOUBLE AS value FROM (
 SELECT t.month, t.segment, t.ticket_id, t.answered,
  COALESCE(SUM(epoch(LEAST(o.closed, t.until)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 3600.0 AS hours
 FROM (SELECT *, first_response_at IS NOT NULL AS answered, COALESCE(first_response_at, TIMESTAMP '2026-06-30 22:00:00') AS until FROM created) t
 LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.until AND o.closed > t.created_at
 GROUP BY 1, 2, 3, 4) x
GROUP BY 1, 2;

-- kpi: first_response_within(4, 'business_replied_only')
SELECT month, segment, COUNT(*) FILTER (WHERE hours <= 4) / COUNT(*)::DOUBLE AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_response_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 3600.0 AS hours
 FROM created t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_response_at AND o.closed > t.created_at
 WHERE t.first_response_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: resolution_within()
-- 24 is the default.
SELECT month, segment, COUNT(*) FILTER (WHERE last_solved_at <= created_at + INTERVAL 24 HOUR) / COUNT(*)::DOUBLE AS value FROM solved GROUP BY 1, 2;

-- kpi: resolution_within(8)
SELECT month, segment, COUNT(*) FILTER (WHERE last_solved_at <= created_at + INTERVAL 8 HOUR) / COUNT(*)::DOUBLE AS value FROM solved GROUP BY 1, 2;

-- kpi: resolution_within(8, 'first')
-- By the period of the first solution, of tickets that are solved or closed now.
SELECT p.month, segment_at(t.customer_id, t.first_solved_at) AS segment,
 COUNT(*) FILTER (WHERE t.first_solved_at <= t.created_at + INTERVAL 8 HOUR) / COUNT(*)::DOUBLE AS value
FROM period p JOIN ticket t ON t.first_solved_at >= p.s AND t.first_solved_at < p.e
WHERE status IN ('solved', 'closed') GROUP BY 1, 2;

-- kpi: resolution_within(8, 'business')
-- Of the wait, what lies in openings of the ticket's desk; 0 where nothing does.
SELECT month, segment, COUNT(*) FILTER (WHERE hours <= 8) / COUNT(*)::DOUBLE AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 3600.0 AS hours
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: resolution_within(8, 'last_schedule')
-- Tickets of this company have one desk each, which is their last.
SELECT month, segment, COUNT(*) FILTER (WHERE hours <= 8) / COUNT(*)::DOUBLE AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.last_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 3600.0 AS hours
 FROM solved t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.last_solved_at AND o.closed > t.created_at
 WHERE t.last_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;

-- kpi: resolution_within(8, 'first_business')
-- By the period of the first solution, of tickets that are solved or closed now.
SELECT month, segment, COUNT(*) FILTER (WHERE hours <= 8) / COUNT(*)::DOUBLE AS value FROM (
 SELECT t.month, t.segment, t.ticket_id,
  COALESCE(SUM(epoch(LEAST(o.closed, t.first_solved_at)) - epoch(GREATEST(o.opened, t.created_at))) FILTER (WHERE o.opened IS NOT NULL), 0) / 3600.0 AS hours
 FROM (SELECT p.month, segment_at(q.customer_id, q.first_solved_at) AS segment, q.* FROM period p JOIN ticket q
   ON q.first_solved_at >= p.s AND q.first_solved_at < p.e WHERE q.status IN ('solved', 'closed')) t LEFT JOIN opening o ON o.schedule_id = t.schedule_id AND o.opened < t.first_solved_at AND o.closed > t.created_at
 WHERE t.first_solved_at IS NOT NULL GROUP BY 1, 2, 3) x
GROUP BY 1, 2;
