package io.scorecard.compiler;

import io.scorecard.compiler.sql.ArrayTexts;
import io.scorecard.compiler.sql.BareNumeric;
import io.scorecard.compiler.sql.DatePattern;
import io.scorecard.compiler.sql.DaySums;
import io.scorecard.compiler.sql.Differences;
import io.scorecard.compiler.sql.FilteredWindows;
import io.scorecard.compiler.sql.IntervalCasts;
import io.scorecard.compiler.sql.MadeIntervals;
import io.scorecard.compiler.sql.MadeTexts;
import io.scorecard.compiler.sql.NamedWindows;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.Overlaps;
import io.scorecard.compiler.sql.RowComparisons;
import io.scorecard.compiler.sql.SimilarTo;
import io.scorecard.compiler.sql.SoughtCalls;
import io.scorecard.compiler.sql.Spans;
import io.scorecard.compiler.sql.TimeParts;
import io.scorecard.compiler.sql.WrittenSingles;
import io.scorecard.compiler.sql.ZoneCalls;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.SeriesTables;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's and JDBC's ways to say things, as standard SQL and operators of ours:
 * {@code now() → CURRENT_TIMESTAMP}, {@code median(x) → PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)},
 * {@code x::text → CAST(x AS VARCHAR)}, {@code CURRENT_DATE - 7 → CURRENT_DATE - INTERVAL '7' DAY},
 * {@code day - day → DAYS_BETWEEN}, {@code to_date('..', '..') → DATE '..'}.
 */
final class PostgresCalls extends SqlShuttle {

    private static final Map<String, SqlTypeName> TYPES = Map.ofEntries(
            Map.entry("text", SqlTypeName.VARCHAR),
            Map.entry("name", SqlTypeName.VARCHAR),
            Map.entry("bpchar", SqlTypeName.VARCHAR),
            Map.entry("string", SqlTypeName.VARCHAR),
            Map.entry("bool", SqlTypeName.BOOLEAN),
            Map.entry("int2", SqlTypeName.SMALLINT),
            Map.entry("int4", SqlTypeName.INTEGER),
            Map.entry("int8", SqlTypeName.BIGINT),
            Map.entry("float", SqlTypeName.DOUBLE),
            Map.entry("float4", SqlTypeName.REAL),
            Map.entry("float8", SqlTypeName.DOUBLE),
            Map.entry("datetime", SqlTypeName.TIMESTAMP),
            Map.entry("timestamp_tz", SqlTypeName.TIMESTAMP),
            Map.entry("timestamptz", SqlTypeName.TIMESTAMP));

    /** Whoever asks: a question is asked of a model, and no source's login is told. */
    private static final String USER = "scorecard";

    private static final Set<String> NOW =
            Set.of("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp", "sysdate");

    private final String model;

    private PostgresCalls(String model) {
        this.model = model;
    }

    static SqlNode of(String model, SqlNode query) {
        return Objects.requireNonNull(query.accept(new PostgresCalls(model)));
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
        if (type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                && Set.of("NUMERIC", "DECIMAL", "DEC")
                        .contains(type.getTypeName().getSimple().toUpperCase(Locale.ROOT))
                && basic.getPrecision() < 0) {
            return new SqlDataTypeSpec(new BareNumeric(SqlParserPos.ZERO), type.getParserPosition());
        }
        SqlTypeName known = TYPES.get(type.getTypeName().getSimple().toLowerCase(Locale.ROOT));
        return known == null
                ? type
                : new SqlDataTypeSpec(new SqlBasicTypeNameSpec(known, SqlParserPos.ZERO), type.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        return id.isSimple() && id.isComponentQuoted(0) ? id : id.isSimple() ? word(id) : id;
    }

    private SqlNode word(SqlIdentifier id) {
        return switch (id.getSimple().toUpperCase(Locale.ROOT)) {
            case "CURRENT_CATALOG" -> text(model, id);
            case "CURRENT_SCHEMA" -> text(Description.SCHEMA, id);
            case "USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_ROLE" -> text(USER, id);
            case "CURRENT_PATH" -> text(Description.SCHEMA, id);
            default -> id;
        };
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (SeriesTables.is(call)) {
            return SeriesTables.of(call, this);
        }
        if (call.getKind() == SqlKind.AS) {
            call.setOperand(0, call.operand(0).accept(this));
            return call;
        }
        if (ZoneCalls.is(call)) {
            return ZoneCalls.of(call, this);
        }
        if (call.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR) {
            throw ErrorCode.UNSUPPORTED.with(
                    "ARRAY(SELECT ..)", "Write (SELECT array_agg(x ORDER BY x) FROM ..), which is NULL of no rows.");
        }
        if (call instanceof SqlSelect select) {
            NamedWindows.inline(select);
        }
        SqlNode visited = super.visit(MadeIntervals.added(call).orElse(call));
        if (!(visited instanceof SqlBasicCall basic)) {
            return visited;
        }
        SqlOperator operator = basic.getOperator();
        Optional<SqlNode> part = TimeParts.of(basic);
        if (part.isPresent()) {
            return part.get();
        }
        if (operator instanceof SqlUnresolvedFunction) {
            return function(basic).orElse(basic);
        }
        if (operator instanceof SqlJdbcFunctionCall) {
            return TimeParts.escape(basic, operator.getName()).orElse(basic);
        }
        return switch (basic.getKind()) {
            case SIMILAR -> SimilarTo.of(basic);
            case SOME, ALL -> ArrayTexts.of(basic);
            case CAST -> IntervalCasts.of(WrittenSingles.cast(basic));
            case IN, NOT_IN -> WrittenSingles.in(basic);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                RowComparisons.of((SqlBasicCall) Differences.compared(basic));
            case BETWEEN -> Differences.compared(basic);
            case OVER -> FilteredWindows.of(basic);
            case IS_NULL, IS_NOT_NULL -> RowComparisons.ofNulls(basic);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> RowComparisons.ofDistinct(basic);
            case OVERLAPS -> Overlaps.of(basic);
            case PLUS, MINUS -> basic.operandCount() == 2 ? DaySums.of(basic).orElse(basic) : basic;
            case OTHER_FUNCTION -> named(basic).orElse(basic);
            default ->
                operator.getName().equalsIgnoreCase("DATE_PART")
                        ? function(basic).orElse(basic)
                        : basic;
        };
    }

    /** Words that the parser takes for functions by itself. */
    private Optional<SqlNode> named(SqlBasicCall call) {
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "CURRENT_SCHEMA" -> Optional.of(text(Description.SCHEMA, call));
            case "CURRENT_CATALOG" -> Optional.of(text(model, call));
            case "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_ROLE", "USER" -> Optional.of(text(USER, call));
            case "CURRENT_PATH" -> Optional.of(text(Description.SCHEMA, call));
            default -> function(call);
        };
    }

    private Optional<SqlNode> function(SqlBasicCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        List<SqlNode> operands = call.getOperandList();
        if (NOW.contains(name) && operands.isEmpty()) {
            return Optional.of(SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(call.getParserPosition()));
        }
        if (name.equals("format")) {
            return Optional.of(MadeTexts.format(call));
        }
        if (name.equals("make_interval")) {
            return Optional.of(MadeIntervals.alone(call));
        }
        String key = name + "/" + operands.size();
        return switch (key) {
            case "overlay/3", "overlay/4" -> Optional.of(MadeTexts.overlay(call));
            case "version/0" -> Optional.of(text("Scorecard", call));
            case "current_schema/0" -> Optional.of(text(Description.SCHEMA, call));
            case "current_database/0" -> Optional.of(text(model, call));
            case "user/0", "current_user/0", "session_user/0", "current_role/0" -> Optional.of(text(USER, call));
            case "age/1", "age/2" -> Spans.age(operands, call.getParserPosition());
            case "median/1" -> Optional.of(median(operands.get(0), call));
            case "date_part/2" -> TimeParts.datePart(operands, call);
            case "upper/1" -> Optional.of(Operators.UPPER_TEXT.createCall(call.getParserPosition(), operands));
            case "date/1" -> Optional.of(day(operands.get(0), call));
            case "to_timestamp/2" -> moment(operands, false);
            case "to_date/2" -> moment(operands, true);
            case "every/1" -> Optional.of(function("BOOL_AND", call));
            case "rand/0" -> Optional.of(function("RANDOM", call));
            case "ltrim/2", "rtrim/2", "btrim/1", "btrim/2" -> Optional.of(SoughtCalls.trim(name, call));
            case "covar_pop/2", "covar_samp/2" -> Optional.of(SoughtCalls.ofDoubles(call));
            case "array_to_string/2" -> SoughtCalls.joined(operands, call.getParserPosition());
            case "substring/2" -> SoughtCalls.matched(call);
            case "date_bin/3" -> Optional.of(SoughtCalls.binned(call));
            case "width_bucket/4" -> Optional.of(SoughtCalls.widthBucket(call));
            default -> Optional.empty();
        };
    }

    private static SqlNode function(String name, SqlCall call) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, SqlParserPos.ZERO),
                        null,
                        null,
                        null,
                        null,
                        org.apache.calcite.sql.SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(call.getParserPosition(), call.getOperandList());
    }

    private static SqlNode day(SqlNode of, SqlCall call) {
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DATE, SqlParserPos.ZERO), SqlParserPos.ZERO);
        return SqlStdOperatorTable.CAST.createCall(call.getParserPosition(), of, type);
    }

    private static SqlNode text(String value, SqlNode at) {
        SqlDataTypeSpec type = new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, SqlParserPos.ZERO), SqlParserPos.ZERO);
        return SqlStdOperatorTable.CAST.createCall(
                at.getParserPosition(), SqlLiteral.createCharString(value, at.getParserPosition()), type);
    }

    private static SqlNode median(SqlNode of, SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode half = SqlStdOperatorTable.PERCENTILE_CONT.createCall(at, SqlLiteral.createExactNumeric("0.5", at));
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(at, half, SqlNodeList.of(of));
    }

    private static Optional<SqlNode> moment(List<SqlNode> operands, boolean day) {
        boolean literals = operands.stream()
                .allMatch(o -> o instanceof SqlLiteral l && SqlTypeName.CHAR_TYPES.contains(l.getTypeName()));
        if (!literals) {
            throw ErrorCode.UNSUPPORTED.with(
                    day ? "TO_DATE of anything but written texts" : "TO_TIMESTAMP of anything but written texts",
                    "Write CAST(x AS " + (day ? "DATE" : "TIMESTAMP") + ") of texts like '2026-03-31', which"
                            + " SUBSTRING(x, 7, 4) || '-' || SUBSTRING(x, 4, 2) || '-' || SUBSTRING(x, 1, 2) makes of"
                            + " 31.03.2026. For columns of CSV files say 'dates: dmy' in the model.");
        }
        java.time.LocalDateTime moment = DatePattern.of(((SqlLiteral) operands.get(1)).getValueAs(String.class))
                .parse(((SqlLiteral) operands.get(0)).getValueAs(String.class));
        SqlParserPos at = operands.get(0).getParserPosition();
        return Optional.of(
                day
                        ? SqlLiteral.createDate(
                                new org.apache.calcite.util.DateString(
                                        moment.toLocalDate().toString()),
                                at)
                        : SqlLiteral.createTimestamp(timestamp(moment), 6, at));
    }

    private static TimestampString timestamp(java.time.LocalDateTime moment) {
        return Build.timestamp(moment);
    }
}
