package io.scorecard.benchmarks;

/**
 * A question to the driver, and what somebody who knows the data and the engine would write instead.
 *
 * @param byHand the name of the file with it
 * @param limit the largest ratio of CPU time that is good enough
 */
record Question(String title, String sql, String byHand, double limit) {

    static final Question RESPONSE_TIME = new Question(
            "one fact: first response time by industry, 1,000,000 tickets",
            "SELECT industry, first_response_time() FROM kpi WHERE month >= DATE '2023-01-01' GROUP BY industry",
            "response-time.sql",
            1.05);

    static final Question NPS = new Question(
            "one fact: NPS by industry, 200,000 answers",
            "SELECT industry, nps() FROM kpi WHERE month >= DATE '2023-01-01' GROUP BY industry",
            "nps.sql",
            1.05);

    static final Question THREE_FACTS = new Question(
            "three facts: NPS, churn and cost to support by industry, a year",
            "SELECT industry, nps(), churn_rate(), cost_to_support() FROM kpi"
                    + " WHERE year = DATE '2025-01-01' GROUP BY industry",
            "three-facts.sql",
            1.15);

    /** By hand: by somebody who had not seen ours, for costs of any period and tickets without a handle time. */
    static final Question THREE_FACTS_OF_ANY_COSTS = new Question(
            THREE_FACTS.title() + ", beside a statement that is right for any costs",
            THREE_FACTS.sql(),
            "three-facts-any-costs.sql",
            1.15);

    /** By hand: a grid of customers and months, which is how the same is usually asked; with one join to all versions. */
    static final Question MONTHLY_STATE = new Question(
            "churn and MRR by month and segment, 41 months",
            "SELECT month, segment, churn_rate(), mrr() FROM kpi"
                    + " WHERE month BETWEEN DATE '2023-01-01' AND DATE '2026-05-01' GROUP BY month, segment",
            "grid.sql",
            1 / 8.0);

    /** By hand: the grid as the rules say it, with a subquery for each of a cell's values. */
    static final Question PLAIN_MONTHLY_STATE = new Question(
            "churn and MRR by month and segment, 41 months, beside a grid of subqueries",
            MONTHLY_STATE.sql(),
            "plain-grid.sql",
            1 / 8.0);
}
