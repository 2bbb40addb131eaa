package io.scorecard.compiler.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What lies between two moments, in seconds, where only that matters:
 *
 * <pre>{@code
 * a - b > INTERVAL '2' DAY              → epoch_seconds(a) - epoch_seconds(b) > 172800
 * MAX(a - b) BETWEEN INTERVAL .. AND .. → MAX(epoch_seconds(a) - epoch_seconds(b)) BETWEEN ..
 * EXTRACT(EPOCH FROM AVG(a - b))        → AVG(epoch_seconds(a) - epoch_seconds(b))
 * }</pre>
 *
 * <p>As PostgreSQL compares them a month has 30 days, and a year twelve of those.
 */
public final class Differences {

    private static final Set<String> KEEPING = Set.of("AVG", "SUM", "MIN", "MAX", "COALESCE", "GREATEST", "LEAST");

    private Differences() {}

    /** A comparison with an interval, in seconds; as it is where it is none. */
    public static SqlNode compared(SqlBasicCall call) {
        boolean interval = call.getOperandList().stream().anyMatch(SqlIntervalLiteral.class::isInstance);
        boolean difference =
                call.getOperandList().stream().anyMatch(o -> seconds(o).isPresent() && !isInterval(o));
        List<Optional<SqlNode>> all =
                call.getOperandList().stream().map(Differences::seconds).toList();
        return interval && difference && all.stream().allMatch(Optional::isPresent)
                ? call.getOperator()
                        .createCall(
                                call.getParserPosition(),
                                all.stream().map(Optional::orElseThrow).toList())
                : call;
    }

    private static boolean isInterval(SqlNode node) {
        return node instanceof SqlIntervalLiteral;
    }

    /** The seconds of an aggregate of differences. */
    static Optional<SqlNode> ofAggregate(SqlNode node) {
        return node.getKind() == SqlKind.MINUS ? Optional.empty() : seconds(node);
    }

    /** Empty of what is no difference, nor made of differences alone. */
    private static Optional<SqlNode> seconds(SqlNode node) {
        if (node instanceof SqlIntervalLiteral literal) {
            return seconds(literal).map(s -> s);
        }
        if (!(node instanceof SqlCall call)) {
            return Optional.empty();
        }
        SqlParserPos at = call.getParserPosition();
        if (call.getKind() == SqlKind.MINUS && call.operandCount() == 2) {
            return TimeParts.isDifference(call)
                    ? Optional.of(SqlStdOperatorTable.MINUS.createCall(
                            at,
                            Operators.EPOCH_SECONDS.createCall(at, (SqlNode) call.operand(0)),
                            Operators.EPOCH_SECONDS.createCall(at, (SqlNode) call.operand(1))))
                    : Optional.empty();
        }
        if (call.getKind() == SqlKind.FILTER) {
            return seconds((SqlNode) call.operand(0))
                    .map(s -> call.getOperator().createCall(at, s, call.operand(1)));
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP
                && call.operand(1) instanceof SqlNodeList order
                && order.size() == 1
                && ((SqlCall) call.operand(0)).getKind() == SqlKind.PERCENTILE_CONT) {
            return seconds(order.get(0))
                    .map(s -> call.getOperator().createCall(at, call.operand(0), SqlNodeList.of(s)));
        }
        boolean keeps = KEEPING.contains(call.getOperator().getName().toUpperCase(java.util.Locale.ROOT));
        List<Optional<SqlNode>> all =
                keeps ? call.getOperandList().stream().map(Differences::seconds).toList() : List.of();
        return !all.isEmpty()
                        && call.getFunctionQuantifier() == null
                        && all.stream().allMatch(Optional::isPresent)
                ? Optional.of(call.getOperator()
                        .createCall(at, all.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    private static Optional<SqlLiteral> seconds(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        TimeUnit unit = value.getIntervalQualifier().timeUnitRange.startUnit;
        long seconds = switch (unit) {
            case YEAR -> 360L * 86_400;
            case MONTH -> 30L * 86_400;
            case DAY -> 86_400;
            case HOUR -> 3_600;
            case MINUTE -> 60;
            case SECOND -> 1;
            default -> 0;
        };
        boolean one = value.getIntervalQualifier().timeUnitRange.endUnit == null
                && value.getIntervalLiteral().matches("-?\\d+(\\.\\d+)?");
        if (seconds == 0 || !one) {
            return Optional.empty();
        }
        BigDecimal amount =
                new BigDecimal(value.getIntervalLiteral()).multiply(BigDecimal.valueOf(seconds * value.getSign()));
        return Optional.of(SqlLiteral.createExactNumeric(amount.toPlainString(), literal.getParserPosition()));
    }
}
