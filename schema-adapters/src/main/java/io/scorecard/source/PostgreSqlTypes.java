package io.scorecard.source;

import java.sql.Types;
import java.util.Map;

/** PostgreSQL's catalogue names of types as JDBC types. */
final class PostgreSqlTypes {

    private static final int HEADER = 4;

    private static final Map<String, Integer> JDBC = Map.ofEntries(
            Map.entry("bool", Types.BOOLEAN),
            Map.entry("int2", Types.SMALLINT),
            Map.entry("int4", Types.INTEGER),
            Map.entry("int8", Types.BIGINT),
            Map.entry("float4", Types.REAL),
            Map.entry("float8", Types.DOUBLE),
            Map.entry("numeric", Types.NUMERIC),
            Map.entry("text", Types.VARCHAR),
            Map.entry("varchar", Types.VARCHAR),
            Map.entry("bpchar", Types.CHAR),
            // Its large and small letters are as different as those of any other text: sources are to agree.
            Map.entry("citext", Types.VARCHAR),
            Map.entry("name", Types.VARCHAR),
            Map.entry("date", Types.DATE),
            Map.entry("time", Types.TIME),
            Map.entry("timestamp", Types.TIMESTAMP),
            Map.entry("timestamptz", Types.TIMESTAMP_WITH_TIMEZONE),
            Map.entry("bytea", Types.VARBINARY));

    private PostgreSqlTypes() {}

    /**
     * A column; precision and scale are 0 where the type has none.
     *
     * @param modifier what {@code pg_attribute} holds: length, or precision and scale in its halves, plus
     *     a header; -1: none
     */
    static SourceColumn column(String name, String type, boolean listed, int modifier) {
        int jdbc = listed ? Types.VARCHAR : JDBC.getOrDefault(type, Types.OTHER);
        if (modifier < HEADER) {
            return new SourceColumn(name, jdbc, type, 0, 0);
        }
        if (jdbc == Types.NUMERIC) {
            int packed = modifier - HEADER;
            return new SourceColumn(name, jdbc, type, packed >> 16 & 0xffff, (packed & 0x7ff ^ 1024) - 1024);
        }
        boolean text = jdbc == Types.VARCHAR || jdbc == Types.CHAR;
        return new SourceColumn(name, jdbc, type, text ? modifier - HEADER : 0, 0);
    }
}
