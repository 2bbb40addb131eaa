package io.scorecard.compiler;

import io.scorecard.source.Engine;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

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
    private static boolean unparsed(SqlWriter writer, SqlCall call, String minutes, String wholeDivision) {
        List<SqlNode> operands = call.getOperandList();
        switch (call.getOperator().getName()) {
            case "MINUTES_BETWEEN" -> print(writer, minutes, operands);
            case "DAYS_BETWEEN" -> print(writer, "(CAST(%2 AS DATE) - CAST(%1 AS DATE))", operands);
            case "ADD_DAYS" -> print(writer, "(%1 + %2 * INTERVAL '1 day')", operands);
            case "ADD_MONTHS" -> print(writer, "(%1 + %2 * INTERVAL '1 month')", operands);
            case "IN_ZONE" -> print(writer, "(%1 AT TIME ZONE 'UTC' AT TIME ZONE %2)", operands);
            case "FROM_ZONE" -> print(writer, "(%1 AT TIME ZONE %2 AT TIME ZONE 'UTC')", operands);
            case "AS_TEXT" -> print(writer, "CAST(%1 AS VARCHAR)", operands);
            case "AS_DAY" -> print(writer, "CAST(%1 AS DATE)", operands);
            case "/INT" -> print(writer, wholeDivision, operands);
            case "DATE_TRUNC" -> print(writer, "DATE_TRUNC(%1, %2)", operands);
            default -> {
                return false;
            }
        }
        return true;
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

    private static final class DuckDb extends DuckDBSqlDialect {
        DuckDb() {
            super(DuckDBSqlDialect.DEFAULT_CONTEXT.withDataTypeSystem(Types.SYSTEM));
        }

        @Override
        public boolean supportsAliasedValues() {
            return true;
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
            if (!unparsed(writer, call, "((epoch(%2) - epoch(%1)) / 60)", "(%1 // %2)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }

    private static final class PostgreSql extends PostgresqlSqlDialect {
        PostgreSql() {
            super(PostgresqlSqlDialect.DEFAULT_CONTEXT.withDataTypeSystem(Types.SYSTEM));
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
            if (!unparsed(writer, call, "(DATE_PART('epoch', %2 - %1) / 60)", "(%1 / %2)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }
}
