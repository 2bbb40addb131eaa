package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.View;
import io.scorecard.functions.ViewParameter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** The query of a view, with its arguments or their defaults and the model's settings in it. */
final class ViewText {

    private static final String COLUMNS = "_columns";

    private final Catalog catalog;
    private final View view;
    private final FaceArguments arguments;

    ViewText(Catalog catalog, View view, FaceArguments arguments) {
        this.catalog = catalog;
        this.view = view;
        this.arguments = arguments;
    }

    /** Names of what a view takes as a function. */
    static List<String> parameters(View view) {
        return view.parameters().stream().map(ViewParameter::name).toList();
    }

    /** Its columns without a row; what reads them casts them. */
    static SqlNode nothing(View view) {
        return SqlTexts.query(view.columns().keySet().stream()
                .map(c -> "CAST(NULL AS VARCHAR) AS " + Quoted.name(c))
                .collect(Collectors.joining(", ", "SELECT ", " FROM (VALUES (0)) AS t(n) WHERE FALSE")));
    }

    SqlNode query() {
        List<String> missing = catalog.mapped().missing(view.needs());
        if (!missing.isEmpty()) {
            throw ErrorCode.UNAVAILABLE_VIEW.with(view.name(), String.join(", ", missing));
        }
        Map<String, String> values = new LinkedHashMap<>();
        String sql = view.sql().orElseThrow();
        for (ViewParameter parameter : view.parameters()) {
            String name = parameter.name();
            switch (parameter.kind()) {
                case WORD -> values.put(name, word(parameter));
                case COUNT -> values.put(name, count(parameter));
                case PERIOD -> values.put(name, period(parameter));
                case SEGMENTS -> {
                    List<KpiColumn> segments = segments(parameter);
                    if (segments.isEmpty()) {
                        sql = without(sql, ":" + name + "(?:" + COLUMNS + ")?\\b");
                    }
                    values.put(name, listed(segments, KpiColumn::name, ""));
                    values.put(name + COLUMNS, listed(segments, KpiColumn::column, " AS "));
                }
            }
        }
        String filled = new Literals(catalog.model().settings(), view.name(), values).fill(sql);
        return BadDefinition.told(view.place(), view.name(), () -> SqlTexts.definition(filled));
    }

    /** Without an item of a list and one comma beside it. */
    private static String without(String sql, String item) {
        return sql.replaceAll(item + "\\s*,", "").replaceAll(",\\s*" + item, "");
    }

    private static String listed(
            List<KpiColumn> segments, java.util.function.Function<KpiColumn, String> column, String as) {
        return segments.stream()
                .map(s -> Quoted.name(column.apply(s)) + (as.isEmpty() ? "" : as + Quoted.name(s.name())))
                .collect(Collectors.joining(", "));
    }

    private Optional<String> given(ViewParameter parameter) {
        return Optional.ofNullable(arguments.values().get(parameter.name()));
    }

    private String word(ViewParameter parameter) {
        String word = given(parameter).orElse(parameter.defaultValue()).toLowerCase(Locale.ROOT);
        if (!parameter.choices().contains(word)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + view.name() + "' has no such " + parameter.name() + ".",
                    Nearest.advice(word, parameter.choices(), "There are:"));
        }
        return word;
    }

    private String period(ViewParameter parameter) {
        String text = given(parameter).orElse(parameter.defaultValue());
        return text.isEmpty() ? "TRUE" : "(" + PeriodText.condition(text) + ")";
    }

    private String count(ViewParameter parameter) {
        String text = given(parameter).orElse(parameter.defaultValue());
        boolean whole = text.matches("\\d{1,9}");
        BigDecimal number = whole ? new BigDecimal(text) : BigDecimal.ZERO;
        boolean low = parameter.lowest().filter(l -> number.compareTo(l) < 0).isPresent();
        boolean high = parameter.highest().filter(h -> number.compareTo(h) > 0).isPresent();
        if (!whole || low || high) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "The " + parameter.name() + " of '" + view.name() + "' is not valid.",
                    "It is a whole number from "
                            + parameter.lowest().map(BigDecimal::toPlainString).orElse("0")
                            + parameter
                                    .highest()
                                    .map(h -> " to " + h.toPlainString())
                                    .orElse("") + ": "
                            + parameter.meaning() + ".");
        }
        return text;
    }

    private List<KpiColumn> segments(ViewParameter parameter) {
        String names = given(parameter).orElse(parameter.defaultValue());
        List<KpiColumn> segments = new FaceArguments(view.name(), Map.of("segment", names)).segments(catalog.kpi());
        for (KpiColumn segment : segments) {
            if (!segment.isOfCustomers() || segment.isCustomer()) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + view.name() + "' is by segments of customers, and '" + segment.name() + "' is none.",
                        "Ask SELECT name FROM kpi_segments WHERE table_name = 'customers'.");
            }
        }
        return segments;
    }
}
