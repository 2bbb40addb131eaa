package io.scorecard.compiler.sql;

import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code EXTRACT(YEAR FROM age(a, b)) → age_part('year', a, b)}; {@code age(b)} is up to today. An age by itself is one of
 * {@link Spans}.
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
            return SqlStdOperatorTable.EXTRACT.createCall(at, new SqlIntervalQualifier(unit, null, at), age);
        }
        SqlNode later = age.operandCount() == 2 ? age.operand(0) : SqlStdOperatorTable.CURRENT_DATE.createCall(at);
        return Operators.AGE_PART.createCall(
                at, SqlLiteral.createCharString(unit.name().toLowerCase(java.util.Locale.ROOT), at), later, (SqlNode)
                        age.operand(age.operandCount() - 1));
    }
}
