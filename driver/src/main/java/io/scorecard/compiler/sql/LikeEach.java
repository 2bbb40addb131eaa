package io.scorecard.compiler.sql;

import io.scorecard.compiler.text.Patterns;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code x LIKE ANY (ARRAY[a, b]) → x LIKE a OR x LIKE b}, and AND for ALL. Our parser knows LIKE without ANY, so that the
 * text comes here as {@code x = ANY (each_like(ARRAY[a, b]))}.
 */
final class LikeEach {

    private LikeEach() {}

    /** The patterns of a comparison with ANY, SOME or ALL, in their array. */
    static Optional<SqlCall> in(SqlNode compared) {
        return compared instanceof SqlCall call
                        && Patterns.operator(call.getOperator().getName()).isPresent()
                ? Optional.of(call)
                : Optional.empty();
    }

    /** @param each the patterns as {@link #in} found them */
    static SqlNode of(SqlCall comparison, SqlCall each, List<SqlNode> patterns) {
        boolean all = comparison.getKind() == SqlKind.ALL;
        return patterns.isEmpty()
                ? SqlLiteral.createBoolean(all, comparison.getParserPosition())
                : joined(
                        all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR,
                        operator(Patterns.operator(each.getOperator().getName()).orElseThrow()),
                        comparison.operand(0),
                        patterns);
    }

    private static SqlOperator operator(String name) {
        return switch (name) {
            case "like" -> SqlStdOperatorTable.LIKE;
            case "not_like" -> SqlStdOperatorTable.NOT_LIKE;
            case "ilike" -> SqlLibraryOperators.ILIKE;
            default -> SqlLibraryOperators.NOT_ILIKE;
        };
    }

    /** By halves, so that many patterns are not nested deep. */
    private static SqlNode joined(SqlOperator by, SqlOperator like, SqlNode text, List<SqlNode> patterns) {
        SqlParserPos at = patterns.get(0).getParserPosition();
        int half = patterns.size() / 2;
        return half == 0
                ? like.createCall(at, text.clone(at), patterns.get(0))
                : by.createCall(
                        at,
                        joined(by, like, text, patterns.subList(0, half)),
                        joined(by, like, text, patterns.subList(half, patterns.size())));
    }

    static RuntimeException refused() {
        return ErrorCode.UNSUPPORTED.with(
                "LIKE ANY of what is computed",
                "Write the patterns, or ask a subquery: EXISTS (SELECT 1 FROM .. AS p WHERE x LIKE p.pattern).");
    }
}
