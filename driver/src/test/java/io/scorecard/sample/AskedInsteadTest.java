package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a KPI does not know a segment, what the message offers instead is answered. */
class AskedInsteadTest {

    private static final Pattern SEGMENTS = Pattern.compile("can be asked (?:together )?by ([a-z_, ]+)\\.");
    private static final Pattern KPIS = Pattern.compile("By '(\\w+)' can be asked ([a-z_(), ]+)\\.");

    private static Connection sample;

    @BeforeAll
    static void open() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    private static String question(String measures, String segment) {
        return "SELECT " + segment + ", " + measures + " FROM kpi GROUP BY " + segment;
    }

    private static String refusal(String measures, String segment) {
        return assertThrows(SQLException.class, () -> answered(question(measures, segment)))
                .getMessage();
    }

    private static void answered(String question) throws SQLException {
        try (Statement statement = sample.createStatement()) {
            statement.executeQuery(question).close();
        }
    }

    private static List<String> found(Pattern pattern, int group, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Arrays.asList(matcher.group(group).split(", ")) : List.of();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cac() | campaign_channel
            ltv_cac() | campaign
            nps() | theme
            nps(), churn_rate() | ticket_channel
            mrr(), net_revenue_retention() | ticket_priority
            ticket_volume() | subscription_plan
            total_revenue() | deal_owner
            adoption_rate('export') | ticket_category
            revenue_saved(), attributed_clv() | ticket_category
            """)
    void whatIsOfferedInsteadIsAnswered(String measures, String segment) throws SQLException {
        String message = refusal(measures, segment);
        for (String offered : found(SEGMENTS, 1, message)) {
            answered(question(measures, offered));
        }
        for (String offered : found(KPIS, 2, message)) {
            answered(question(offered, segment));
        }
        assertTrue(message.contains("can be asked"), message);
    }

    @Test
    void kpiOfTheSameNameWithTheSegmentIsOfferedFirst() {
        String message = refusal("cac()", "campaign_channel");
        assertEquals(List.of(), found(SEGMENTS, 1, message));
        assertTrue(message.contains("cac() can be asked in total."), message);
        assertEquals("attributed_cac()", found(KPIS, 2, message).get(0));
        assertEquals(
                "attributed_ltv_cac()",
                found(KPIS, 2, refusal("ltv_cac()", "campaign")).get(0));
    }
}
