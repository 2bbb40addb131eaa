package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.functions.View;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The order in which a view is shown that is read plainly, its columns and no more, by a question that names none:
 * {@code SELECT kpi, value FROM scorecard → SELECT kpi, value FROM scorecard ORDER BY scorecard.name, ..}. SQL gives
 * rows of such a question in any order.
 */
final class ViewOrder {

    private ViewOrder() {}

    static SqlNode of(Catalog catalog, SqlNode question) {
        SqlOrderBy asked = question instanceof SqlOrderBy order ? order : null;
        SqlNode query = asked == null ? question : asked.query;
        if (!(query instanceof SqlSelect select) || !isPlain(select) || asked != null && !asked.orderList.isEmpty()) {
            return question;
        }
        return view(catalog, select.getFrom())
                .<SqlNode>map(v -> new SqlOrderBy(
                        question.getParserPosition(),
                        select,
                        keys(v, select.getFrom()),
                        asked == null ? null : asked.offset,
                        asked == null ? null : asked.fetch))
                .orElse(question);
    }

    private static boolean isPlain(SqlSelect select) {
        return select.getFrom() != null
                && !select.isDistinct()
                && select.getGroup() == null
                && select.getHaving() == null
                && select.getSelectList().stream().allMatch(SqlIdentifier.class::isInstance);
    }

    /** The view that is read alone. */
    private static Optional<View> view(Catalog catalog, SqlNode from) {
        SqlNode table = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
        return FromItems.isNamed(table) && !(table instanceof SqlIdentifier id && !id.isSimple())
                ? catalog.model().catalogue().views().stream()
                        .filter(v -> v.name().equals(FromItems.name(table).toLowerCase(Locale.ROOT)))
                        .filter(v -> !v.orderedBy().isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static SqlNodeList keys(View view, SqlNode from) {
        SqlParserPos at = from.getParserPosition();
        boolean named = from.getKind() == SqlKind.AS;
        SqlNode table = named ? ((SqlCall) from).operand(0) : from;
        String name = named ? ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple() : FromItems.name(from);
        Map<String, String> given = FromItems.function(table)
                .map(f -> FaceArguments.of(f, ViewText.parameters(view)).values())
                .orElse(Map.of());
        return new SqlNodeList(
                view.orderedBy().stream()
                        .map(column -> new SqlIdentifier(List.of(name, called(view, column, given)), at))
                        .toList(),
                at);
    }

    /** A time that is called by an argument, as month by the grain, has its name. */
    private static String called(View view, String column, Map<String, String> given) {
        boolean time =
                Arrays.stream(TimeColumn.values()).anyMatch(t -> t.columnName().equals(column));
        return view.parameters().stream()
                .filter(p -> time && p.choices().contains(column))
                .findFirst()
                .map(p -> given.getOrDefault(p.name(), column))
                .orElse(column);
    }
}
