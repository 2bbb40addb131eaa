package io.scorecard.compiler.text;

import java.util.Arrays;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds subqueries in what a SELECT shows, groups or sorts by; those of FROM and WHERE do not count. */
public final class InnerQueries extends SqlBasicVisitor<Void> {

    private boolean shown;
    private boolean found;

    private InnerQueries() {}

    public static boolean shownIn(SqlNode query) {
        InnerQueries queries = new InnerQueries();
        query.accept(queries);
        return queries.found;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        found |= shown && SqlKind.QUERY.contains(call.getKind());
        if (!(call instanceof SqlSelect select)) {
            return super.visit(call);
        }
        boolean outside = shown;
        for (SqlNode part : Arrays.asList(select.getFrom(), select.getWhere())) {
            look(part, false);
        }
        for (SqlNode part :
                Arrays.asList(select.getSelectList(), select.getGroup(), select.getHaving(), select.getOrderList())) {
            look(part, true);
        }
        shown = outside;
        return null;
    }

    private void look(@Nullable SqlNode part, boolean isShown) {
        shown = isShown;
        if (part != null) {
            part.accept(this);
        }
    }
}
