package io.scorecard.server.wire;

import java.sql.Types;
import java.util.Locale;
import java.util.Map;

/** The types that clients are told, by the numbers that PostgreSQL gives them. */
public enum PgType {
    BOOL(16, 1),
    INT8(20, 8),
    INT2(21, 2),
    INT4(23, 4),
    TEXT(25, -1),
    OID(26, 4),
    JSON(114, -1),
    FLOAT8(701, 8),
    INT2_ARRAY(1005, -1),
    TEXT_ARRAY(1009, -1),
    INT8_ARRAY(1016, -1),
    OID_ARRAY(1028, -1),
    DATE(1082, 4),
    TIME(1083, 8),
    TIMESTAMP(1114, 8),
    TIMESTAMPTZ(1184, 8),
    INTERVAL(1186, 16),
    NUMERIC(1700, -1);

    /** DuckDB's names, and ours, of what JDBC has no number for. */
    private static final Map<String, PgType> NAMED = Map.ofEntries(
            Map.entry("INTERVAL", INTERVAL),
            Map.entry("UINTEGER", OID),
            Map.entry("HUGEINT", NUMERIC),
            Map.entry("UBIGINT", NUMERIC),
            Map.entry("JSON", JSON),
            Map.entry("SMALLINT[]", INT2_ARRAY),
            Map.entry("INTEGER[]", INT8_ARRAY),
            Map.entry("BIGINT[]", INT8_ARRAY),
            Map.entry("UINTEGER[]", OID_ARRAY),
            Map.entry("VARCHAR[]", TEXT_ARRAY));

    private static final int INT4_ARRAY = 1007;

    /** Arrays that clients bind, by the name of what is in them. */
    private static final Map<String, Integer> ARRAYS = Map.ofEntries(
            Map.entry("int2", INT2_ARRAY.oid),
            Map.entry("smallint", INT2_ARRAY.oid),
            Map.entry("int", INT4_ARRAY),
            Map.entry("int4", INT4_ARRAY),
            Map.entry("integer", INT4_ARRAY),
            Map.entry("int8", INT8_ARRAY.oid),
            Map.entry("bigint", INT8_ARRAY.oid),
            Map.entry("float8", 1022),
            Map.entry("numeric", 1231),
            Map.entry("date", 1182),
            Map.entry("timestamp", 1115),
            Map.entry("uuid", 2951));

    /** What a modifier of NUMERIC adds to its digits and places. */
    private static final int MODIFIER_OFFSET = 4;

    private final int oid;
    private final int size;

    PgType(int oid, int size) {
        this.oid = oid;
        this.size = size;
    }

    public int oid() {
        return oid;
    }

    /** What JDBC calls a type that a client has declared; a text where it is none of these. */
    public static int jdbcType(int oid) {
        for (PgType type : values()) {
            if (type.oid == oid) {
                return type.jdbcType();
            }
        }
        return oid == ParameterValue.FLOAT4 ? Types.DOUBLE : Types.VARCHAR;
    }

    private int jdbcType() {
        return switch (this) {
            case BOOL -> Types.BOOLEAN;
            case INT2, INT4 -> Types.INTEGER;
            case INT8, OID -> Types.BIGINT;
            case FLOAT8 -> Types.DOUBLE;
            case DATE -> Types.DATE;
            case TIME -> Types.TIME;
            case TIMESTAMP, TIMESTAMPTZ -> Types.TIMESTAMP;
            case NUMERIC -> Types.DECIMAL;
            default -> Types.VARCHAR;
        };
    }

    /** Of what an array holds. */
    PgType element() {
        return switch (this) {
            case INT2_ARRAY -> INT2;
            case INT8_ARRAY -> INT8;
            case OID_ARRAY -> OID;
            default -> TEXT;
        };
    }

    /** Bytes that a value takes inside PostgreSQL; -1: they vary. */
    int size() {
        return size;
    }

    /** The number of the array of a type; of texts where the type is none of these. */
    public static int arrayOf(String name) {
        return ARRAYS.getOrDefault(name.toLowerCase(Locale.ROOT), TEXT_ARRAY.oid);
    }

    /** @param name as the database calls it */
    public static PgType of(int jdbcType, String name) {
        PgType named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        return switch (jdbcType) {
            case Types.BOOLEAN, Types.BIT -> BOOL;
            case Types.TINYINT, Types.SMALLINT -> INT2;
            case Types.INTEGER -> INT4;
            case Types.BIGINT -> INT8;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> FLOAT8;
            case Types.DECIMAL, Types.NUMERIC -> NUMERIC;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            case Types.TIMESTAMP -> TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> TIMESTAMPTZ;
            default -> TEXT;
        };
    }

    /** What PostgreSQL keeps of NUMERIC(digits, places); -1 where there is nothing to keep. */
    public int modifier(int digits, int places) {
        return this == NUMERIC && digits > 0 ? (digits << 16 | places) + MODIFIER_OFFSET : -1;
    }

    /** As a definition writes it. */
    public String sqlName() {
        return switch (this) {
            case BOOL -> "boolean";
            case INT2 -> "smallint";
            case INT4 -> "integer";
            case INT8 -> "bigint";
            case FLOAT8 -> "double precision";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
