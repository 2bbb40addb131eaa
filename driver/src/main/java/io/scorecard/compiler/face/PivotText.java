package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code kpi_pivot('churn_rate', rows => 'month', columns => 'segment')}: a column for each value that the segment
 * has, and one for all of them together. {@code m() FILTER (WHERE segment = 'x')} is what a column is.
 */
final class PivotText {

    static final String NAME = "kpi_pivot";
    static final List<String> ARGUMENTS = List.of("kpi", "rows", "columns", "period", "options");

    private static final int MOST = 100;
    private static final String TOTAL = "total";

    private final KpiTable kpi;
    private final FaceTexts texts;
    private final ValuesInUse inUse;

    PivotText(KpiTable kpi, FaceTexts texts, ValuesInUse inUse) {
        this.kpi = kpi;
        this.texts = texts;
        this.inUse = inUse;
    }

    String text(Kpi measure, FaceArguments arguments) {
        List<KpiColumn> rows = new ArrayList<>();
        List<String> named = arguments.list("rows");
        for (String name : named.isEmpty() ? List.of("month") : named) {
            rows.add(column(name));
        }
        List<String> across = arguments.list("columns");
        if (across.size() != 1) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + NAME + "' wants one segment or time whose values become columns.",
                    "Write columns => 'segment'; SHOW SEGMENTS lists them.");
        }
        KpiColumn column = column(across.get(0));
        if (rows.contains(column)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + column.name() + "' cannot be rows and columns.", "Choose another one for the columns.");
        }
        String where =
                arguments.period().map(p -> " WHERE " + PeriodText.condition(p)).orElse("");
        String call = FaceTexts.call(measure, arguments.options());
        List<String> keys = rows.stream().map(r -> Quoted.name(r.name())).toList();
        Set<String> taken = new HashSet<>(rows.stream().map(KpiColumn::name).toList());
        taken.add(TOTAL);
        StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", keys));
        for (Optional<String> value : values(column, keys, call, where)) {
            String name = free(value.orElse("nothing"), taken);
            if (texts.isWanted(name.toLowerCase(Locale.ROOT))) {
                sql.append(", ")
                        .append(call)
                        .append(" FILTER (WHERE ")
                        .append(condition(column, value))
                        .append(") AS ")
                        .append(Quoted.name(name));
            }
        }
        if (texts.isWanted(TOTAL)) {
            sql.append(", ").append(call).append(" AS ").append(TOTAL);
        }
        return sql + " FROM kpi" + where + " GROUP BY " + String.join(", ", keys);
    }

    private KpiColumn column(String name) {
        return FaceArguments.column(kpi.columns(), name, "Columns:");
    }

    /**
     * Those of customers; and of a segment those, too, that only the KPI's own rows have: of customers whose segment has
     * changed since, or of none at all.
     */
    private List<Optional<String>> values(KpiColumn column, List<String> keys, String call, String where) {
        String name = Quoted.name(column.name());
        String ordered = " GROUP BY " + name + " ORDER BY " + name + " NULLS LAST";
        List<Optional<String>> values = few(column, "SELECT " + name + " FROM kpi" + where + ordered);
        if (column.time().isPresent()) {
            return values;
        }
        String each = "SELECT " + name + ", " + call + " AS figure FROM kpi" + where + " GROUP BY " + name + ", "
                + String.join(", ", keys);
        return few(column, "SELECT " + name + ", COUNT(figure) FROM (" + each + ") AS cells" + ordered);
    }

    private List<Optional<String>> few(KpiColumn column, String question) {
        List<Optional<String>> values = inUse.of(question, MOST);
        if (values.size() > MOST) {
            throw ErrorCode.TOO_LARGE.with(
                    "'" + column.name() + "' has more than " + MOST + " values, and each would be a column",
                    "Make it the rows, or ask for a shorter period.");
        }
        return values;
    }

    private static String condition(KpiColumn column, Optional<String> value) {
        String name = Quoted.name(column.name());
        if (value.isEmpty()) {
            return name + " IS NULL";
        }
        return name + " = " + (column.time().isPresent() ? "DATE " : "") + Quoted.text(value.get());
    }

    /** Names of columns differ, whatever the values are. */
    private static String free(String value, Set<String> taken) {
        String name = value.isBlank() ? "blank" : value;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name += "_";
        }
        return name;
    }
}
