-- kpi: nps()
SELECT month, segment, 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment;

-- kpi: nps('latest_per_respondent')
-- The latest answer of each respondent in the period; it counts in the segment that the customer had when it came.
SELECT month, segment, 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*) AS value
FROM answers a WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10
 AND NOT EXISTS (SELECT 1 FROM answers b WHERE b.month = a.month AND b.respondent_id = a.respondent_id
  AND b.survey_type = 'nps' AND b.score BETWEEN 0 AND 10 AND b.responded_at > a.responded_at)
GROUP BY month, segment;

-- kpi: nps_n()
SELECT month, segment, COUNT(*) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment;

-- kpi: promoter_share()
SELECT month, segment, COUNT(*) FILTER (WHERE score > 8) / COUNT(*)::DOUBLE AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment;

-- kpi: passive_share()
SELECT month, segment, COUNT(*) FILTER (WHERE score > 6 AND score <= 8) / COUNT(*)::DOUBLE AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment;

-- kpi: detractor_share()
SELECT month, segment, COUNT(*) FILTER (WHERE score <= 6) / COUNT(*)::DOUBLE AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment;

-- kpi: nps_lower()
-- Adjusted Wald at 95 %: 3/4 of an answer more in each tail, 3 more in all; a score cannot leave -100 .. 100.
SELECT month, segment, GREATEST(-100, 100 * (pr - de - 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_upper()
SELECT month, segment, LEAST(100, 100 * (pr - de + 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: csat()
-- Top box 4-5; where a ticket was rated more than once, its latest rating.
SELECT month, segment, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS value
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment;

-- kpi: csat('mean')
SELECT month, segment, AVG(score) AS value
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment;

-- kpi: csat('first_rating')
SELECT month, segment, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS value
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at < a.responded_at)
GROUP BY month, segment;

-- kpi: ces()
SELECT month, segment, AVG(score) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment;

-- kpi: low_effort_share()
-- The model says ease, 1 to 7: 5 and more.
SELECT month, segment, COUNT(*) FILTER (WHERE score >= 5) / COUNT(*)::DOUBLE AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment;

-- kpi: effort_index()
-- 100 is most effort; with ease that is the complement of (s - lo) / (hi - lo).
SELECT month, segment, AVG(100 - 100 * (score - 1) / 6) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment;

-- kpi: survey_response_rate()
-- Answered of invited: invitations sent in the period, of every kind, and those of them that have an answer by now.
SELECT p.month, segment_at(a.customer_id, a.sent_at) AS segment, COUNT(a.responded_at) / COUNT(*)::DOUBLE AS value
FROM period p JOIN surveys a ON a.sent_at >= p.s AND a.sent_at < p.e GROUP BY 1, 2;

-- kpi: nps_lower('confidence_90')
SELECT month, segment, GREATEST(-100, 100 * (pr - de - 1.6448536269514722 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_lower('confidence_95')
SELECT month, segment, GREATEST(-100, 100 * (pr - de - 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_lower('confidence_99')
SELECT month, segment, GREATEST(-100, 100 * (pr - de - 2.5758293035489004 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_upper('confidence_90')
SELECT month, segment, LEAST(100, 100 * (pr - de + 1.6448536269514722 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_upper('confidence_95')
SELECT month, segment, LEAST(100, 100 * (pr - de + 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: nps_upper('confidence_99')
SELECT month, segment, LEAST(100, 100 * (pr - de + 2.5758293035489004 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (SELECT month, segment, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75)::DOUBLE / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75)::DOUBLE / (COUNT(*) + 3) AS de
      FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY month, segment) w;

-- kpi: satisfaction_coverage()
-- Customers at the close with an answer that tells of satisfaction in the twelve months to the close.
SELECT p.month, g.closing AS segment,
 COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM surveys a WHERE a.customer_id = g.customer_id AND a.score IS NOT NULL
  AND a.survey_type IN ('nps', 'csat', 'ces') AND a.responded_at >= p.year_before AND a.responded_at < p.e)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE g.n_close > 0 GROUP BY 1, 2;

-- kpi: satisfaction_coverage('mrr')
-- The same, weighed by the MRR at the close.
SELECT p.month, g.closing AS segment,
 (SUM(g.m_close) FILTER (WHERE EXISTS (SELECT 1 FROM surveys a WHERE a.customer_id = g.customer_id AND a.score IS NOT NULL
  AND a.survey_type IN ('nps', 'csat', 'ces') AND a.responded_at >= p.year_before AND a.responded_at < p.e)))::DOUBLE / SUM(g.m_close)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE g.n_close > 0 GROUP BY 1, 2;

-- kpi: detractors_followed_up_within()
-- Of detractors' answers that are 7 days old now, those after which the company was in contact within 7 days: by an
-- interaction, or by a ticket that an agent opened.
SELECT a.month, a.segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM (
   SELECT customer_id, occurred_at AS at FROM interactions
   UNION ALL SELECT customer_id, created_at FROM ticket WHERE submitter_role = 'agent') c
  WHERE c.customer_id = a.customer_id AND c.at > a.responded_at AND c.at <= a.responded_at + INTERVAL 7 DAY)) / COUNT(*)::DOUBLE AS value
FROM answers a WHERE a.survey_type = 'nps' AND a.score <= 6 AND a.customer_id IS NOT NULL
 AND a.responded_at + INTERVAL 7 DAY <= TIMESTAMP '2026-06-30 22:00:00' GROUP BY 1, 2;

-- kpi: detractors_followed_up_within(2)
-- Of detractors' answers that are 2 days old now, those after which the company was in contact within 2 days: by an
-- interaction, or by a ticket that an agent opened.
SELECT a.month, a.segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM (
   SELECT customer_id, occurred_at AS at FROM interactions
   UNION ALL SELECT customer_id, created_at FROM ticket WHERE submitter_role = 'agent') c
  WHERE c.customer_id = a.customer_id AND c.at > a.responded_at AND c.at <= a.responded_at + INTERVAL 2 DAY)) / COUNT(*)::DOUBLE AS value
FROM answers a WHERE a.survey_type = 'nps' AND a.score <= 6 AND a.customer_id IS NOT NULL
 AND a.responded_at + INTERVAL 2 DAY <= TIMESTAMP '2026-06-30 22:00:00' GROUP BY 1, 2;

-- kpi: csat_n()
SELECT month, segment, COUNT(*) AS value
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment;

-- kpi: csat_lower()
-- Wilson: centre and half width by the share p of n answers.
SELECT month, segment, (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.959963984540054 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_upper()
SELECT month, segment, (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.959963984540054 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_lower('confidence_90')
SELECT month, segment, (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.6448536269514722 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_upper('confidence_90')
SELECT month, segment, (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.6448536269514722 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_lower('confidence_95')
SELECT month, segment, (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.959963984540054 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_upper('confidence_95')
SELECT month, segment, (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 1.959963984540054 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_lower('confidence_99')
SELECT month, segment, (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 2.5758293035489004 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: csat_upper('confidence_99')
SELECT month, segment, (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS value
FROM (SELECT month, segment, 2.5758293035489004 AS z, COUNT(*)::DOUBLE AS n, COUNT(*) FILTER (WHERE score >= 4) / COUNT(*)::DOUBLE AS p
FROM answers a WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5
 AND NOT EXISTS (SELECT 1 FROM surveys b WHERE b.survey_type = 'csat' AND b.ticket_id = a.ticket_id
  AND b.score BETWEEN 1 AND 5 AND b.responded_at > a.responded_at)
GROUP BY month, segment) w;

-- kpi: ces_n()
SELECT month, segment, COUNT(*) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment;

-- kpi: ces_lower()  tolerance: 0.01
-- The mean and t of its standard errors, t from the table of small numbers and by its tail of 1 / v beyond; never off the scale.
SELECT month, segment, GREATEST(1, mean - d / SQRT(v + 1) * CASE v WHEN 1 THEN 12.706 WHEN 2 THEN 4.303 WHEN 3 THEN 3.182 WHEN 4 THEN 2.776
  ELSE 1.959964 + 2.372 / v + 2.8225 / (v * v) + 2.5558 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_upper()  tolerance: 0.01
SELECT month, segment, LEAST(7, mean + d / SQRT(v + 1) * CASE v WHEN 1 THEN 12.706 WHEN 2 THEN 4.303 WHEN 3 THEN 3.182 WHEN 4 THEN 2.776
  ELSE 1.959964 + 2.372 / v + 2.8225 / (v * v) + 2.5558 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_lower('confidence_90')  tolerance: 0.01
SELECT month, segment, GREATEST(1, mean - d / SQRT(v + 1) * CASE v WHEN 1 THEN 6.314 WHEN 2 THEN 2.920 WHEN 3 THEN 2.353 WHEN 4 THEN 2.132
  ELSE 1.644854 + 1.524 / v + 1.4202 / (v * v) + 0.983 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_upper('confidence_90')  tolerance: 0.01
SELECT month, segment, LEAST(7, mean + d / SQRT(v + 1) * CASE v WHEN 1 THEN 6.314 WHEN 2 THEN 2.920 WHEN 3 THEN 2.353 WHEN 4 THEN 2.132
  ELSE 1.644854 + 1.524 / v + 1.4202 / (v * v) + 0.983 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_lower('confidence_95')  tolerance: 0.01
SELECT month, segment, GREATEST(1, mean - d / SQRT(v + 1) * CASE v WHEN 1 THEN 12.706 WHEN 2 THEN 4.303 WHEN 3 THEN 3.182 WHEN 4 THEN 2.776
  ELSE 1.959964 + 2.372 / v + 2.8225 / (v * v) + 2.5558 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_upper('confidence_95')  tolerance: 0.01
SELECT month, segment, LEAST(7, mean + d / SQRT(v + 1) * CASE v WHEN 1 THEN 12.706 WHEN 2 THEN 4.303 WHEN 3 THEN 3.182 WHEN 4 THEN 2.776
  ELSE 1.959964 + 2.372 / v + 2.8225 / (v * v) + 2.5558 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_lower('confidence_99')  tolerance: 0.01
SELECT month, segment, GREATEST(1, mean - d / SQRT(v + 1) * CASE v WHEN 1 THEN 63.657 WHEN 2 THEN 9.925 WHEN 3 THEN 5.841 WHEN 4 THEN 4.604
  ELSE 2.575829 + 4.917 / v + 8.8348 / (v * v) + 12.1443 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;

-- kpi: ces_upper('confidence_99')  tolerance: 0.01
SELECT month, segment, LEAST(7, mean + d / SQRT(v + 1) * CASE v WHEN 1 THEN 63.657 WHEN 2 THEN 9.925 WHEN 3 THEN 5.841 WHEN 4 THEN 4.604
  ELSE 2.575829 + 4.917 / v + 8.8348 / (v * v) + 12.1443 / (v * v * v) END) AS value
FROM (SELECT month, segment, AVG(score) AS mean, STDDEV_SAMP(score) AS d, COUNT(*)::DOUBLE - 1 AS v
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY month, segment HAVING COUNT(*) > 1) w;
