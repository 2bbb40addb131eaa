package io.scorecard.compiler.sql;

import io.scorecard.source.DeepStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions that every source computes alike. Any other is refused before it reaches a source, which
 * would fail on it or, worse, mean something else by it.
 */
final class KnownFunctions {

    private static final Set<String> NAMES = Set.of(
            // numbers
            "ABS",
            "ACOS",
            "ASIN",
            "ATAN",
            "ATAN2",
            "CBRT",
            "CEIL",
            "COS",
            "COT",
            "DEGREES",
            "EXP",
            "FLOOR",
            "GREATEST",
            "LEAST",
            "LN",
            "LOG",
            "LOG10",
            "MOD",
            "PI",
            "POWER",
            "RADIANS",
            "RANDOM",
            "ROUND",
            "SIGN",
            "SIN",
            "SQRT",
            "TAN",
            // texts
            "ASCII",
            "CHARACTER_LENGTH",
            "CHAR_LENGTH",
            "CHR",
            "CONCAT",
            "CONCAT_WS",
            "LEFT",
            "LENGTH",
            "LOWER",
            "LPAD",
            "LTRIM",
            "MD5",
            "POSITION",
            "REGEXP_REPLACE",
            "REPEAT",
            "REPLACE",
            "RIGHT",
            "RPAD",
            "RTRIM",
            "SPLIT_PART",
            "STARTS_WITH",
            "STRPOS",
            "SUBSTR",
            "SUBSTRING",
            "TRANSLATE",
            "TRANSLATE3",
            "TRIM",
            "UPPER",
            // times
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "DATE_PART",
            "DAYOFMONTH",
            "DAYOFWEEK",
            "DAYOFYEAR",
            "EXTRACT",
            "HOUR",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "MINUTE",
            "MONTH",
            "QUARTER",
            "SECOND",
            "TIMESTAMPADD",
            "WEEK",
            "YEAR",
            // any
            "CAST",
            "COALESCE",
            "NULLIF",
            "UNNEST",
            // aggregates
            "$SUM0",
            "ARRAY_AGG",
            "BIT_AND",
            "BIT_OR",
            "BOOL_AND",
            "BOOL_OR",
            "COUNT",
            "COVAR_POP",
            "COVAR_SAMP",
            "EVERY",
            "GROUPING",
            "LISTAGG",
            "MAX",
            "MIN",
            "PERCENTILE_CONT",
            "PERCENTILE_DISC",
            "SINGLE_VALUE",
            "STDDEV",
            "STDDEV_POP",
            "STDDEV_SAMP",
            "STRING_AGG",
            "SUM",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP",
            // windows
            "CUME_DIST",
            "DENSE_RANK",
            "FIRST_VALUE",
            "LAG",
            "LAST_VALUE",
            "LEAD",
            "NTH_VALUE",
            "NTILE",
            "PERCENT_RANK",
            "RANK",
            "ROW_NUMBER");

    private static final SqlOperatorTable ALL =
            SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);

    private static final SqlOperatorTable TABLE = new SqlOperatorTable() {
        @Override
        public void lookupOperatorOverloads(
                SqlIdentifier name,
                @Nullable SqlFunctionCategory category,
                SqlSyntax syntax,
                List<SqlOperator> found,
                SqlNameMatcher matcher) {
            DeepStack.checkpoint();
            List<SqlOperator> all = new ArrayList<>();
            ALL.lookupOperatorOverloads(name, category, syntax, all, matcher);
            all.stream().filter(KnownFunctions::isKnown).forEach(found::add);
        }

        @Override
        public List<SqlOperator> getOperatorList() {
            return ALL.getOperatorList().stream()
                    .filter(KnownFunctions::isKnown)
                    .toList();
        }
    };

    private KnownFunctions() {}

    static SqlOperatorTable table() {
        return TABLE;
    }

    private static boolean isKnown(SqlOperator operator) {
        return !(operator instanceof SqlFunction)
                || NAMES.contains(operator.getName().toUpperCase(Locale.ROOT));
    }
}
