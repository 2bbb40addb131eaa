-- kpi: opening_customers()
SELECT p.month, g.origin AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: closing_customers()
SELECT p.month, g.closing AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2;

-- kpi: new_customers()
SELECT p.month, g.origin AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_close > 0 AND n_before = 0 GROUP BY 1, 2;

-- kpi: churned_customers()
SELECT p.month, g.origin AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close = 0 GROUP BY 1, 2;

-- kpi: reactivated_customers()
SELECT p.month, g.origin AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_close > 0 AND n_before > 0 GROUP BY 1, 2;

-- kpi: transferred_customers()
-- Net: what a segment holds at the close less its customers who stayed, came or came back.
SELECT month, segment, SUM(n) AS value FROM (
 SELECT p.month, g.closing AS segment, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_close > 0
 UNION ALL
 SELECT p.month, g.origin, -1 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) moved
GROUP BY 1, 2;

-- kpi: active_customers()
-- At any instant of the period: the opening ones and those with a first paid start inside it, counted once each.
SELECT p.month, g.origin AS segment, COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL GROUP BY 1, 2;
