package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.Column;
import io.scorecard.functions.Type;
import io.scorecard.model.TableMapping;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Times of a source as moments: what carries no zone is what the source's own wall clock showed. An inclusive end is
 * moved by a day of that clock before it becomes a moment, because the day on which clocks are changed has 23 or 25 hours.
 */
final class SourceClock {

    private static final long DAY_IN_MINUTES = 1440;
    private static final long DAY_IN_CHARACTERS = 10;

    private final Build build;
    private final TableMapping mapping;
    private final ZoneId zone;

    SourceClock(Build build, TableMapping mapping, ZoneId zone) {
        this.build = build;
        this.mapping = mapping;
        this.zone = zone;
    }

    RexNode value(Column column, RexNode value) {
        RelDataType type = build.types.of(column.type());
        if (column.type() == Type.DAY && Types.isZoned(value.getType())) {
            return day(utc(value), type);
        }
        if (column.type() != Type.INSTANT) {
            return build.cast(value, type);
        }
        boolean inclusive = mapping.inclusiveEnds() && column.name().equals("valid_to");
        if (SqlTypeUtil.inCharFamily(value.getType())) {
            return written(value, type, inclusive);
        }
        SqlTypeName given = value.getType().getSqlTypeName();
        return given == SqlTypeName.TIMESTAMP || given == SqlTypeName.DATE
                ? shown(build.cast(value, type), inclusive)
                : carried(Types.isZoned(value.getType()) ? utc(value) : build.cast(value, type), inclusive);
    }

    private RexNode utc(RexNode zoned) {
        return build.rex.makeCall(build.types.of(Type.INSTANT), Operators.AT_UTC, List.of(zoned));
    }

    /** The day of a moment that carries its zone: by the source's clock, else in the reporting zone. */
    private RexNode day(RexNode moment, RelDataType type) {
        return isUtc()
                ? build.rex.makeCall(type, Operators.DAY_OF, List.of(moment))
                : build.cast(build.zoned(Operators.IN_ZONE, moment, zone), type);
    }

    /** A text may carry a zone or not; one that is cast to a plain time loses it. */
    private RexNode written(RexNode text, RelDataType type, boolean inclusive) {
        RexNode zoned = build.cast(text, build.types.nullable(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE));
        return build.when(carriesZone(text), carried(utc(zoned), inclusive), shown(build.cast(text, type), inclusive));
    }

    /** Behind the ten characters of a day, as {@code 2026-01-31 23:30+01} or {@code 2026-01-31T22:30:00Z}. */
    private RexNode carriesZone(RexNode text) {
        RexNode time = build.rex.makeCall(SqlStdOperatorTable.SUBSTRING, text, build.whole(DAY_IN_CHARACTERS + 1));
        return build.rex.makeCall(
                SqlStdOperatorTable.OR,
                Stream.of("%Z%", "%z%", "%+%", "%-%")
                        .map(p -> build.rex.makeCall(SqlStdOperatorTable.LIKE, time, build.text(p)))
                        .toList());
    }

    private RexNode carried(RexNode moment, boolean inclusive) {
        return inclusive ? nextDay(moment) : moment;
    }

    /** What the source's wall clock showed. */
    private RexNode shown(RexNode clock, boolean inclusive) {
        return moment(inclusive ? later(clock) : clock);
    }

    /** A moment that carries its zone: the next day is that of the source's clock, else that of the reporting zone. */
    private RexNode nextDay(RexNode moment) {
        return isUtc()
                ? build.rex.makeCall(moment.getType(), Operators.ADD_DAYS, List.of(moment, build.whole(1)))
                : moment(later(build.zoned(Operators.IN_ZONE, moment, zone)));
    }

    /** In minutes: days of a moment are the reporting zone's. */
    private RexNode later(RexNode clock) {
        return build.rex.makeCall(clock.getType(), Operators.ADD_MINUTES, List.of(clock, build.whole(DAY_IN_MINUTES)));
    }

    private RexNode moment(RexNode clock) {
        return isUtc() ? clock : build.zoned(Operators.FROM_ZONE, clock, zone);
    }

    private boolean isUtc() {
        return zone.normalized().equals(ZoneOffset.UTC);
    }
}
