package io.scorecard.compiler.face;

import io.scorecard.compiler.call.ClosedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a question compares columns with whose values are known: one that cannot be among them was misspelt,
 * and no row and no word would be all that its writer sees. Compared is by {@code =}, {@code <>}, IN and their kin,
 * at any depth; LIKE asks for what it finds.
 */
public final class WrittenValues {

    private final ClosedColumns columns;
    private final KnownValues known;

    public WrittenValues(ClosedColumns columns, KnownValues known) {
        this.columns = columns;
        this.known = known;
    }

    /** What is to be warned about; throws where a name does not exist. */
    public List<String> warnings(RelNode question) {
        look(question);
        return columns.warnings();
    }

    private void look(RelNode node) {
        if (columns.isOfBuiltInView(node)) {
            return;
        }
        conditions(node).forEach(c -> read(node, c));
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                look(query.rel);
                return super.visitSubQuery(query);
            }
        });
        node.getInputs().forEach(this::look);
    }

    private static List<RexNode> conditions(RelNode node) {
        if (node instanceof Filter filter) {
            return List.of(filter.getCondition());
        }
        if (node instanceof Join join) {
            return List.of(join.getCondition());
        }
        return node instanceof Project project ? project.getProjects() : List.of();
    }

    private void read(RelNode node, RexNode expression) {
        expression.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                if (SqlKind.EQUALS == call.getKind()
                        || SqlKind.NOT_EQUALS == call.getKind()
                        || SqlKind.IS_DISTINCT_FROM == call.getKind()
                        || SqlKind.IS_NOT_DISTINCT_FROM == call.getKind()
                        || SqlKind.SEARCH == call.getKind()) {
                    compared(node, call.getOperands().get(0), call.getOperands().get(1));
                    compared(node, call.getOperands().get(1), call.getOperands().get(0));
                }
                return super.visitCall(call);
            }
        });
    }

    private void compared(RelNode node, RexNode column, RexNode value) {
        List<String> texts = texts(RexUtil.removeCast(value));
        Optional<Consumer<String>> closed =
                texts.isEmpty() ? Optional.empty() : columns.under(node, RexUtil.removeCast(column));
        closed.ifPresent(texts::forEach);
    }

    private List<String> texts(RexNode value) {
        if (value instanceof RexDynamicParam parameter) {
            return known.given(parameter.getIndex()).map(List::of).orElse(List.of());
        }
        if (!(value instanceof RexLiteral literal) || literal.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (literal.getTypeName() == SqlTypeName.SARG) {
            Sarg<?> sarg = java.util.Objects.requireNonNull(literal.getValueAs(Sarg.class));
            sarg.rangeSet.asRanges().stream()
                    .filter(r -> r.hasLowerBound() && r.hasUpperBound())
                    .filter(r -> r.lowerEndpoint().equals(r.upperEndpoint()))
                    .filter(r -> r.lowerEndpoint() instanceof org.apache.calcite.util.NlsString)
                    .forEach(r -> texts.add(((org.apache.calcite.util.NlsString) r.lowerEndpoint()).getValue()));
        } else if (SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            texts.add(literal.getValueAs(String.class));
        }
        return texts;
    }
}
