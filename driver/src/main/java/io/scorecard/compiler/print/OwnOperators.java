package io.scorecard.compiler.print;

import io.scorecard.source.DeepStack;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;

/** Operators of ours, and aggregates with FILTER, in the words of a source. */
final class OwnOperators {

    /** By the digits only near a middle: of 15 digits, a double is off by less than 1e-14 of itself. */
    private static final String DUCKDB_DECIMAL =
            "CASE WHEN ABS(MOD(ABS(%1 * POWER(10, %3)), 1) - 0.5) <= 1e-4 + ABS(%1 * POWER(10, %3)) * 1e-14"
                    + " THEN CAST(PRINTF('%.15g', %1) AS DECIMAL(%2, %3)) ELSE CAST(%1 AS DECIMAL(%2, %3)) END";

    private OwnOperators() {}

    /** Prints an operator of ours; false where it is none. */
    static boolean unparsed(SqlWriter writer, SqlCall call, String minutes, String replace) {
        DeepStack.checkpoint();
        List<SqlNode> operands = call.getOperandList();
        if (call.getKind() == SqlKind.FILTER) {
            filtered(writer, operands.get(0), operands.get(1));
            return true;
        }
        if (GroupFrame.unparsed(writer, call)) {
            return true;
        }
        if (Gathering.is(call)) {
            Gathering.print(writer, call, SqlNodeList.EMPTY);
            return true;
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP && Gathering.is(operands.get(0))) {
            Gathering.print(writer, (SqlCall) operands.get(0), (SqlNodeList) operands.get(1));
            return true;
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP
                && operands.get(0) instanceof SqlCall filter
                && filter.getKind() == SqlKind.FILTER
                && Gathering.is(filter.operand(0))) {
            Gathering.print(writer, filter.operand(0), (SqlNodeList) operands.get(1));
            Dialects.print(writer, " FILTER (WHERE %2)", filter.getOperandList());
            return true;
        }
        switch (call.getOperator().getName()) {
            case "TRUNC" -> Dialects.print(writer, operands.size() == 1 ? "TRUNC(%1)" : "TRUNC(%1, %2)", operands);
            case "MINUTES_BETWEEN" -> Dialects.print(writer, minutes, operands);
            case "DAYS_BETWEEN" -> Dialects.print(writer, "(CAST(%2 AS DATE) - CAST(%1 AS DATE))", operands);
            case "WHOLE_UNITS" -> Dialects.print(writer, "%1", operands);
            case "DAYS_LATER" -> Dialects.print(writer, "(%1 + %2)", operands);
            case "ADD_DAYS" -> Dialects.print(writer, "(%1 + %2 * INTERVAL '1 day')", operands);
            case "ADD_MINUTES" -> Dialects.print(writer, "(%1 + %2 * INTERVAL '1 minute')", operands);
            case "ADD_MONTHS" -> Dialects.print(writer, "(%1 + %2 * INTERVAL '1 month')", operands);
            case "AT_UTC" -> Dialects.print(writer, "(%1 AT TIME ZONE 'UTC')", operands);
            case "IN_ZONE" -> Dialects.print(writer, "(%1 AT TIME ZONE 'UTC' AT TIME ZONE %2)", operands);
            case "FROM_ZONE" -> Dialects.print(writer, "(%1 AT TIME ZONE %2 AT TIME ZONE 'UTC')", operands);
            case "WHOLE_QUOTIENT" -> Dialects.print(writer, "(%1 // %2)", operands);
            case "FIRST_CHARACTERS" -> Dialects.print(writer, "LEFT(%1, %2)", operands);
            case "REPLACED" -> Dialects.print(writer, replace, operands);
            case "DEFINED" -> Dialects.print(writer, "NULLIF(%1, CAST('NaN' AS DOUBLE))", operands);
            case "MOST_OFTEN" -> Dialects.print(writer, "MODE()", operands);
            case "SINGLE" -> Dialects.print(writer, "CAST(%1 AS REAL)", operands);
            // PostgreSQL wants parentheses; and it has nothing before the first, where DuckDB counts from the end.
            case "ITEM" -> Dialects.print(writer, "(%1)[NULLIF(GREATEST(%2, 0), 0)]", operands);
            case "SQUARE_ROOT" -> Dialects.print(writer, "SQRT(%1)", operands);
            case "ROUND_EVEN" -> Dialects.print(writer, "ROUND_EVEN(%1, 0)", operands);
            case "NARROW_AMOUNT" -> Dialects.print(writer, "CAST(%1 AS DECIMAL(18, 4))", operands);
            case "DECIMAL_OF_DOUBLE" ->
                Dialects.print(writer, "CAST(PRINTF('%.15g', %1) AS DECIMAL(%2, %3))", operands);
            case "DECIMAL_OF_COLUMN" -> Dialects.print(writer, DUCKDB_DECIMAL, operands);
            case "WIDE_DECIMAL" -> Dialects.print(writer, "CAST(%1 AS DECIMAL(38, %2))", operands);
            case "AS_TEXT" -> Dialects.print(writer, "CAST(%1 AS VARCHAR)", operands);
            case "AS_DAY" -> Dialects.print(writer, "CAST(%1 AS DATE)", operands);
            case "UPPER_TEXT" -> Dialects.print(writer, "UPPER(%1)", operands);
            case "AGE_PART" ->
                Dialects.print(
                        writer,
                        "CAST(DATE_PART(%1, AGE(CAST(%2 AS TIMESTAMP), CAST(%3 AS TIMESTAMP))) AS BIGINT)",
                        operands);
            case "SPAN_BETWEEN" -> Dialects.print(writer, "(CAST(%1 AS TIMESTAMP) - CAST(%2 AS TIMESTAMP))", operands);
            case "SPAN_SECONDS" -> Dialects.print(writer, "CAST(EXTRACT(EPOCH FROM %1) AS DECIMAL(20, 6))", operands);
            case "AGE" -> Dialects.print(writer, "AGE(CAST(%1 AS TIMESTAMP), CAST(%2 AS TIMESTAMP))", operands);
            case "DATE_TRUNC" -> Dialects.print(writer, "DATE_TRUNC(%1, %2)", operands);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** FILTER takes rows whose condition is true; Calcite wants that said once more. */
    private static void filtered(SqlWriter writer, SqlNode aggregate, SqlNode condition) {
        aggregate.unparse(writer, 0, 0);
        writer.sep("FILTER");
        SqlWriter.Frame frame = writer.startList("(", ")");
        writer.sep("WHERE");
        SqlNode plain = condition.getKind() == SqlKind.IS_TRUE ? ((SqlCall) condition).operand(0) : condition;
        plain.unparse(writer, 0, 0);
        writer.endList(frame);
    }
}
