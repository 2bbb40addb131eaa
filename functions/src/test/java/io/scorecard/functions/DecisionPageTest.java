package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hard KPIs on the page about the form are read, so that the page stays true. */
class DecisionPageTest {

    private static final Path PAGE = Path.of("../docs/decisions/0001-the-form-of-a-kpi.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void hardKpisCanBeWritten() throws IOException {
        Catalogue catalogue = CatalogueReader.builtIn();
        List<String> blocks = blocks();
        for (String block : blocks) {
            YamlMap map = Yaml.read("page", block).only(List.of("relations", "kpis"));
            catalogue = CatalogueReader.extend(catalogue, map);
        }
        // Stickiness and users of 28 days share a block.
        assertEquals(11, blocks.size());
        for (String name : List.of(
                "cost_to_support",
                "stickiness_of_users",
                "monthly_users",
                "daily_churn_rate",
                "same_customer_growth_rate",
                "avoidable_churn_mrr",
                "departure_after_answer_rate",
                "saved_mrr",
                "kept_members_rate",
                "health_at_closing",
                "middle_first_response_time",
                "nrr_of_twelve_months")) {
            assertTrue(catalogue.kpi(name).isPresent(), name);
        }
    }

    private static List<String> blocks() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
