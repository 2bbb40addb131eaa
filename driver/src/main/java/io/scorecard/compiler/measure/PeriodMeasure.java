package io.scorecard.compiler.measure;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What a question can ask of its period: {@code period_start()}, {@code period_end()}, {@code is_partial()}. */
public enum PeriodMeasure {
    /** The first day. */
    PERIOD_START(SqlTypeName.DATE),
    /** The day after the last. */
    PERIOD_END(SqlTypeName.DATE),
    /** Whether a condition or the end of the data cuts it. */
    IS_PARTIAL(SqlTypeName.BOOLEAN);

    private final SqlTypeName type;

    PeriodMeasure(SqlTypeName type) {
        this.type = type;
    }

    public static Optional<PeriodMeasure> find(String name) {
        return Arrays.stream(values())
                .filter(m -> m.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public RelDataType type(Types types) {
        return types.nullable(type);
    }

    public MeasureOperator operator(Types types) {
        return new MeasureOperator(
                name().toLowerCase(java.util.Locale.ROOT) + "()",
                new Measure(new RexInputRef(0, type(types)), List.of(new Atom.OfPeriod(this, type(types)))));
    }

    @Nullable
    public Object of(Period period) {
        return switch (this) {
            case PERIOD_START -> period.start().toLocalDate();
            case PERIOD_END ->
                period.end().equals(period.end().toLocalDate().atStartOfDay())
                        ? period.end().toLocalDate()
                        : period.end().toLocalDate().plusDays(1);
            case IS_PARTIAL -> period.partial();
        };
    }
}
