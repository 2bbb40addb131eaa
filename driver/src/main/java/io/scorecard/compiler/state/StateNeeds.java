package io.scorecard.compiler.state;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.functions.At;
import io.scorecard.functions.StateRelation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What of customers' states a question looks at. What it does not look at is not computed: money is
 * summed and starts are counted only where a movement or a column needs them, and a period in which
 * nothing of interest changed has no row.
 *
 * @param words the movements that conditions name
 * @param columns the columns of {@code customer_transitions} that are named otherwise
 * @param bounds which of a period's bounds are looked at
 */
public record StateNeeds(Set<String> words, Set<String> columns, Set<At> bounds) {

    public static final StateNeeds NONE = new StateNeeds(Set.of(), Set.of(), Set.of());

    private static final List<String> NAMES = StateRelation.CUSTOMER_TRANSITIONS.columns();
    private static final String MOVEMENT = "movement";

    public static StateNeeds of(Collection<Atom.Total> atoms) {
        Reader reader = new Reader();
        Set<At> bounds = EnumSet.noneOf(At.class);
        for (Atom.Total atom : atoms) {
            if (atom.branch() instanceof Branch.Transition transition) {
                bounds.addAll(EnumSet.allOf(At.class));
                reader.read(transition.where());
                atom.component().inputs().forEach(reader::read);
                if (transition.where() == null) {
                    reader.columns.add("entered");
                }
            } else {
                Branch.Balance balance = (Branch.Balance) atom.branch();
                bounds.add(balance.at());
                reader.columns.add(balance.money() ? "closing_mrr" : "customers");
            }
        }
        return new StateNeeds(reader.words, reader.columns, bounds);
    }

    /** {@code movement = 'churn'}, and which one. */
    public static @Nullable String word(RexNode node) {
        if (node instanceof RexCall call
                && call.getKind() == SqlKind.EQUALS
                && call.getOperands().get(0) instanceof RexInputRef ref
                && NAMES.get(ref.getIndex()).equals(MOVEMENT)
                && call.getOperands().get(1) instanceof RexLiteral literal) {
            String word = literal.getValueAs(String.class);
            return Movement.WORDS.contains(word) ? word : null;
        }
        return null;
    }

    /** The same and all that a movement is told by, for where its origin and its closing may differ. */
    StateNeeds withEverything() {
        Set<String> all = new HashSet<>(columns);
        all.addAll(Set.of(MOVEMENT, "entered"));
        return new StateNeeds(words, all, EnumSet.allOf(At.class));
    }

    /** Whether the movement itself is read, and not only compared. */
    boolean anyWord() {
        return columns.contains(MOVEMENT);
    }

    boolean money() {
        return anyWord()
                || words.contains("expansion")
                || words.contains("contraction")
                || columns.contains("mrr_change")
                || columns.contains(Moves.FX)
                || columns.contains("opening_mrr")
                || columns.contains("closing_mrr");
    }

    boolean started() {
        return anyWord() || words.contains("new") || words.contains("reactivation");
    }

    boolean entered() {
        return anyWord() || columns.contains("entered");
    }

    public boolean departed() {
        return columns.contains("departed");
    }

    private static final class Reader extends RexVisitorImpl<Void> {
        private final Set<String> words = new HashSet<>();
        private final Set<String> columns = new HashSet<>();

        Reader() {
            super(true);
        }

        void read(@Nullable RexNode node) {
            if (node != null) {
                node.accept(this);
            }
        }

        @Override
        public Void visitCall(RexCall call) {
            String word = word(call);
            if (word == null) {
                return super.visitCall(call);
            }
            words.add(word);
            return null;
        }

        @Override
        public Void visitInputRef(RexInputRef ref) {
            columns.add(NAMES.get(ref.getIndex()));
            return null;
        }
    }
}
