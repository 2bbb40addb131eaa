package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code EXTRACT(YEAR FROM age(a, b)) → age_part('year', a, b)}; {@code age(b)} is up to today. An age by itself has no
 * type that every source knows.
 */
final class Ages {

    private static final Set<TimeUnit> PARTS = Set.of(TimeUnit.YEAR, TimeUnit.MONTH, TimeUnit.DAY);

    private Ages() {}

    static boolean is(SqlNode node) {
        return node instanceof SqlCall call
                && call.getOperator().getName().equalsIgnoreCase("age")
                && (call.operandCount() == 1 || call.operandCount() == 2);
    }

    static SqlNode part(TimeUnit unit, SqlCall age, SqlParserPos at) {
        if (!PARTS.contains(unit)) {
            throw refused();
        }
        SqlNode later = age.operandCount() == 2 ? age.operand(0) : SqlStdOperatorTable.CURRENT_DATE.createCall(at);
        return Operators.AGE_PART.createCall(
                at, SqlLiteral.createCharString(unit.name().toLowerCase(java.util.Locale.ROOT), at), later, (SqlNode)
                        age.operand(age.operandCount() - 1));
    }

    static ScorecardException refused() {
        return ErrorCode.UNSUPPORTED.with(
                "AGE by itself",
                "Write EXTRACT(YEAR FROM age(a, b)), and MONTH or DAY, or days_between(b, a), or EXTRACT(EPOCH FROM a - b).");
    }
}
