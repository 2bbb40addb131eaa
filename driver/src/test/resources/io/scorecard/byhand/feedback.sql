-- kpi: competitor_mentions()
-- Texts of feedback and comments of surveys (as the model says) that name one of the model's competitors.
WITH said AS (
 SELECT customer_id, given_at, LOWER(text) AS words FROM feedback WHERE text IS NOT NULL
 UNION ALL
 SELECT customer_id, responded_at, LOWER(comment) FROM surveys WHERE comment IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) AS value
FROM period p JOIN said f ON f.given_at >= p.s AND f.given_at < p.e WHERE words LIKE '%bluepeak%' OR words LIKE '%blue peak%' OR words LIKE '%kontorix%' OR words LIKE '%zenflow%' GROUP BY 1, 2;

-- kpi: mention_share()
-- Those texts among all of them.
WITH said AS (
 SELECT customer_id, given_at, LOWER(text) AS words FROM feedback WHERE text IS NOT NULL
 UNION ALL
 SELECT customer_id, responded_at, LOWER(comment) FROM surveys WHERE comment IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) FILTER (WHERE words LIKE '%bluepeak%' OR words LIKE '%blue peak%' OR words LIKE '%kontorix%' OR words LIKE '%zenflow%') / COUNT(*)::DOUBLE AS value
FROM period p JOIN said f ON f.given_at >= p.s AND f.given_at < p.e GROUP BY 1, 2;

-- kpi: feedback_volume()
-- Texts of feedback and comments of surveys.
WITH said AS (
 SELECT customer_id, given_at FROM feedback WHERE text IS NOT NULL
 UNION ALL
 SELECT customer_id, responded_at FROM surveys WHERE comment IS NOT NULL)
SELECT p.month, segment_at(f.customer_id, f.given_at) AS segment, COUNT(*) AS value
FROM period p JOIN said f ON f.given_at >= p.s AND f.given_at < p.e GROUP BY 1, 2;
