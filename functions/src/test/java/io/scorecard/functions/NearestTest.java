package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> NAMES =
            List.of("arpa", "customer_churn_rate", "churned_customers", "churn_rate", "nps");

    @Test
    void aSlipIsTheNameItIsNearTo() {
        assertEquals("Did you mean 'churn_rate'?", Nearest.advice("chrun_rate", NAMES, "KPIs:"));
    }

    @Test
    void aWordOfSeveralNamesLeadsToThem() {
        assertEquals(
                "Did you mean one of churn_rate, churned_customers, customer_churn_rate?",
                Nearest.advice("churn", NAMES, "KPIs:"));
        assertEquals("Did you mean 'churned_customers'?", Nearest.advice("churned", NAMES, "KPIs:"));
    }

    @Test
    void aLongListSaysHowManyItLeavesOut() {
        List<String> many = IntStream.range(100, 170).mapToObj(i -> "n" + i).toList();
        String told = Nearest.advice("something", many, "There are:");
        assertEquals("There are: n100, n101,", told.substring(0, 22));
        assertEquals("n158, n159 and 10 others.", told.substring(told.length() - 25));
    }
}
