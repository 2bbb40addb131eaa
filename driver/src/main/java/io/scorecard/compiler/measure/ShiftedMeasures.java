package io.scorecard.compiler.measure;

import io.scorecard.compiler.time.Shift;
import io.scorecard.functions.ErrorCode;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code previous(a() / b()) → previous(a()) / previous(b())}: the shift of an expression is the expression of
 * what is shifted.
 */
public final class ShiftedMeasures extends SqlShuttle {

    private final Shift shift;
    private boolean found;

    private ShiftedMeasures(Shift shift) {
        this.shift = shift;
    }

    public static SqlNode of(Shift shift, SqlNode expression, SqlParserPos at) {
        ShiftedMeasures shifted = new ShiftedMeasures(shift);
        SqlNode result = Objects.requireNonNull(expression.accept(shifted));
        if (!shifted.found) {
            throw shifted.refused();
        }
        return result.clone(at);
    }

    private RuntimeException refused() {
        String function = shift.kind().function();
        return ErrorCode.BAD_ARGUMENT.with(
                "'" + function + "' takes a measure, and nothing that stands beside measures.",
                "Write " + function + "(nps()" + (shift.kind() == Shift.Kind.ROLLING ? ", 3" : "") + ") FROM kpi.");
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.getOperator() instanceof MeasureOperator operator) {
            if (operator.measure().atoms().stream().anyMatch(Atom.OfPeriod.class::isInstance)) {
                throw refused();
            }
            found = true;
            String text = shift.kind().function() + "(" + operator.getName()
                    + (shift.kind() == Shift.Kind.ROLLING ? ", " + shift.periods() : "") + ")";
            return new MeasureOperator(text, operator.measure().shifted(shift), operator.nullWhere())
                    .createCall(call.getParserPosition());
        }
        if (call instanceof SqlSelect || call.getOperator() instanceof KpiAggregate) {
            throw refused();
        }
        if (call.getKind() == SqlKind.FILTER) {
            return call.getOperator()
                    .createCall(call.getParserPosition(), call.operand(0).accept(this), call.operand(1));
        }
        return super.visit(call);
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
        throw refused();
    }

    @Override
    public SqlNode visit(SqlDynamicParam parameter) {
        return parameter;
    }
}
