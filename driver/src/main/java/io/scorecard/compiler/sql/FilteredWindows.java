package io.scorecard.compiler.sql;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code SUM(x) FILTER (WHERE c) OVER w → SUM(CASE WHEN c THEN x END) OVER w}, of aggregates that leave NULL out; and
 * {@code COUNT(*)}, which then counts a one.
 */
public final class FilteredWindows {

    private static final Set<String> LEAVING_OUT = Set.of(
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "COUNT",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            "BOOL_AND",
            "BOOL_OR",
            "EVERY");

    private FilteredWindows() {}

    public static SqlNode of(SqlBasicCall over) {
        if (!(over.operand(0) instanceof SqlCall filter)
                || filter.getKind() != SqlKind.FILTER
                || !(filter.operand(0) instanceof SqlCall aggregate)
                || aggregate.operandCount() != 1
                || !LEAVING_OUT.contains(aggregate.getOperator().getName().toUpperCase(Locale.ROOT))) {
            return over;
        }
        SqlParserPos at = filter.getParserPosition();
        boolean rows = aggregate.operand(0) instanceof SqlIdentifier id && id.isStar();
        SqlNode value = rows ? SqlLiteral.createExactNumeric("1", at) : aggregate.operand(0);
        SqlNode chosen = new SqlCase(
                at,
                null,
                SqlNodeList.of((SqlNode) filter.operand(1)),
                SqlNodeList.of(value),
                SqlLiteral.createNull(at));
        SqlNode inside = aggregate
                .getOperator()
                .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), chosen);
        return over.getOperator().createCall(over.getParserPosition(), inside, over.operand(1));
    }
}
