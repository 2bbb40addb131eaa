package io.scorecard.docs;

import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.View;
import io.scorecard.functions.ViewParameter;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the views: what each shows, what it takes as a function, and what every column means. */
final class ViewPage {

    private final Markdown page = new Markdown();

    String text() {
        page.heading(1, "Views");
        page.paragraph(
                "Tables that are ready for dashboards. Each is also a function of the same name: without arguments "
                        + "the function is the view, with them it shows something else. Only the columns that a question names "
                        + "are computed, and a view is answered by one statement like any other question. What a view needs and "
                        + "a [model](model.md#views) does not map is told when it is asked; other columns are then empty.");
        page.list(CatalogueReader.builtIn().views().stream()
                .map(v -> "[" + v.name() + "](#" + v.name() + "): " + v.summary())
                .toList());
        CatalogueReader.builtIn().views().forEach(this::section);
        return page.toString();
    }

    private void section(View view) {
        page.heading(2, view.name());
        page.paragraph(view.summary() + " One row is " + view.grain() + "."
                + (view.needs().isEmpty() ? "" : " Needs " + Markdown.codes(view.needs()) + "."));
        page.block("sql", "SELECT * FROM " + view.name() + call(view));
        if (!view.parameters().isEmpty()) {
            page.table(
                    List.of("parameter", "without it", "meaning"),
                    view.parameters().stream().map(ViewPage::row).toList());
        }
        page.table(
                List.of("column", "meaning"),
                view.columns().entrySet().stream()
                        .map(c -> List.of(Markdown.code(c.getKey()), c.getValue()))
                        .toList());
        if (!view.examples().isEmpty()) {
            page.table(
                    List.of("example", "result", "because"),
                    view.examples().stream()
                            .map(e -> new ExampleText(e).cells())
                            .toList());
        }
    }

    private static String call(View view) {
        return view.parameters().isEmpty()
                ? ""
                : ";\nSELECT * FROM " + view.name() + "("
                        + view.parameters().stream()
                                .map(p -> p.name() + " => " + value(p))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private static String value(ViewParameter parameter) {
        return switch (parameter.kind()) {
            case COUNT -> parameter.defaultValue();
            case PERIOD -> "'2026-03'";
            case WORD -> "'" + parameter.choices().get(parameter.choices().size() - 1) + "'";
            case SEGMENTS -> "'segment'";
        };
    }

    private static List<String> row(ViewParameter parameter) {
        String choices = parameter.choices().isEmpty() ? "" : ": " + Markdown.codes(parameter.choices());
        return List.of(
                Markdown.code(parameter.name()),
                parameter.defaultValue().isEmpty() ? "none" : Markdown.code(parameter.defaultValue()),
                parameter.meaning() + choices);
    }
}
