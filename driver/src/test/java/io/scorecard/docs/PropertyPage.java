package io.scorecard.docs;

import io.scorecard.driver.ConnectionProperty;
import java.util.Arrays;
import java.util.List;

/** The page of the connection properties. */
final class PropertyPage {

    String text() {
        Markdown page = new Markdown();
        page.heading(1, "Connection properties");
        page.paragraph(
                "They follow the model in the URL, `jdbc:scorecard:model.yaml;query_timeout=30;max_rows=1000`, or come "
                        + "as the `Properties` of `DriverManager.getConnection`. There are no others: an unknown name, a name given "
                        + "twice or a value that does not fit is refused. Names are written exactly as here.");
        page.table(
                List.of("property", "without it", "values", "meaning"),
                Arrays.stream(ConnectionProperty.values())
                        .map(PropertyPage::row)
                        .toList());
        return page.toString();
    }

    private static List<String> row(ConnectionProperty property) {
        return List.of(
                Markdown.code(property.text()),
                property.fallback().isEmpty() ? "" : Markdown.code(property.fallback()),
                Markdown.codes(property.choices()),
                property.description());
    }
}
