package io.scorecard.compiler;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
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
final class Views {

    /** No name that a comment in a question could have. */
    private static final String HINT = "of a view";

    /** What Frontend needs to hand it on. */
    static final HintStrategyTable HINTS = HintStrategyTable.builder()
            .hintStrategy(HINT, HintPredicates.or(HintPredicates.AGGREGATE, HintPredicates.PROJECT))
            .build();

    private Views() {}

    /** The same query, marked. */
    static SqlNode marked(SqlNode query) {
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select) {
                    select.setHints(SqlNodeList.of(new SqlHint(
                            SqlParserPos.ZERO,
                            new SqlIdentifier(HINT, SqlParserPos.ZERO),
                            SqlNodeList.EMPTY,
                            SqlHint.HintOptionFormat.EMPTY)));
                }
                return super.visit(call);
            }
        });
        return query;
    }

    /** Whether a view groups or computes here. */
    static boolean wrote(RelNode rel) {
        if (rel instanceof Hintable hintable && hintable.getHints().stream().anyMatch(h -> h.hintName.equals(HINT))) {
            return true;
        }
        boolean through = !(rel instanceof Hintable) && rel.getInputs().size() == 1;
        return through && wrote(rel.getInput(0));
    }

    /** Whether something in it is read as views read it. */
    static boolean reads(RelNode rel) {
        return rel instanceof TableScan scan
                ? isOfViews(scan)
                : rel.getInputs().stream().anyMatch(Views::reads);
    }

    private static boolean isOfViews(TableScan scan) {
        CanonicalView view = scan.getTable().unwrap(CanonicalView.class);
        return view != null && view.isOfViews() || scan.getTable().unwrap(RelationView.class) != null;
    }
}
