package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import java.time.ZoneId;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * PostgreSQL's AT TIME ZONE, where both engines mean the same by it.
 *
 * <pre>{@code
 * t AT TIME ZONE 'UTC' AT TIME ZONE 'z'  → in_zone(t, 'z')
 * t::timestamptz AT TIME ZONE 'z'        → in_zone(t, 'z')
 * }</pre>
 *
 * <p>The times of tables are moments in UTC, as {@code timestamp}. Of such a one PostgreSQL would take {@code t AT TIME
 * ZONE 'Europe/Berlin'} for a clock in Berlin and shift it the other way than was meant, so that is refused; and in
 * another zone than UTC an hour comes twice when clocks are set back, which engines read differently.
 */
final class ZoneCalls {

    private static final String NAME = "at_time_zone";

    private ZoneCalls() {}

    static boolean is(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase(NAME);
    }

    static SqlNode of(SqlCall call, SqlShuttle inside) {
        SqlNode time = call.operand(0);
        String zone = zone(call);
        boolean utc = is(time) && zone((SqlCall) time).equals("UTC") && !isInstant(((SqlCall) time).operand(0));
        if (!utc && !isInstant(time)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "AT TIME ZONE takes a time without zone for a clock of that zone; the times of tables are moments in UTC.",
                    "Write created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin', or local(created_at) for the"
                            + " reporting zone.");
        }
        SqlNode moment = utc ? ((SqlCall) time).operand(0) : time;
        SqlNode visited = java.util.Objects.requireNonNull(moment.accept(inside));
        return Operators.IN_ZONE.createCall(
                call.getParserPosition(), visited, SqlLiteral.createCharString(zone, call.getParserPosition()));
    }

    private static String zone(SqlCall call) {
        String zone = ((SqlLiteral) call.operand(1)).getValueAs(String.class);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "A time zone is not known.", "Write a name with its case, as 'Europe/Berlin' or 'UTC'.");
        }
        return zone;
    }

    private static boolean isInstant(SqlNode node) {
        return node.getKind() == SqlKind.CAST
                && ((SqlCall) node).operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeName().getSimple().equalsIgnoreCase("timestamptz");
    }
}
