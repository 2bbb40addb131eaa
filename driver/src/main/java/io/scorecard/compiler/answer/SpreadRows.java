package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.Slot;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rows that last, joined to every period they touch; {@link FlowRows#SHARE} is the part of each that falls in it. */
final class SpreadRows {

    private static final String LAST = "last";
    private static final String FROM = "p_from";
    private static final String UNTIL = "p_until";

    private final Build build;
    private final Calendar calendar;
    private final Attributes attributes;
    private final Periods periods;
    private final PeriodNumber number;

    SpreadRows(Build build, Calendar calendar, Attributes attributes, Periods periods) {
        this.build = build;
        this.calendar = calendar;
        this.attributes = attributes;
        this.periods = periods;
        this.number = new PeriodNumber(build, periods);
    }

    /** @param rows with their first and, unless it is the same, last day */
    Rows of(Rows rows) {
        Rows lasting = rows.with(Map.of(LAST, build.coalesce(rows.col(FlowRows.UNTIL), rows.col(FlowRows.AT))));
        return attributes.areOfTheMoment() ? daily(lasting) : shared(touching(lasting));
    }

    private Rows touching(Rows lasting) {
        if (!periods.one()) {
            return lasting.join(
                    JoinRelType.INNER,
                    number.bounds(Evaluation.P, FROM, UNTIL, true),
                    (r, b) -> build.and(
                            build.less(r.col(FlowRows.AT), r.col(UNTIL)), build.atLeast(r.col(LAST), r.col(FROM))));
        }
        Slot slot = periods.slots().get(0);
        Map<String, RexNode> bounds = new LinkedHashMap<>();
        bounds.put(FROM, build.day(slot.firstDay()));
        bounds.put(UNTIL, build.day(slot.endDay()));
        Rows bounded = lasting.with(bounds);
        return bounded.where(List.of(
                build.less(bounded.col(FlowRows.AT), bounds.get(UNTIL)),
                build.atLeast(bounded.col(LAST), bounds.get(FROM))));
    }

    private Rows shared(Rows touching) {
        RexNode at = touching.col(FlowRows.AT);
        RexNode last = touching.col(LAST);
        RexNode from = build.when(build.more(at, touching.col(FROM)), at, touching.col(FROM));
        RexNode days = build.when(
                build.less(last, touching.col(UNTIL)),
                days(from, last),
                build.call(Operators.DAYS_BETWEEN, from, touching.col(UNTIL)));
        return touching.with(Map.of(FlowRows.SHARE, build.ratio(days, days(at, last))));
    }

    /** How many days there are from one to another, both of them counted. */
    private RexNode days(RexNode first, RexNode last) {
        return build.plus(build.call(Operators.DAYS_BETWEEN, first, last), build.whole(1));
    }

    /** Where attributes change, what lasts falls apart into its days: each has the attributes of its day. */
    private Rows daily(Rows lasting) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(Evaluation.P, number.type());
        columns.put("d", build.types.nullable(SqlTypeName.DATE));
        columns.put("d_at", build.types.nullable(SqlTypeName.TIMESTAMP));
        List<List<RexNode>> days = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            for (Slot day : slot.period() < 0 ? List.<Slot>of() : calendar.days(slot)) {
                days.add(List.of(
                        build.typed(number.of(i), number.type()),
                        build.day(day.firstDay()),
                        build.instant(day.startUtc())));
            }
        }
        Rows each = lasting.join(
                JoinRelType.INNER,
                Rows.values(build, columns, days),
                (r, d) ->
                        build.and(build.atMost(r.col(FlowRows.AT), r.col("d")), build.atMost(r.col("d"), r.col(LAST))));
        RexNode all = days(each.col(FlowRows.AT), each.col(LAST));
        Map<String, RexNode> out = each.all();
        out.put(FlowRows.SHARE, build.ratio(build.whole(1), all));
        out.put(FlowRows.AT, each.col("d_at"));
        return each.select(out);
    }
}
