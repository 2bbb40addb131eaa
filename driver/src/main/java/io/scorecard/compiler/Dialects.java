package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import io.scorecard.source.DeepStack;
import io.scorecard.source.Engine;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.jspecify.annotations.Nullable;

/** How each kind of source wants its SQL written. */
final class Dialects {

    private static final SqlDialect DUCKDB = new DuckDb();
    private static final SqlDialect POSTGRESQL = new PostgreSql();

    /** A name in ORDER BY is a name of the SELECT list first, so that a column of the same name goes by its position. */
    private static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.PRAGMATIC_2003) {
        @Override
        public boolean isSortByAlias() {
            return true;
        }
    };

    private Dialects() {}

    static SqlDialect of(Engine.Dialect dialect) {
        return switch (dialect) {
            case DUCKDB -> DUCKDB;
            case POSTGRESQL -> POSTGRESQL;
        };
    }

    /** Prints an operator of ours; false where it is none. */
    private static boolean unparsed(SqlWriter writer, SqlCall call, String minutes, String replace) {
        DeepStack.checkpoint();
        List<SqlNode> operands = call.getOperandList();
        if (call.getKind() == SqlKind.FILTER) {
            filtered(writer, operands.get(0), operands.get(1));
            return true;
        }
        if (gathers(call)) {
            gathering(writer, call, SqlNodeList.EMPTY);
            return true;
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP && gathers(operands.get(0))) {
            gathering(writer, (SqlCall) operands.get(0), (SqlNodeList) operands.get(1));
            return true;
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP
                && operands.get(0) instanceof SqlCall filter
                && filter.getKind() == SqlKind.FILTER
                && gathers(filter.operand(0))) {
            gathering(writer, filter.operand(0), (SqlNodeList) operands.get(1));
            print(writer, " FILTER (WHERE %2)", filter.getOperandList());
            return true;
        }
        switch (call.getOperator().getName()) {
            case "TRUNC" -> print(writer, operands.size() == 1 ? "TRUNC(%1)" : "TRUNC(%1, %2)", operands);
            case "MINUTES_BETWEEN" -> print(writer, minutes, operands);
            case "DAYS_BETWEEN" -> print(writer, "(CAST(%2 AS DATE) - CAST(%1 AS DATE))", operands);
            case "DAYS_LATER" -> print(writer, "(%1 + %2)", operands);
            case "ADD_DAYS" -> print(writer, "(%1 + %2 * INTERVAL '1 day')", operands);
            case "ADD_MINUTES" -> print(writer, "(%1 + %2 * INTERVAL '1 minute')", operands);
            case "ADD_MONTHS" -> print(writer, "(%1 + %2 * INTERVAL '1 month')", operands);
            case "IN_ZONE" -> print(writer, "(%1 AT TIME ZONE 'UTC' AT TIME ZONE %2)", operands);
            case "FROM_ZONE" -> print(writer, "(%1 AT TIME ZONE %2 AT TIME ZONE 'UTC')", operands);
            case "WHOLE_QUOTIENT" -> print(writer, "(%1 // %2)", operands);
            case "FIRST_CHARACTERS" -> print(writer, "LEFT(%1, %2)", operands);
            case "REPLACED" -> print(writer, replace, operands);
            case "SQUARE_ROOT" -> print(writer, "SQRT(%1)", operands);
            case "ROUND_EVEN" -> print(writer, "ROUND_EVEN(%1, 0)", operands);
            case "AS_TEXT" -> print(writer, "CAST(%1 AS VARCHAR)", operands);
            case "AS_DAY" -> print(writer, "CAST(%1 AS DATE)", operands);
            case "DATE_TRUNC" -> print(writer, "DATE_TRUNC(%1, %2)", operands);
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

    private static boolean gathers(SqlNode node) {
        return node instanceof SqlCall call
                && Set.of("STRING_AGG", "LISTAGG", "ARRAY_AGG")
                        .contains(call.getOperator().getName());
    }

    /** DISTINCT and the order stand inside; Calcite drops the one and puts the other behind. */
    private static void gathering(SqlWriter writer, SqlCall call, SqlNodeList order) {
        boolean array = call.getOperator().getName().equals("ARRAY_AGG");
        writer.print(array ? "ARRAY_AGG(" : "STRING_AGG(");
        if (call.getFunctionQuantifier() != null) {
            writer.keyword("DISTINCT");
        }
        call.operand(0).unparse(writer, 0, 0);
        if (!array) {
            writer.print(", ");
            SqlNode separator =
                    call.operandCount() > 1 ? call.operand(1) : SqlLiteral.createCharString("", SqlParserPos.ZERO);
            separator.unparse(writer, 0, 0);
        }
        if (!order.isEmpty()) {
            writer.keyword("ORDER BY");
            order.unparse(writer, 0, 0);
        }
        writer.print(")");
        writer.setNeedWhitespace(true);
    }

    private static void print(SqlWriter writer, String pattern, List<SqlNode> operands) {
        int at = 0;
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', at)) {
            writer.print(pattern.substring(at, i));
            SqlNode operand = operands.get(pattern.charAt(i + 1) - '1');
            operand.unparse(writer, operand instanceof SqlLiteral ? 0 : 100, operand instanceof SqlLiteral ? 0 : 100);
            at = i + 2;
        }
        writer.print(pattern.substring(at));
        writer.setNeedWhitespace(true);
    }

    /**
     * A text between plain quotes, whatever its characters: every source speaks UTF-8, and no character set's
     * name or escape of Calcite's means the same to each of them. Backslashes mean nothing.
     */
    static void quote(StringBuilder sql, String text) {
        if (text.indexOf('\0') >= 0) {
            throw ErrorCode.INVALID.with("A text has a NUL in it.", "Remove it.");
        }
        sql.append(Quoted.text(text));
    }

    private static final class DuckDb extends DuckDBSqlDialect {
        DuckDb() {
            super(DuckDBSqlDialect.DEFAULT_CONTEXT.withDataTypeSystem(Types.SYSTEM));
        }

        @Override
        public void quoteStringLiteral(StringBuilder sql, @Nullable String charset, String text) {
            quote(sql, text);
        }

        @Override
        public boolean supportsAliasedValues() {
            return true;
        }

        /** Calcite leaves out a CAST of text that is compared: a source would compare text with a date. */
        @Override
        public boolean supportsImplicitTypeCoercion(RexCall call) {
            return false;
        }

        @Override
        public SqlConformance getConformance() {
            return CONFORMANCE;
        }

        @Override
        public boolean supportsNestedAggregations() {
            return false;
        }

        @Override
        public boolean supportsCharSet() {
            return false;
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
            if (call.getOperator() == Operators.TO_CHAR) {
                String pattern = ((SqlLiteral) call.operand(1)).getValueAs(String.class);
                SqlNode strftime =
                        SqlLiteral.createCharString(DatePattern.of(pattern).strftime(), SqlParserPos.ZERO);
                print(writer, "STRFTIME(%1, %2)", List.of(call.operand(0), strftime));
            } else if (!Translation.lowered(writer, call)
                    && !Translation.unparsed(writer, call)
                    && !unparsed(writer, call, "((epoch(%2) - epoch(%1)) / 60)", "system.main.replace(%1, %2, %3)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }

    private static final class PostgreSql extends PostgresqlSqlDialect {
        PostgreSql() {
            super(PostgresqlSqlDialect.DEFAULT_CONTEXT.withDataTypeSystem(Types.SYSTEM));
        }

        @Override
        public void quoteStringLiteral(StringBuilder sql, @Nullable String charset, String text) {
            quote(sql, text);
        }

        /** Calcite leaves out a CAST of text that is compared: a source would compare text with a date. */
        @Override
        public boolean supportsImplicitTypeCoercion(RexCall call) {
            return false;
        }

        @Override
        public SqlConformance getConformance() {
            return CONFORMANCE;
        }

        @Override
        public boolean supportsNestedAggregations() {
            return false;
        }

        /** Keys that are constants are no literals any more when they are printed. */
        @Override
        public boolean supportsGroupByLiteral() {
            return true;
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
            if (!unparsed(writer, call, "(DATE_PART('epoch', %2 - %1) / 60)", "REPLACE(%1, %2, %3)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }
}
