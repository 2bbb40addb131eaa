package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is asked of customers' states: by whom it is grouped, in which periods, and what is looked at. */
public record StateQuestion(
        Build build, Catalog catalog, Attributes attributes, Periods periods, StateNeeds needs, boolean sparse) {

    /** @param sparse whether who stands at neither bound needs no row */
    public static StateQuestion of(
            Build build, Catalog catalog, Attributes attributes, Periods periods, StateNeeds asked, boolean sparse) {
        boolean history = attributes.areOfTheMoment();
        return new StateQuestion(build, catalog, attributes, periods, history ? asked.withEverything() : asked, sparse);
    }

    /** Whether only versions that hold at a bound tell anything. */
    boolean looksAtBoundsOnly() {
        return sparse && !hasHistory() && !isByEntity() && !countsStarts() && !needs.departed();
    }

    /** Whether attributes may differ between a movement's origin and its closing. */
    boolean hasHistory() {
        return attributes.areOfTheMoment();
    }

    boolean isByEntity() {
        return !attributes.own().isEmpty();
    }

    /** Columns that identify an entity: the customer and the subscriptions' segments that are asked. */
    List<String> entity() {
        List<String> entity = new ArrayList<>(List.of(KpiColumn.CUSTOMER));
        attributes.own().forEach(c -> entity.add(Attributes.column(c)));
        return entity;
    }

    boolean countsStarts() {
        return needs.started() || needs.entered();
    }

    RelDataType count() {
        return build.types.nullable(SqlTypeName.BIGINT);
    }

    RelDataType money() {
        return build.types.money();
    }

    /** MIN of the columns {@code start}, SUM of the others. */
    Map<String, Rows.Total> totals(Rows rows, List<String> columns) {
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        for (String column : columns) {
            totals.put(
                    column,
                    Rows.Total.of(
                            column.equals("start") ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.SUM,
                            column,
                            rows.col(column).getType()));
        }
        return totals;
    }
}
