package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.Column;
import io.scorecard.functions.Type;
import io.scorecard.model.TableMapping;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Times of a source as moments: what carries no zone is what the source's own wall clock showed. An inclusive end is
 * moved by a day of that clock before it becomes a moment, because the day on which clocks are changed has 23 or 25 hours.
 */
final class SourceClock {

    private static final long DAY_IN_MINUTES = 1440;

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
        if (column.type() != Type.INSTANT) {
            return build.cast(value, type);
        }
        SqlTypeName given = value.getType().getSqlTypeName();
        boolean naive = given == SqlTypeName.TIMESTAMP || given == SqlTypeName.DATE;
        RexNode time = build.cast(value, type);
        boolean inclusive = mapping.inclusiveEnds() && column.name().equals("valid_to");
        if (!naive) {
            return inclusive ? nextDay(time) : time;
        }
        return moment(inclusive ? later(time) : time);
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
