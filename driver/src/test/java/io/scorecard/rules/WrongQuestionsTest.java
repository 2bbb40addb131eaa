package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody reads who asked wrongly: what is wrong, and what can be done about it. */
class WrongQuestionsTest extends BothEngines {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT industri, mrr() FROM kpi GROUP BY industri | 42703 | 'industri' is not a column of kpi. Did you mean 'industry'?
            SELECT c.zzz FROM customers AS c | 42703 | 'zzz' is not a column of c. Columns: customer_id, industry, segment.
            SELECT mrr() FROM kpi WHERE segment = "big" | 42703 | If a text is meant, write 'big'.
            SELECT owner_name, mrr() FROM kpi GROUP BY owner_name | 42703 | that the model maps. Map customers.owner_name
            SELECT statuss FROM tickets | 42703 | 'statuss' is not a column of tickets. Did you mean 'status'?
            SELECT response_id FROM tickets | 42703 | 'response_id' is not a column of tickets. Columns: channel, created_at
            SELECT m.month, (SELECT mrr() FROM kpi WHERE kpi.month = m.month) AS v FROM (VALUES (DATE '2026-05-01')) AS m(month) | 0A000 | Ask for all periods, and join
            SELECT s.segment, k.m FROM (VALUES ('big')) AS s(segment) CROSS JOIN LATERAL (SELECT month, mrr() AS m FROM kpi WHERE kpi.segment = s.segment AND month >= DATE '2026-05-01' GROUP BY month) AS k | 0A000 | Group it by what it looks at
            SELECT nps(score) FROM surveys | 42703 | Did you mean one of ces_score, csat_score, fcr_score, nps_score?
            SELECT segment, csat(4) FROM kpi GROUP BY segment | 22023 | From kpi: It takes 'mean', 'first_rating'. Over rows of another table it takes columns: csat(score, satisfied_from).
            SELECT nps(3) FROM surveys | 22023 | 'nps' has no such option or argument.
            SELECT csat(nps_score) FROM surveys | 22023 | 'csat' is given 'nps_score', which has another scale than 'csat_score'. Write csat(csat_score)
            SELECT industry, nps(s.csat_score) FROM surveys AS s JOIN customers USING (customer_id) GROUP BY industry | 22023 | which has another scale than 'nps_score'
            SELECT * FROM nps_by(segment, period => '2025', period => '2026') | 22023 | 'nps_by' is given 'period' twice. Give it once.
            SELECT * FROM nps_by('segment', segment => industry) | 22023 | 'nps_by' is given 'segment' twice.
            SELECT nps(3 + 1) FROM kpi | 22023 | 'nps' is given no column, and would be the same for all rows.
            SELECT numerator(promoter_share(9)) FROM kpi | 22023 | 'promoter_share' has no such option or argument.
            SELECT nps_lower(0.8) FROM kpi | 22023 | It takes 'confidence_90', 'confidence_95', 'confidence_99'.
            SELECT nps(score => 3) FROM kpi | 22023 | An argument of 'nps' is given by name; only functions in FROM take it so. Write it without =>.
            SELECT churn_rate(options => 'event') FROM kpi | 22023 | It takes 'snapshot', 'event'
            SELECT ticket_channel, csat() FROM kpi GROUP BY ticket_channel | 0A000 | 'ticket_channel' is not known of an answer to a csat survey that no later one about the same ticket replaces, so it can neither group nor filter there. csat() can be asked by segment, industry, cohort_month, product. By 'ticket_channel' can be asked
            SELECT ticket_channel, csat(), mrr() FROM kpi GROUP BY ticket_channel | 0A000 | csat(), mrr() can be asked together by segment, industry, cohort_month, product.
            SELECT monht FROM (SELECT month, nps() FROM kpi GROUP BY month) AS t | 42703 | Did you mean 'month'?
            SELECT revenue() | 42883 | There is no function 'revenue'. Did you mean one of total_revenue, usage_revenue,
            SELECT churn() FROM kpi | 42883 | churn_rate, churned_mrr, churned_customers,
            SELECT cancellations() FROM kpi | 42883 | Did you mean one of churned_customers, departures?
            SELECT headcount() FROM kpi | 42883 | SHOW KPIS lists the KPI functions.
            SELECT attrition FROM kpi_monthly | 42703 | Did you mean one of churned_customers, churn_rate?
            SELECT attrition FROM kpi | 42703 | It may be a measure: write churned_customers() or churn_rate() FROM kpi.
            SELECT * FROM kpi_by('attrition') | 42883 | Each KPI has one of its own: churned_customers_by, churn_rate_by(segment).
            SELECT * FROM kpi_by(nps) | 42883 | Each KPI has one of its own: nps_by(segment).
            SELECT * FROM kpi_rows('attrition') | 42704 | Did you mean one of churned_customers, churn_rate?
            SELECT * FROM cost_to_serve_by(segment) | 42883 | Did you mean 'cost_to_support_by'?
            SELECT mrr FROM kpi | 42703 | It is a measure: write mrr() FROM kpi.
            SELECT cac FROM kpi_monthly | 0A000 | 'cac' needs columns that the model does not map: costs.
            SELECT m.csat_ FROM kpi_monthly AS m | 42703 | Did you mean 'csat'?
            SELECT first_response_within('replied_onyl') | 22023 | takes a number as hours. Did you mean 'replied_only'?
            SELECT x.segment FROM customers AS c | 42P01 | There is no table 'x'. The question reads: c.
            SELECT customer_id FROM customers JOIN tickets ON customers.customer_id = tickets.customer_id | 42000 | 'customer_id' is a column of several tables
            SELECT segment, mrr() FROM kpi | 42000 | 'segment' stands beside aggregates or measures and is not grouped. Add it to GROUP BY
            SELECT month, mrr FROM kpi_fields GROUP BY month | 42000 | Write mrr() FROM kpi, or AVG(mrr) FROM kpi_fields.
            SELECT f.segment, f.nps FROM kpi_fields AS f GROUP BY f.segment | 42000 | Write nps() FROM kpi, or AVG(nps)
            SELECT TOP 5 * FROM customers | 42601 | TOP is not understood. Write LIMIT at the end
            SELECT DISTINCT TOP 5 month, mrr() FROM kpi GROUP BY month | 42601 | TOP is not understood. Write LIMIT at the end
            SELECT TOP (5) customer_id FROM customers | 42883 | Write LIMIT at the end
            SELECT AVG(mrr()) FROM kpi | 42000 | Aggregate an answer: SELECT AVG(x) FROM (SELECT month, mrr() AS x FROM kpi GROUP BY month) AS t.
            SELECT month, mrr() FROM kpi WHERE mrr() > 3 GROUP BY month | 42000 | Put the condition into HAVING.
            SELECT segment, mrr() FROM kpi GROUP BY 3 | 42000 | Count the columns of SELECT from 1.
            SELECT COUNT(*) FROM tickets WHERE created_at > 5 | 42000 | Make them alike with CAST
            SELECT month, mrr() FROM kpi GROUP BY month UNION ALL SELECT month FROM kpi | 42000 | The queries of UNION ALL have different numbers of columns.
            SELECT COUNT(*) FROM tickets WHERE created_at > '31.12.2025' | 22023 | Write DATE '2026-12-31'
            SELECT COUNT(*) FROM tickets WHERE created_at BETWEEN '01/02/2026' AND '2026-03-01' | 22023 | does not begin with a year
            SELECT CAST('today' AS DATE) FROM customers | 22023 | does not begin with a year
            SELECT mrr() FROM kpi WHERE month = '2026-6' | 22023 | A month is written by its first day: DATE '2026-06-01'.
            SELECT to_timestamp(handle_minutes) FROM tickets | 42883 | Write TIMESTAMP '1970-01-01' + x * INTERVAL '1 second'
            SELECT to_timestamp(handle_minutes) FROM tickets | 42883 | and of a text CAST(SUBSTRING(x FROM 7 FOR 4)
            SELECT to_date(channel, 'DD.MM.YYYY') FROM tickets | 0A000 | For columns of CSV files say 'dates: dmy' in the model.
            SELECT DATE '2026-06-31' | 42000 | There is no day 2026-06-31: June has 30 days. (line 1, column 8).
            SELECT TIMESTAMP '2026-02-29 10:00:00' | 42000 | There is no day 2026-02-29: February 2026 has 28 days.
            SELECT DATE '2026-13-01' | 42000 | There is no day 2026-13-01: a year has 12 months.
            SELECT DATE '31.05.2026' | 42000 | Write it as DATE '2026-05-31'
            SELECT month, segment FROM kpi_values | 42703 | Did you mean one of segment_name, segment_value?
            SELECT segmnt FROM kpi_values | 42703 | Did you mean one of segment_name, segment_value?
            SELEC mrr() FROM kpi | 42601 | Line 1, column 1: This is no question.
            SELECT 'abc | 42601 | A text is not closed.
            SELECT (1 | 42601 | The question ends too early.
            SELECT 1; SELECT 2 | 42601 | Ask one question at a time.
            SELECT DISTINCT ON (segment) segment, customer_id FROM customers | 0A000 | DISTINCT ON with no ORDER BY is not understood. Number the rows
            SELECT DISTINCT ON (c.segment) * FROM customers c NATURAL JOIN tickets t ORDER BY c.segment, t.created_at | 0A000 | DISTINCT ON with * is not understood
            SELECT DISTINCT ON (segment) segment, customer_id FROM customers ORDER BY customer_id, segment | 0A000 | does not begin with its keys
            SELECT DISTINCT ON (segment) segment, customer_id FROM customers ORDER BY segment | 0A000 | or ends with them
            SELECT ticket_channel, is_partial() FROM kpi GROUP BY ticket_channel | 0A000 | Ask for a KPI besides, or group by time alone.
            SELECT created_at AT TIME ZONE 'Europe/Berlin' FROM tickets | 0A000 | Write created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin', or local(created_at)
            SELECT created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Atlantis' FROM tickets | 22023 | A time zone is not known
            """)
    void errorTellsWhatIsWrongAndWhatCanBeDone(String question, String state, String words) {
        assertRefused(state, words, question);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT month, mrr() FROM kpi WHERE day >= DATE '2026-04-11' AND month < DATE '2026-06-01' GROUP BY month | Not a whole period: 2026-04-11 to 2026-04-30.
            SELECT month, mrr() FROM kpi WHERE ts >= TIMESTAMP '2026-04-01 00:00:00' AND ts < TIMESTAMP '2026-06-15 00:00:00' GROUP BY month | Not a whole period: 2026-06-01 to 2026-06-14.
            """)
    void rule2PeriodThatIsCutIsToldOf(String question, String warning) throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            assertEquals(java.util.List.of(warning), company(engine).warnings(question));
            assertFalse(company(engine).rows(question).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT mrr() FROM kpi WHERE month = DATE '2026-04-11' | No month begins with 2026-04-11: it lies in that of 2026-04-01.
            SELECT segment, mrr() FROM kpi WHERE quarter = DATE '2026-05-01' GROUP BY segment | No quarter begins with 2026-05-01: it lies in that of 2026-04-01.
            """)
    void dayThatBeginsNoPeriodIsToldOf(String question, String warning) throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            assertEquals(java.util.List.of(warning), company(engine).warnings(question));
        }
    }
}
