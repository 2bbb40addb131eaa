package io.scorecard.source;

import java.sql.Types;
import java.util.Locale;
import java.util.Map;

/** DuckDB's type names as JDBC types; unsigned ones as the next larger signed. */
final class DuckDbTypes {

    private static final Map<String, Integer> JDBC = Map.ofEntries(
            Map.entry("boolean", Types.BOOLEAN),
            Map.entry("tinyint", Types.TINYINT),
            Map.entry("smallint", Types.SMALLINT),
            Map.entry("utinyint", Types.SMALLINT),
            Map.entry("integer", Types.INTEGER),
            Map.entry("usmallint", Types.INTEGER),
            Map.entry("bigint", Types.BIGINT),
            Map.entry("uinteger", Types.BIGINT),
            Map.entry("ubigint", Types.DECIMAL),
            Map.entry("hugeint", Types.DECIMAL),
            Map.entry("uhugeint", Types.DECIMAL),
            Map.entry("decimal", Types.DECIMAL),
            Map.entry("float", Types.REAL),
            Map.entry("double", Types.DOUBLE),
            Map.entry("varchar", Types.VARCHAR),
            Map.entry("enum", Types.VARCHAR),
            Map.entry("date", Types.DATE),
            Map.entry("time", Types.TIME),
            Map.entry("timestamp", Types.TIMESTAMP),
            Map.entry("timestamp_s", Types.TIMESTAMP),
            Map.entry("timestamp_ms", Types.TIMESTAMP),
            Map.entry("timestamp_ns", Types.TIMESTAMP),
            Map.entry("timestamp with time zone", Types.TIMESTAMP_WITH_TIMEZONE),
            Map.entry("blob", Types.VARBINARY));

    private DuckDbTypes() {}

    static SourceColumn column(String name, String type, int precision, int scale) {
        String lower = type.toLowerCase(Locale.ROOT);
        String bare = lower.contains("(") ? lower.substring(0, lower.indexOf('(')) : lower;
        if (lower.endsWith("]")) {
            return new SourceColumn(name, Types.OTHER, lower, 0, 0);
        }
        int jdbc = JDBC.getOrDefault(bare, Types.OTHER);
        boolean wide = bare.equals("ubigint") || bare.equals("hugeint") || bare.equals("uhugeint");
        return new SourceColumn(name, jdbc, lower, wide ? 38 : precision, wide ? 0 : scale);
    }
}
