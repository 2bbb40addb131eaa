package io.scorecard.compiler.text;

import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** {@code DATE_TRUNC('MONTH', month)}: the second {@code month} is the column, where the parser takes it for a unit. */
public final class TruncatedColumns extends SqlShuttle {

    private TruncatedColumns() {}

    public static SqlNode told(SqlNode query) {
        return Objects.requireNonNull(query.accept(new TruncatedColumns()));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlCall inner
                && inner.operandCount() == 2
                && inner.getOperator().getName().toUpperCase(Locale.ROOT).equals("DATE_TRUNC")
                && inner.operand(1) instanceof SqlIntervalQualifier unit
                && unit.timeUnitRange.endUnit == null) {
            inner.setOperand(1, new SqlIdentifier(unit.timeUnitRange.name(), unit.getParserPosition()));
        }
        return visited;
    }
}
