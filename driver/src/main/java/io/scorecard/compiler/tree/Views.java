package io.scorecard.compiler.tree;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a question are a view's of the catalogue, and so nothing that somebody wrote by hand. A view's SELECTs
 * carry a hint, which Calcite hands on to their groupings and projections, and to no other.
 */
public final class Views {

    /** No name that a comment in a question could have. */
    private static final String HINT = "of a view";

    /** Places among its options. */
    private static final int LEVELS = 0;

    private static final int NAME = 1;

    /** What Frontend needs to hand it on. */
    static final HintStrategyTable HINTS = HintStrategyTable.builder()
            .hintStrategy(HINT, HintPredicates.or(HintPredicates.AGGREGATE, HintPredicates.PROJECT))
            .build();

    private Views() {}

    /**
     * The same query, marked. A SELECT of a view inside it stays that view's by name.
     *
     * @param name what the view is called
     * @param levels the column that tells totals from their parts, where the view has both
     */
    public static SqlNode marked(SqlNode query, String name, Optional<String> levels) {
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select) {
                    // The validator writes into it, so that each needs its own.
                    SqlNodeList options = new SqlNodeList(SqlParserPos.ZERO);
                    options.add(text(levels.orElse("")));
                    options.add(text(inside(select).orElse(name)));
                    select.setHints(SqlNodeList.of(new SqlHint(
                            SqlParserPos.ZERO,
                            new SqlIdentifier(HINT, SqlParserPos.ZERO),
                            options,
                            SqlHint.HintOptionFormat.LITERAL_LIST)));
                }
                return super.visit(call);
            }
        });
        return query;
    }

    private static SqlLiteral text(String text) {
        return SqlLiteral.createCharString(text, SqlParserPos.ZERO);
    }

    /** The view that a SELECT was marked with before. */
    private static Optional<String> inside(SqlSelect select) {
        return select.hasHints()
                ? Optional.of(
                        ((SqlHint) select.getHints().get(0)).getOptionList().get(NAME))
                : Optional.empty();
    }

    /** Whether a view groups or computes here. */
    public static boolean wrote(RelNode rel) {
        return hint(rel).isPresent();
    }

    /** The column that tells totals from their parts in what a view gives. */
    public static Optional<String> levels(RelNode rel) {
        return hint(rel).map(h -> h.listOptions.get(LEVELS)).filter(l -> !l.isEmpty());
    }

    /** The view that wrote this, the innermost of several. */
    public static Optional<String> name(RelNode rel) {
        return hint(rel).map(h -> h.listOptions.get(NAME));
    }

    private static Optional<RelHint> hint(RelNode rel) {
        if (rel instanceof Hintable hintable) {
            return hintable.getHints().stream()
                    .filter(h -> h.hintName.equals(HINT))
                    .findFirst();
        }
        return rel.getInputs().size() == 1 ? hint(rel.getInput(0)) : Optional.empty();
    }
}
