package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.SurveyAnswers;
import io.scorecard.functions.StateRelation;
import io.scorecard.model.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The canonical tables whose amounts atoms look at, of those that tell a currency: amounts in several
 * currencies must not be added up. Amounts that a relation has are those of the tables that its SQL names;
 * costs that are shared out by what customers pay need that in one currency, too.
 */
final class MoneyTables {

    private static final String COSTS = "costs";
    private static final List<String> TABLES = List.of("subscriptions", "revenue", COSTS);
    /** Whose scores must be on their scales where the model is strict. */
    static final String SCORES = "surveys";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Catalog catalog;
    private final Set<String> found = new TreeSet<>();

    MoneyTables(Catalog catalog) {
        this.catalog = catalog;
    }

    static Set<String> of(Catalog catalog, Collection<Atom> atoms) {
        MoneyTables tables = new MoneyTables(catalog);
        for (Atom atom : atoms) {
            if (atom instanceof Atom.Total total) {
                tables.look(total);
            }
        }
        return tables.found();
    }

    /** Those that tell a currency; and the surveys where a strict model's scores are looked at. */
    Set<String> found() {
        found.removeIf(t -> !catalog.isMapped(t)
                || !t.equals(SCORES) && !catalog.canonical(t).has("currency"));
        return found;
    }

    private void look(Atom.Total total) {
        Branch branch = total.branch();
        if (branch instanceof Branch.Balance balance && balance.money()) {
            found.add("subscriptions");
        } else if (branch instanceof Branch.Transition) {
            List<String> names = StateRelation.CUSTOMER_TRANSITIONS.columns();
            for (RexNode input : total.component().inputs()) {
                RelOptUtil.InputFinder.bits(input).forEach(i -> {
                    if (names.get(i).contains("mrr")) {
                        found.add("subscriptions");
                    }
                });
            }
        }
        branch.rowsOf().ifPresent(r -> look(r, total.component()));
    }

    private void look(String fact, Component component) {
        if (catalog.model().settings().strict() && readsScores(fact, component)) {
            found.add(SCORES);
        }
        component.inputs().stream()
                .flatMap(i -> RelOptUtil.InputFinder.bits(i).asList().stream())
                .map(i -> catalog.fact(fact).rowType().getFieldList().get(i).getType())
                .forEach(type -> look(fact, type));
    }

    /** A count of answers looks at no score, and is how those that are wrong are counted. */
    private boolean readsScores(String fact, Component component) {
        if (!fact.equals(SCORES)) {
            Set<String> read = new HashSet<>();
            read(fact, read);
            return read.stream()
                    .flatMap(r -> catalog.model().catalogue().relation(r).stream())
                    .anyMatch(r -> SurveyAnswers.scoresIn(r.sql()));
        }
        List<String> names = catalog.fact(fact).rowType().getFieldNames();
        return component.inputs().stream()
                .flatMap(i -> RelOptUtil.InputFinder.bits(i).asList().stream())
                .anyMatch(i -> SurveyAnswers.scoresIn(names.get(i)));
    }

    /** A column of this type of a canonical table or relation is looked at. */
    void look(String fact, RelDataType type) {
        Set<String> read = new HashSet<>();
        read(fact, read);
        boolean costs = read.contains(COSTS);
        if (type.getSqlTypeName() == SqlTypeName.DECIMAL || costs && type.getSqlTypeName() == SqlTypeName.DOUBLE) {
            TABLES.stream()
                    .filter(read::contains)
                    .filter(t -> !costs || t.equals(COSTS) || sharesByMoney())
                    .forEach(found::add);
        }
    }

    /** What customers pay is compared then, which several currencies forbid, too. */
    private boolean sharesByMoney() {
        return catalog.model().settings().allocation() == Settings.Allocation.MRR;
    }

    /** The canonical tables and relations that a relation is made of, and its own name. */
    private void read(String name, Set<String> read) {
        if (read.add(name)) {
            catalog.model()
                    .catalogue()
                    .relation(name)
                    .ifPresent(r -> NAME.matcher(r.sql())
                            .results()
                            .map(java.util.regex.MatchResult::group)
                            .filter(w -> TABLES.contains(w)
                                    || catalog.model().catalogue().relation(w).isPresent())
                            .forEach(w -> read(w, read)));
        }
    }
}
