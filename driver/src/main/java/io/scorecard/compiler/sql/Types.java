package io.scorecard.compiler.sql;

import io.scorecard.source.DeepStack;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types that questions compute in: 38 digits, sums that do not overflow, averages that keep their
 * fraction. Calcite's own truncate AVG and STDDEV of whole numbers and let SUM wrap.
 */
public final class Types extends SqlTypeFactoryImpl {

    public static final int DIGITS = 38;

    /** Places of money. */
    public static final int MONEY_PLACES = 4;

    /** Calcite's two would refuse an interval of 100 days. */
    private static final int INTERVAL_DIGITS = 9;

    public static final RelDataTypeSystem SYSTEM = new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return switch (type) {
                case DECIMAL -> DIGITS;
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> 6;
                default -> super.getMaxPrecision(type);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? DIGITS : super.getMaxScale(type);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName type) {
            return switch (type) {
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME -> 6;
                default ->
                    SqlTypeName.INTERVAL_TYPES.contains(type) ? INTERVAL_DIGITS : super.getDefaultPrecision(type);
            };
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
            RelDataType sum = switch (argument.getSqlTypeName()) {
                case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
                case BIGINT -> factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, 0);
                case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, argument.getScale());
                case FLOAT -> factory.createSqlType(SqlTypeName.DOUBLE);
                default -> argument;
            };
            return factory.createTypeWithNullability(sum, argument.isNullable());
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
            if (SqlTypeUtil.isInterval(argument)) {
                return argument;
            }
            return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
        }

        /** No source has digits enough for a quotient, and DuckDB divides decimals as doubles. */
        @Override
        public @Nullable RelDataType deriveDecimalDivideType(
                RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
            boolean decimal =
                    dividend.getSqlTypeName() == SqlTypeName.DECIMAL || divisor.getSqlTypeName() == SqlTypeName.DECIMAL;
            boolean exact = SqlTypeName.EXACT_TYPES.contains(dividend.getSqlTypeName())
                    && SqlTypeName.EXACT_TYPES.contains(divisor.getSqlTypeName());
            return decimal && exact ? factory.createSqlType(SqlTypeName.DOUBLE) : null;
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    };

    public Types() {
        super(SYSTEM);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    /** NULL beside an interval becomes one; Calcite would make an interval without a unit of it, and fail on that. */
    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision, int scale) {
        return SqlTypeName.INTERVAL_TYPES.contains(name)
                ? createSqlIntervalType(new SqlIntervalQualifier(
                        name.getStartUnit(), precision, name.getEndUnit(), scale, SqlParserPos.ZERO))
                : super.createSqlType(name, precision, scale);
    }

    /** Nothing is validated, converted or built without types: here whoever compiles for nobody any more is ended. */
    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
        DeepStack.checkpoint();
        return super.createTypeWithNullability(type, nullable);
    }

    public RelDataType nullable(SqlTypeName name) {
        return createTypeWithNullability(createSqlType(name), true);
    }

    /** Whether values are moments that carry their zone. */
    public static boolean isZoned(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_TZ;
    }

    public RelDataType money() {
        return createTypeWithNullability(createSqlType(SqlTypeName.DECIMAL, DIGITS, MONEY_PLACES), true);
    }

    /** A row of the same columns, any of which may be NULL. */
    public RelDataType nullable(RelDataType row) {
        return createStructType(
                row.getFieldList().stream()
                        .map(f -> createTypeWithNullability(f.getType(), true))
                        .toList(),
                row.getFieldNames());
    }

    /** The SQL type of a canonical column; always nullable, because outer joins are everywhere. */
    public RelDataType of(io.scorecard.functions.Type type) {
        return switch (type) {
            case TEXT -> nullable(SqlTypeName.VARCHAR);
            case INSTANT -> nullable(SqlTypeName.TIMESTAMP);
            case DAY -> nullable(SqlTypeName.DATE);
            case MONEY -> money();
            case COUNT -> nullable(SqlTypeName.BIGINT);
            case SHARE -> nullable(SqlTypeName.DOUBLE);
            case FLAG -> nullable(SqlTypeName.BOOLEAN);
        };
    }
}
