package io.scorecard.compiler.answer;

import io.scorecard.compiler.measure.PeriodMeasure;
import io.scorecard.compiler.time.Period;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Gives numbered periods their time keys back, and drops what lies before and between them. */
final class Labels {

    private final Build build;
    private final Periods periods;
    private final List<RexNode> keys;
    private final List<PeriodMeasure> properties;

    Labels(Build build, Periods periods, List<RexNode> keys, List<PeriodMeasure> properties) {
        this.build = build;
        this.periods = periods;
        this.keys = keys;
        this.properties = properties;
    }

    private static String label(int i) {
        return "l" + i;
    }

    Rows join(Rows rows) {
        if (periods.one()) {
            return rows;
        }
        PeriodNumber number = new PeriodNumber(build, periods);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put("slot", number.type());
        for (int i = 0; i < keys.size(); i++) {
            columns.put(
                    label(i), build.types.createTypeWithNullability(keys.get(i).getType(), true));
        }
        properties.forEach(p -> columns.put(p.name(), p.type(build.types)));
        Map<Integer, List<RexNode>> tuples = new LinkedHashMap<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            int period = periods.slots().get(i).period();
            if (period >= 0) {
                tuples.putIfAbsent(
                        number.of(i), tuple(number.of(i), periods.periods().get(period), columns));
            }
        }
        Rows labels = Rows.values(build, columns, new ArrayList<>(tuples.values()));
        return rows.join(JoinRelType.INNER, labels, (r, l) -> build.equal(r.col(Evaluation.P), r.col("slot")));
    }

    private List<RexNode> tuple(int number, Period period, Map<String, RelDataType> columns) {
        List<RexNode> tuple = new ArrayList<>();
        tuple.add(build.typed(number, columns.get("slot")));
        for (int i = 0; i < keys.size(); i++) {
            tuple.add(literal(period.labels().get(i), columns.get(label(i))));
        }
        properties.forEach(p -> tuple.add(literal(p.of(period), p.type(build.types))));
        return tuple;
    }

    /** A literal of exactly the type; VALUES takes no casts. */
    private RexNode literal(@Nullable Object value, RelDataType type) {
        RexNode literal = build.literal(value, type);
        return literal instanceof RexLiteral
                ? literal
                : build.rex.makeExactLiteral(
                        new BigDecimal(String.valueOf(value)), build.types.createTypeWithNullability(type, false));
    }

    RexNode key(Rows answer, int i, RelDataType type) {
        if (!periods.one()) {
            return answer.col(label(i));
        }
        RexNode literal = build.literal(periods.periods().get(0).labels().get(i), type);
        return literal.getType().equals(type) ? literal : build.rex.makeAbstractCast(type, literal, false);
    }

    RexNode property(Rows answer, PeriodMeasure property) {
        if (periods.isEmpty()) {
            return build.nothing(property.type(build.types));
        }
        RexNode value = periods.one()
                ? build.literal(property.of(periods.periods().get(0)), property.type(build.types))
                : answer.col(property.name());
        return value.getType().isNullable()
                ? value
                : build.rex.makeAbstractCast(property.type(build.types), value, false);
    }
}
