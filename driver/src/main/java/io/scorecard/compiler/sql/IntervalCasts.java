package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** What PostgreSQL makes of texts: {@code (n || ' days')::interval → n * INTERVAL '1' DAY}. */
public final class IntervalCasts {

    private static final Map<String, TimeUnit> UNITS = Map.of(
            "second", TimeUnit.SECOND,
            "minute", TimeUnit.MINUTE,
            "hour", TimeUnit.HOUR,
            "day", TimeUnit.DAY,
            "month", TimeUnit.MONTH,
            "year", TimeUnit.YEAR);

    private IntervalCasts() {}

    public static SqlNode of(SqlBasicCall cast) {
        // Without a unit it is read as one of seconds.
        boolean bare = cast.operand(1) instanceof SqlIntervalQualifier of
                && of.timeUnitRange == TimeUnitRange.SECOND
                && !(cast.operand(0) instanceof SqlLiteral);
        return bare ? interval(cast) : cast;
    }

    private static SqlNode interval(SqlBasicCall cast) {
        TimeUnit unit = cast.operand(0) instanceof SqlCall call
                        && call.getOperator().getName().equals("||")
                ? UNITS.get(text(call.operand(1)).replaceAll("s$", ""))
                : null;
        if (unit == null) {
            throw ErrorCode.UNSUPPORTED.with("A text that becomes an interval", "Write days * INTERVAL '1 day'.");
        }
        SqlParserPos at = cast.getParserPosition();
        SqlNode one = SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(unit, null, at), at);
        return SqlStdOperatorTable.MULTIPLY.createCall(at, ((SqlCall) cast.operand(0)).operand(0), one);
    }

    /** A literal's text, or nothing. */
    private static String text(SqlNode node) {
        return node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                ? literal.getValueAs(String.class).strip().toLowerCase(Locale.ROOT)
                : "";
    }
}
