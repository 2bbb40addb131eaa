package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
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
 * now() AT TIME ZONE 'z'                 → in_zone(now(), 'z')
 * timezone('z', ..)                      → .. AT TIME ZONE 'z'
 * }</pre>
 *
 * <p>The times of tables are moments in UTC, as {@code timestamp}. Of such a one PostgreSQL would take {@code t AT TIME
 * ZONE 'Europe/Berlin'} for a clock in Berlin and shift it the other way than was meant, so that is refused; and in
 * another zone than UTC an hour comes twice when clocks are set back, which engines read differently.
 */
public final class ZoneCalls {

    private static final Set<String> ZONED = Set.of("TIMESTAMPTZ", "TIMESTAMP_TZ");

    private static final String NAME = "at_time_zone";
    private static final String FUNCTION = "timezone";
    private static final Set<String> NOW =
            Set.of("now", "current_timestamp", "transaction_timestamp", "statement_timestamp", "clock_timestamp");

    private ZoneCalls() {}

    public static boolean is(SqlNode node) {
        return node instanceof SqlCall call
                && (call.getOperator().getName().equalsIgnoreCase(NAME) || isFunction(call));
    }

    private static boolean isFunction(SqlCall call) {
        return call.getOperator().getName().equalsIgnoreCase(FUNCTION)
                && call.operandCount() == 2
                && call.operand(0) instanceof SqlLiteral;
    }

    private static SqlNode time(SqlCall call) {
        return call.operand(isFunction(call) ? 1 : 0);
    }

    public static SqlNode of(SqlCall call, SqlShuttle inside) {
        SqlNode time = time(call);
        String zone = zone(call);
        boolean utc = is(time) && zone((SqlCall) time).equals("UTC") && !isInstant(time((SqlCall) time));
        if (!utc && !isInstant(time)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "AT TIME ZONE takes a time without zone for a clock of that zone; the times of tables are moments in UTC.",
                    "Write created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin', or local(created_at) for the"
                            + " reporting zone.");
        }
        SqlNode moment = utc ? time((SqlCall) time) : time;
        SqlNode visited = java.util.Objects.requireNonNull(moment.accept(inside));
        return Operators.IN_ZONE.createCall(
                call.getParserPosition(), visited, SqlLiteral.createCharString(zone, call.getParserPosition()));
    }

    private static String zone(SqlCall call) {
        String zone = ((SqlLiteral) call.operand(isFunction(call) ? 0 : 1)).getValueAs(String.class);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "A time zone is not known.", "Write a name with its case, as 'Europe/Berlin' or 'UTC'.");
        }
        return zone;
    }

    /** {@code CAST(x AS TIMESTAMPTZ)}, or {@code TIMESTAMP WITH TIME ZONE}. */
    public static boolean isCast(SqlNode node) {
        return node.getKind() == SqlKind.CAST
                && ((SqlCall) node).operand(1) instanceof SqlDataTypeSpec type
                && ZONED.contains(type.getTypeName().getSimple().toUpperCase(Locale.ROOT));
    }

    private static boolean isInstant(SqlNode node) {
        if (node.getKind() == SqlKind.CAST) {
            return isCast(node);
        }
        String name = node instanceof SqlIdentifier id && id.isSimple() && !id.isComponentQuoted(0)
                ? id.getSimple()
                : node instanceof SqlCall call && call.operandCount() == 0
                        ? call.getOperator().getName()
                        : "";
        return NOW.contains(name.toLowerCase(Locale.ROOT));
    }
}
