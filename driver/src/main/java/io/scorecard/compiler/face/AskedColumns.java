package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.tree.UnusedJoins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the columns of a query in FROM that nobody names, and joins for them, so that their KPIs are not computed: {@code SELECT a
 * FROM (SELECT x() AS a, y() AS b ..) → SELECT a FROM (SELECT x() AS a ..)}. A name counts wherever it stands; rows
 * stay the same ones.
 */
final class AskedColumns {

    static final String ALL = "*";

    /** @param mentioned what a question names, or {@link #ALL} */
    static boolean include(Set<String> mentioned, String column) {
        return mentioned.contains(ALL) || mentioned.contains(column);
    }

    /** Functions that surely make no one row of many. */
    private static final Set<String> SCALARS = Set.of(
            "add_days",
            "add_months",
            "as_of",
            "coalesce",
            "data_through",
            "date_trunc",
            "day_of",
            "days_between",
            "extract",
            "local",
            "lower",
            "minutes_between",
            "nullif",
            "round");

    private final Predicate<String> missing;

    /** @param missing whether a KPI of this name cannot be answered over the model */
    AskedColumns(Predicate<String> missing) {
        this.missing = missing;
    }

    /** Every name in a query, in lower case; {@code *} where all columns are asked, which COUNT(*) does not. */
    static Set<String> named(@Nullable SqlNode... nodes) {
        Set<String> names = new HashSet<>();
        SqlBasicVisitor<Void> visitor = new SqlBasicVisitor<>() {
            @Override
            public Void visit(SqlIdentifier id) {
                id.names.forEach(n -> names.add(n.isEmpty() ? ALL : n.toLowerCase(Locale.ROOT)));
                return null;
            }

            @Override
            public Void visit(SqlCall call) {
                boolean counts = call.getOperator().getName().equalsIgnoreCase("COUNT")
                        && call.operandCount() == 1
                        && call.operand(0) instanceof SqlIdentifier id
                        && id.isStar();
                return counts ? null : super.visit(call);
            }
        };
        for (SqlNode node : nodes) {
            if (node != null) {
                node.accept(visitor);
            }
        }
        return names;
    }

    /** Changes the query. */
    void keep(SqlNode query, Set<String> asked) {
        if (query instanceof SqlWith with) {
            keep(with.body, asked);
        } else if (query instanceof SqlSelect select) {
            List<Integer> places = places(select, asked);
            only(select, places);
            UnusedJoins.drop(select);
            below(select);
        } else if (query.getKind() == SqlKind.UNION) {
            List<SqlSelect> selects = new ArrayList<>();
            if (selects(query, selects)) {
                List<Integer> places = places(selects.get(0), asked);
                boolean alike = selects.stream()
                        .allMatch(s -> s.getSelectList().size()
                                        == selects.get(0).getSelectList().size()
                                && isPlain(s)
                                && !hasGroupsOfMeasures(s));
                if (alike) {
                    selects.forEach(s -> only(s, places));
                }
                selects.forEach(this::below);
            }
        }
    }

    /** Whether a query is selects with UNION ALL between them. */
    private static boolean selects(SqlNode query, List<SqlSelect> found) {
        if (query instanceof SqlSelect select) {
            return found.add(select);
        }
        return query instanceof SqlCall call
                && call.getKind() == SqlKind.UNION
                && call.getOperator().getName().endsWith("ALL")
                && call.getOperandList().stream().allMatch(o -> selects(o, found));
    }

    private List<Integer> places(SqlSelect select, Set<String> asked) {
        SqlNodeList list = select.getSelectList();
        boolean all = asked.contains(ALL) || !isPlain(select);
        boolean groups = hasGroupsOfMeasures(select);
        Set<String> used = named(select.getWhere(), select.getGroup(), select.getHaving(), select.getOrderList());
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String name = name(list.get(i));
            boolean wanted = name == null || asked.contains(name) || isAlias(list.get(i)) && used.contains(name);
            if (all || wanted || groups && !isMissing(list.get(i))) {
                places.add(i);
            }
        }
        return places.isEmpty() ? List.of(0) : places;
    }

    /** Whether it asks for a KPI that cannot be answered, and has no groups then. */
    private boolean isMissing(SqlNode item) {
        boolean[] found = {false};
        item.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                found[0] |= missing.test(call.getOperator().getName().toLowerCase(Locale.ROOT));
                return super.visit(call);
            }
        });
        return found[0];
    }

    /** Whether columns can go without changing rows: no DISTINCT, no star, no column named by its number. */
    private static boolean isPlain(SqlSelect select) {
        boolean numbered =
                select.getGroup() != null && select.getGroup().stream().anyMatch(SqlLiteral.class::isInstance);
        boolean star = select.getSelectList().stream().anyMatch(i -> i instanceof SqlIdentifier id && id.isStar());
        boolean oneRow = select.getGroup() == null && mayAggregate(select.getSelectList());
        return !select.isDistinct() && !star && !numbered && !oneRow && select.getOrderList() == null;
    }

    /**
     * Whether it is measures by segment: a group that only one of them has, as what is allocated to no customer, would
     * go with it. Of time alone there are the same rows whatever is measured.
     */
    private static boolean hasGroupsOfMeasures(SqlSelect select) {
        return select.getFrom() instanceof SqlIdentifier from
                && from.isSimple()
                && from.getSimple().equalsIgnoreCase(KpiTable.NAME)
                && select.getGroup() != null
                && named(select.getGroup()).stream()
                        .anyMatch(n -> TimeColumn.find(n).isEmpty());
    }

    /** Without GROUP BY an aggregate makes one row of many, and must stay. */
    private static boolean mayAggregate(SqlNodeList list) {
        boolean[] found = {false};
        list.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getKind() == SqlKind.OVER || call instanceof SqlSelect) {
                    return null;
                }
                boolean aggregate = call.getOperator() instanceof SqlUnresolvedFunction
                        || call.getOperator() instanceof SqlAggFunction;
                found[0] |= aggregate
                        && !SCALARS.contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
                return super.visit(call);
            }
        });
        return found[0];
    }

    private static void only(SqlSelect select, List<Integer> places) {
        SqlNodeList list = select.getSelectList();
        if (places.size() < list.size()) {
            List<SqlNode> kept = places.stream().map(list::get).toList();
            select.setSelectList(new SqlNodeList(kept, list.getParserPosition()));
        }
    }

    private void below(SqlSelect select) {
        List<SqlNode> derived = new ArrayList<>();
        Set<String> asked = named(
                select.getSelectList(),
                select.getWhere(),
                select.getGroup(),
                select.getHaving(),
                select.getWindowList(),
                select.getQualify(),
                select.getOrderList());
        from(select.getFrom(), derived, asked);
        derived.forEach(d -> keep(d, asked));
    }

    private static void from(@Nullable SqlNode item, List<SqlNode> derived, Set<String> asked) {
        if (item instanceof SqlJoin join) {
            if (join.isNatural()) {
                asked.add(ALL);
            }
            if (join.getCondition() != null) {
                asked.addAll(named(join.getCondition()));
            }
            from(join.getLeft(), derived, asked);
            from(join.getRight(), derived, asked);
        } else if (item != null && item.getKind() == SqlKind.AS) {
            SqlBasicCall as = (SqlBasicCall) item;
            if (as.operandCount() == 2) {
                from(as.operand(0), derived, asked);
            }
        } else if (item instanceof SqlSelect || item != null && item.getKind() == SqlKind.UNION) {
            derived.add(item);
        }
    }

    private static boolean isAlias(SqlNode item) {
        return item.getKind() == SqlKind.AS;
    }

    private static @Nullable String name(SqlNode item) {
        SqlNode named = isAlias(item) ? ((SqlCall) item).operand(1) : item;
        return named instanceof SqlIdentifier id
                ? id.names.get(id.names.size() - 1).toLowerCase(Locale.ROOT)
                : null;
    }
}
