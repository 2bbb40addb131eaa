package io.scorecard.compiler.print;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code VALUES (1, 1), (2, 1), .. (1066, 1) → SELECT CAST(n AS INTEGER) AS slot, 1 AS period FROM generate_series(1,
 * 1066) AS s (n)}: an engine reads and plans each row that is written out, which takes it longer than to count.
 */
final class Counted {

    /** Fewer are read as soon, and are seen in the statement. */
    private static final int MANY = 100;

    private static final String NUMBER = "n";

    private Counted() {}

    /** Whether rows are numbered one after the other, and alike in what else they have. */
    static boolean is(Values values) {
        ImmutableList<ImmutableList<RexLiteral>> rows = values.getTuples();
        if (rows.size() < MANY
                || values.getRowType().getFieldList().stream()
                        .anyMatch(f -> f.getType().getSqlTypeName() != SqlTypeName.INTEGER)) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            List<RexLiteral> row = rows.get(i);
            if (row.stream().anyMatch(RexLiteral::isNull)
                    || number(row.get(0)) != number(rows.get(0).get(0)) + i
                    || !row.subList(1, row.size()).equals(rows.get(0).subList(1, row.size()))) {
                return false;
            }
        }
        return true;
    }

    private static long number(RexLiteral literal) {
        return literal.getValueAs(BigDecimal.class).longValueExact();
    }

    static SqlSelect select(Values values, SqlDialect dialect) {
        SqlParserPos at = SqlParserPos.ZERO;
        List<RexLiteral> first = values.getTuples().get(0);
        long from = number(first.get(0));
        SqlNodeList columns = new SqlNodeList(at);
        for (RelDataTypeField field : values.getRowType().getFieldList()) {
            SqlNode value = field.getIndex() == 0
                    ? SqlStdOperatorTable.CAST.createCall(
                            at, new SqlIdentifier(NUMBER, at), dialect.getCastSpec(field.getType()))
                    : exact(number(first.get(field.getIndex())));
            columns.add(SqlStdOperatorTable.AS.createCall(at, value, new SqlIdentifier(field.getName(), at)));
        }
        SqlNode series = new SqlUnresolvedFunction(
                        new SqlIdentifier("generate_series", at),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(at, exact(from), exact(from + values.getTuples().size() - 1));
        SqlNode named = SqlStdOperatorTable.AS.createCall(
                at, series, new SqlIdentifier("s", at), new SqlIdentifier(NUMBER, at));
        return new SqlSelect(at, null, columns, named, null, null, null, null, null, null, null, null, null);
    }

    private static SqlNode exact(long number) {
        return SqlLiteral.createExactNumeric(String.valueOf(number), SqlParserPos.ZERO);
    }
}
