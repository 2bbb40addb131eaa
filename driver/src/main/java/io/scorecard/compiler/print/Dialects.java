package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.Types;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import io.scorecard.source.Engine;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
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

    /** The decimal with 15 digits that PostgreSQL makes of a double, and where there is none the double itself. */
    private static final String DUCKDB_PLACES =
            "COALESCE(CAST(#(TRY_CAST(PRINTF('%.15g', %1) AS DECIMAL(38, 15)), %2) AS DOUBLE), #(%1, %2))";

    /** Without .0, with an exponent from fifteen places on, and by PostgreSQL's names where it is no number. */
    private static final String DUCKDB_DOUBLE =
            "(CASE WHEN ABS(%1) < 1e15 THEN REGEXP_REPLACE(CAST(%1 AS VARCHAR), '\\.0$', '')"
                    + " WHEN ISNAN(%1) THEN 'NaN' WHEN ISINF(%1) THEN CASE WHEN %1 > 0 THEN 'Infinity' ELSE '-Infinity' END"
                    + " WHEN ABS(%1) < 1e16 THEN REGEXP_REPLACE(REGEXP_REPLACE(CAST(%1 AS VARCHAR), '^(-?\\d)(\\d{15})\\.0$', '\\1.\\2'),"
                    + " '\\.?0*$', '') || 'e+15' ELSE CAST(%1 AS VARCHAR) END)";

    /** What stands between words is a piece of its own. */
    private static final String DUCKDB_WORDS =
            "ARRAY_TO_STRING(LIST_TRANSFORM(REGEXP_EXTRACT_ALL(%1, '[\\pL\\pN]+|[^\\pL\\pN]+'),"
                    + " LAMBDA word: UPPER(LEFT(word, 1)) || LOWER(SUBSTRING(word, 2))), '')";

    /** PostgreSQL has no large ß, and leaves it; here it is another character meanwhile. */
    private static final String DUCKDB_UPPER =
            "system.main.replace(UPPER(system.main.replace(%1, 'ß', '\uE000')), '\uE000', 'ß')";

    private static final String POSTGRESQL_PLACES = "CAST(#(CAST(%1 AS NUMERIC), %2) AS DOUBLE PRECISION)";

    private static final String BINNED = "%1, CAST(%2 AS TIMESTAMP), CAST(%3 AS TIMESTAMP))";

    private Dialects() {}

    static SqlDialect of(Engine.Dialect dialect) {
        return switch (dialect) {
            case DUCKDB -> DUCKDB;
            case POSTGRESQL -> POSTGRESQL;
        };
    }

    /** Prints what {@link SamePlaces} made; false where it is none of them. */
    private static boolean places(SqlWriter writer, SqlCall call, String pattern) {
        String name = call.getOperator().getName();
        boolean of = name.equals("ROUND_PLACES") || name.equals("TRUNC_PLACES");
        if (of) {
            print(writer, pattern.replace("#", name.substring(0, 5)), call.getOperandList());
        }
        return of;
    }

    static void print(SqlWriter writer, String pattern, List<SqlNode> operands) {
        int at = 0;
        for (int i = pattern.indexOf('%'); i >= 0; i = pattern.indexOf('%', Math.max(at, i + 1))) {
            if (!Character.isDigit(pattern.charAt(i + 1))) {
                continue;
            }
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

        /** TIME takes no places. */
        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            if (SqlTypeUtil.isInterval(type)) {
                return interval();
            }
            if (Types.isZoned(type)) {
                return zoned();
            }
            return type.getSqlTypeName() == SqlTypeName.TIME
                    ? new SqlDataTypeSpec(
                            new SqlBasicTypeNameSpec(SqlTypeName.TIME, SqlParserPos.ZERO), SqlParserPos.ZERO)
                    : super.getCastSpec(type);
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
        public void unparseSqlIntervalLiteral(SqlWriter writer, SqlIntervalLiteral literal, int left, int right) {
            if (!TimeText.negative(writer, literal)) {
                super.unparseSqlIntervalLiteral(writer, literal, left, right);
            }
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
            if (call.getOperator() instanceof NumberText number) {
                print(writer, number.template(), call.getOperandList());
            } else if (call.getOperator() == Operators.TO_CHAR) {
                TimeText.print(writer, call);
            } else if (call.getOperator() == Operators.DATE_BIN) {
                print(writer, "TIME_BUCKET(" + BINNED, call.getOperandList());
            } else if (call.getOperator() == Operators.SUBSTRING_MATCHED) {
                print(
                        writer,
                        "(CASE WHEN REGEXP_MATCHES(%1, %2) THEN REGEXP_EXTRACT(%1, %2, %3) END)",
                        call.getOperandList());
            } else if (call.getOperator() == Operators.BINARY_ORDER) {
                print(writer, "%1", call.getOperandList());
            } else if (call.getOperator() == Operators.UPPER_TEXT) {
                print(writer, DUCKDB_UPPER, call.getOperandList());
            } else if (call.getOperator() == Operators.INITCAP) {
                print(writer, DUCKDB_WORDS, call.getOperandList());
            } else if (call.getOperator().getName().equals("DOUBLE_AS_TEXT")) {
                print(writer, DUCKDB_DOUBLE, call.getOperandList());
            } else if (call.getOperator() == Operators.EPOCH_SECONDS) {
                print(writer, "(EPOCH_US(CAST(%1 AS TIMESTAMP)) * 0.000001)", call.getOperandList());
            } else if (places(writer, call, DUCKDB_PLACES) || MeanSpans.unparsed(writer, call)) {
                return;
            } else if (!Translation.lowered(writer, call)
                    && !Translation.unparsed(writer, call)
                    && !OwnOperators.unparsed(
                            writer, call, "((epoch(%2) - epoch(%1)) / 60)", "system.main.replace(%1, %2, %3)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }

    /** With all places that a source has: DuckDB takes no number of them. */
    private static SqlNode zoned() {
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec("TIMESTAMP WITH TIME ZONE", SqlTypeName.TIMESTAMP_TZ, SqlParserPos.ZERO),
                SqlParserPos.ZERO);
    }

    /** Of any unit, where NULL is one. */
    private static SqlNode interval() {
        return new SqlDataTypeSpec(
                new SqlAlienSystemTypeNameSpec("INTERVAL", SqlTypeName.INTERVAL_DAY_SECOND, SqlParserPos.ZERO),
                SqlParserPos.ZERO);
    }

    /** PostgreSQL does not know what type a NULL has that is only asked whether it is one. */
    private static boolean asksOfParameter(SqlCall call) {
        boolean asks = call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL;
        return asks && call.operand(0) instanceof SqlDynamicParam;
    }

    private static final class PostgreSql extends PostgresqlSqlDialect {
        PostgreSql() {
            super(PostgresqlSqlDialect.DEFAULT_CONTEXT.withDataTypeSystem(Types.SYSTEM));
        }

        @Override
        public @Nullable SqlNode getCastSpec(RelDataType type) {
            if (SqlTypeUtil.isInterval(type)) {
                return interval();
            }
            return Types.isZoned(type) ? zoned() : super.getCastSpec(type);
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
        public void unparseSqlIntervalLiteral(SqlWriter writer, SqlIntervalLiteral literal, int left, int right) {
            if (!TimeText.negative(writer, literal)) {
                super.unparseSqlIntervalLiteral(writer, literal, left, right);
            }
        }

        @Override
        public void unparseCall(SqlWriter writer, SqlCall call, int left, int right) {
            if (call.getOperator() == Operators.DATE_BIN) {
                print(writer, "DATE_BIN(" + BINNED, call.getOperandList());
            } else if (call.getOperator() == Operators.SUBSTRING_MATCHED) {
                print(writer, "SUBSTRING(%1 FROM %2)", call.getOperandList());
            } else if (call.getOperator() == Operators.BINARY_ORDER) {
                print(writer, "(%1 COLLATE \"C\")", call.getOperandList());
            } else if (asksOfParameter(call)) {
                print(writer, "(CAST(%1 AS TEXT) " + call.getOperator().getName() + ")", call.getOperandList());
            } else if (call.getOperator() == Operators.EPOCH_SECONDS) {
                print(
                        writer,
                        "CAST(EXTRACT(EPOCH FROM CAST(%1 AS TIMESTAMP)) AS DECIMAL(20, 6))",
                        call.getOperandList());
            } else if (!places(writer, call, POSTGRESQL_PLACES)
                    && !OwnOperators.unparsed(
                            writer, call, "(DATE_PART('epoch', %2 - %1) / 60)", "REPLACE(%1, %2, %3)")) {
                super.unparseCall(writer, call, left, right);
            }
        }
    }
}
