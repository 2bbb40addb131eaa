package io.scorecard.compiler.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.util.Optionality;

/** Scalar functions of ours; each dialect prints them in its own words. */
public final class Operators {

    /** Minutes from the first moment to the second, exact: {@code minutes_between(a, b)}. */
    public static final SqlFunction MINUTES_BETWEEN = function(
            "MINUTES_BETWEEN",
            ReturnTypes.DOUBLE_NULLABLE,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME));

    /** Days from the first day to the second: {@code days_between(a, b)}. */
    public static final SqlFunction DAYS_BETWEEN = function(
            "DAYS_BETWEEN",
            ReturnTypes.BIGINT_NULLABLE,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME));

    /** A text that is ordered by its bytes: {@code x COLLATE "C"}. */
    public static final SqlFunction BINARY_ORDER =
            function("BINARY_ORDER", ReturnTypes.ARG0, OperandTypes.family(List.of(SqlTypeFamily.CHARACTER)));

    /** Seconds since 1970, with their fraction; EXTRACT(EPOCH ..) of a question. */
    public static final SqlFunction EPOCH_SECONDS = function(
            "EPOCH_SECONDS",
            ReturnTypes.explicit(RelDataTypeImpl.proto(SqlTypeName.DECIMAL, 20, 6, false))
                    .andThen(SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.or(OperandTypes.family(List.of(SqlTypeFamily.DATETIME)), OperandTypes.INTERVAL));

    /** A day, or a moment by the reporting zone's wall clock, so many days later: {@code add_days(t, n)}. */
    public static final SqlFunction ADD_DAYS = function(
            "ADD_DAYS", ReturnTypes.ARG0_NULLABLE, OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.NUMERIC));

    /** A moment so many minutes later: {@code add_minutes(t, n)}. */
    public static final SqlFunction ADD_MINUTES = function(
            "ADD_MINUTES",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.NUMERIC));

    /** A moment so many calendar months later: {@code add_months(t, n)}. */
    public static final SqlFunction ADD_MONTHS = function(
            "ADD_MONTHS",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.NUMERIC));

    /** The reporting zone's wall clock at a moment: {@code local(ts)}. */
    static final SqlFunction LOCAL =
            function("LOCAL", ReturnTypes.ARG0_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.TIMESTAMP)));

    /** {@link #LOCAL} with its zone, as it is printed. */
    public static final SqlFunction IN_ZONE = function(
            "IN_ZONE",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER));

    /** The moment at which a zone's wall clock shows this, as {@link #IN_ZONE} back: {@code from_zone(t, zone)}. */
    public static final SqlFunction FROM_ZONE = function(
            "FROM_ZONE",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.CHARACTER));

    /** A moment that carries its zone, as one in UTC: a cast would be by the zone of whoever reads an exported view. */
    public static final SqlFunction AT_UTC = function(
            "AT_UTC",
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6)
                    .andThen(org.apache.calcite.sql.type.SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.ANY);

    /** The day of a moment in the reporting zone: {@code day_of(ts)}. */
    public static final SqlFunction DAY_OF = function(
            "DAY_OF",
            ReturnTypes.explicit(SqlTypeName.DATE).andThen(org.apache.calcite.sql.type.SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.family(List.of(SqlTypeFamily.TIMESTAMP)));

    /** The name of the zone in which days begin: {@code reporting_zone()}. */
    static final SqlFunction REPORTING_ZONE =
            function("REPORTING_ZONE", ReturnTypes.explicit(SqlTypeName.VARCHAR), OperandTypes.NILADIC);

    /** What counts as now: {@code as_of()}. */
    static final SqlFunction AS_OF =
            function("AS_OF", ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6), OperandTypes.NILADIC);

    /**
     * The first day that any part of the question looks at: {@code covered_from('relation')} of what a relation rests on;
     * {@link AskedValues} tells whether its readers look at other days.
     */
    public static final SqlFunction COVERED_FROM = function(
            "COVERED_FROM", ReturnTypes.explicit(SqlTypeName.DATE), OperandTypes.family(SqlTypeFamily.CHARACTER));

    /**
     * The day after the last one that any part of the question looks at: {@code covered_until('relation')}; {@code
     * covered_until()} of what stands at a bound.
     */
    public static final SqlFunction COVERED_UNTIL = function(
            "COVERED_UNTIL",
            ReturnTypes.explicit(SqlTypeName.DATE),
            OperandTypes.or(OperandTypes.NILADIC, OperandTypes.family(SqlTypeFamily.CHARACTER)));

    /**
     * Whether any part of the question looks at rows of a named relation with this value: {@code
     * asked_in('relation.column', x)} of what the relation rests on; {@link AskedValues} gives it.
     */
    public static final SqlFunction ASKED_IN = function(
            "ASKED_IN",
            ReturnTypes.BOOLEAN_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

    /**
     * Whether every reader of a named relation asks sums by customers' segments alone: {@code members_suffice('relation')}
     * of what it rests on; {@link AskedValues} gives it.
     */
    public static final SqlFunction MEMBERS_SUFFICE =
            function("MEMBERS_SUFFICE", ReturnTypes.BOOLEAN, OperandTypes.family(SqlTypeFamily.CHARACTER));

    /**
     * Whether a moment is none that readers of a relation pass over, because it lies before all that they look at: {@code
     * asked_from('relation.column', x)}; {@link AskedValues} gives it.
     */
    public static final SqlFunction ASKED_FROM = function(
            "ASKED_FROM", ReturnTypes.BOOLEAN, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP));

    /** The same of moments that lie after all that they look at: {@code asked_until('relation.column', x)}. */
    public static final SqlFunction ASKED_UNTIL = function(
            "ASKED_UNTIL", ReturnTypes.BOOLEAN, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.TIMESTAMP));

    /** The bound that rows are wanted at: {@code :bound} of a named relation; {@link AtBounds} gives it. */
    public static final SqlFunction BOUND =
            function("BOUND", ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6), OperandTypes.NILADIC);

    /** The first of the bounds that rows are wanted at: {@code first_bound()} of a named relation; {@link AtBounds} gives it. */
    public static final SqlFunction FIRST_BOUND =
            function("FIRST_BOUND", ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6), OperandTypes.NILADIC);

    /** The last of them: what is not before it is before no bound, and need not be read. */
    public static final SqlFunction LAST_BOUND =
            function("LAST_BOUND", ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6), OperandTypes.NILADIC);

    /**
     * Which of the stretches between the bounds a moment lies in, so that rows can be grouped before they meet the
     * bounds: {@code stretch(t)} of a named relation; {@link AtBounds} gives it.
     */
    public static final SqlFunction STRETCH =
            function("STRETCH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.TIMESTAMP)));

    /** The end of what is complete: {@code data_through()}. */
    static final SqlFunction DATA_THROUGH =
            function("DATA_THROUGH", ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6), OperandTypes.NILADIC);

    /** Which of several segments a row is counted by: {@code each_segment_name('a', a, 'b', b)}; see {@link EachSegment}. */
    public static final SqlFunction EACH_SEGMENT_NAME = function(
            "EACH_SEGMENT_NAME",
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.variadic(SqlOperandCountRanges.from(2)));

    /** The row's value of that segment. */
    public static final SqlFunction EACH_SEGMENT_VALUE = function(
            "EACH_SEGMENT_VALUE",
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.variadic(SqlOperandCountRanges.from(2)));

    /** Leaves the periods that would be there without any condition: {@code within_data(month)}. */
    public static final SqlFunction WITHIN_DATA = function(
            "WITHIN_DATA", ReturnTypes.explicit(SqlTypeName.BOOLEAN), OperandTypes.family(List.of(SqlTypeFamily.DATE)));

    /** The statement that gives a value, its numerator, denominator and n: {@code pushed_sql(nps())}. */
    static final SqlFunction PUSHED_SQL = function(
            "PUSHED_SQL",
            ReturnTypes.explicit(SqlTypeName.VARCHAR),
            OperandTypes.variadic(SqlOperandCountRanges.between(1, 4)));

    /** PostgreSQL's {@code date_trunc(unit, t)}; the parser looks for it among the functions of time only. */
    public static final SqlFunction DATE_TRUNC = new SqlFunction(
            "DATE_TRUNC",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6)
                    .andThen(org.apache.calcite.sql.type.SqlTypeTransforms.TO_NULLABLE),
            null,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME),
            SqlFunctionCategory.TIMEDATE);

    /** Whole numbers divided towards zero, where {@code /} means something else; only printed. */
    public static final SqlFunction WHOLE_QUOTIENT = function(
            "WHOLE_QUOTIENT",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));

    /** So many characters of a text from its start; only printed. */
    public static final SqlFunction FIRST_CHARACTERS = function(
            "FIRST_CHARACTERS",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));

    /** REPLACE of a definition, see {@link PlainReplace}; only printed. */
    public static final SqlFunction REPLACED = function(
            "REPLACED",
            ReturnTypes.VARCHAR_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

    /** What Calcite prints as POWER(x, 0.5); only printed. */
    public static final SqlFunction SQUARE_ROOT =
            function("SQUARE_ROOT", ReturnTypes.DOUBLE_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.NUMERIC)));

    /** The nearest whole number, of two the even one; only printed. */
    public static final SqlFunction ROUND_EVEN =
            function("ROUND_EVEN", ReturnTypes.ARG0_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.NUMERIC)));

    /** Whether a time is among the values of one parameter; evaluated on the calendar, never printed. */
    public static final SqlFunction ONE_OF = function("ONE_OF", ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.ANY_ANY);

    /** Towards zero: {@code trunc(x)}, {@code trunc(x, places)}. */
    public static final SqlFunction TRUNC = function(
            "TRUNC",
            ReturnTypes.ARG0_NULLABLE,
            OperandTypes.or(OperandTypes.NUMERIC, OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)));

    /** A part of the calendar time between two moments, the later one first: {@code EXTRACT(YEAR FROM age(a, b))}. */
    public static final SqlFunction AGE_PART = function(
            "AGE_PART",
            ReturnTypes.BIGINT_NULLABLE,
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME));

    /** UPPER of a question, in which ß stays what it is, as PostgreSQL has it; definitions do without. */
    public static final SqlFunction UPPER_TEXT =
            function("UPPER_TEXT", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.CHARACTER)));

    /** Each word with a large letter first and small ones behind it. */
    public static final SqlFunction INITCAP =
            function("INITCAP", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.CHARACTER)));

    /** The value that comes most often, of several the first in order: {@code mode() WITHIN GROUP (ORDER BY x)}, with x. */
    public static final SqlAggFunction MOST_OFTEN = SqlBasicAggFunction.create(
                    "MOST_OFTEN", SqlKind.MODE, ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY)
            .withGroupOrder(Optionality.MANDATORY);

    static final SqlFunction REVERSE =
            function("REVERSE", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(List.of(SqlTypeFamily.CHARACTER)));

    static final SqlFunction MAKE_DATE = function(
            "MAKE_DATE",
            ReturnTypes.explicit(SqlTypeName.DATE).andThen(org.apache.calcite.sql.type.SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER));

    /** The beginning of the stretch that a moment lies in: {@code date_bin(INTERVAL '15' MINUTE, t, origin)}. */
    public static final SqlFunction DATE_BIN = function(
            "DATE_BIN",
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6).andThen(SqlTypeTransforms.TO_NULLABLE),
            OperandTypes.family(SqlTypeFamily.INTERVAL_DAY_TIME, SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME));

    /** What a regular expression fits, or its first group: {@code substring(x FROM '\\d+')}; NULL where it fits nothing. */
    public static final SqlFunction SUBSTRING_MATCHED = function(
            "SUBSTRING_MATCHED",
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));

    /** A number that must be a whole one; how many units MAKE_INTERVAL takes. */
    static final SqlFunction WHOLE_UNITS = function("WHOLE_UNITS", ReturnTypes.ARG0_NULLABLE, OperandTypes.INTEGER);

    /** Text of a time or number by a pattern, which is a literal: {@code to_char(t, 'YYYY-MM')}. */
    public static final SqlFunction TO_CHAR = function(
            "TO_CHAR",
            ReturnTypes.VARCHAR_NULLABLE,
            OperandTypes.or(
                    OperandTypes.sequence(
                            "'TO_CHAR(<DATETIME>, <LITERAL>)'",
                            OperandTypes.family(List.of(SqlTypeFamily.DATETIME)),
                            OperandTypes.LITERAL),
                    OperandTypes.sequence(
                            "'TO_CHAR(<NUMERIC>, <LITERAL>)'",
                            OperandTypes.family(List.of(SqlTypeFamily.NUMERIC)),
                            OperandTypes.LITERAL)));

    private static final SqlOperatorTable TABLE = SqlOperatorTables.chain(
            SqlOperatorTables.of(
                    BINARY_ORDER,
                    EPOCH_SECONDS,
                    Spans.SINCE,
                    Spans.BETWEEN,
                    Spans.AGE,
                    Spans.AVG,
                    MINUTES_BETWEEN,
                    DAYS_BETWEEN,
                    ADD_DAYS,
                    ADD_MINUTES,
                    ADD_MONTHS,
                    FROM_ZONE,
                    IN_ZONE,
                    REPORTING_ZONE,
                    LOCAL,
                    DAY_OF,
                    AS_OF,
                    BOUND,
                    FIRST_BOUND,
                    LAST_BOUND,
                    STRETCH,
                    WITHIN_DATA,
                    EACH_SEGMENT_NAME,
                    EACH_SEGMENT_VALUE,
                    COVERED_FROM,
                    COVERED_UNTIL,
                    ASKED_IN,
                    MEMBERS_SUFFICE,
                    ASKED_FROM,
                    ASKED_UNTIL,
                    DATA_THROUGH,
                    PUSHED_SQL,
                    DATE_TRUNC,
                    TRUNC,
                    REVERSE,
                    AGE_PART,
                    UPPER_TEXT,
                    INITCAP,
                    MAKE_DATE,
                    DATE_BIN,
                    WHOLE_UNITS,
                    SUBSTRING_MATCHED,
                    TO_CHAR,
                    MOST_OFTEN),
            Regressions.table(),
            KnownFunctions.table());

    private Operators() {}

    public static SqlOperatorTable table() {
        return TABLE;
    }

    private static SqlFunction function(String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
        return new SqlFunction(
                name, SqlKind.OTHER_FUNCTION, result, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
