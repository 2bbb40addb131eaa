package io.scorecard.compiler.catalog;

import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.Column;
import io.scorecard.functions.Definition;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.StateRelation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Refuses a KPI whose columns the model does not map; with NULLs for them it would be a wrong number. */
public final class Availability {

    public static final String VERSIONS = "paid_versions";

    private Availability() {}

    public static void require(
            Catalog catalog,
            Kpi kpi,
            String relation,
            SqlNode formula,
            @Nullable SqlNode where,
            Definition definition) {
        boolean state = StateRelation.find(relation).isPresent();
        Fact fact = catalog.fact(state ? VERSIONS : relation);
        Set<String> wanted = new LinkedHashSet<>();
        boolean named = catalog.model().catalogue().relation(fact.name()).isPresent();
        if (named) {
            wanted.addAll(fact.missing());
        } else {
            Set<String> used = new LinkedHashSet<>(SqlTexts.columns(formula));
            if (where != null) {
                used.addAll(SqlTexts.columns(where));
            }
            definition.date().or(fact::date).ifPresent(used::add);
            used.stream()
                    .filter(fact.missing()::contains)
                    .flatMap(c -> mappable(fact, c))
                    .forEach(c -> wanted.add(fact.name() + "." + c));
        }
        if (catalog.mapped().isByOrders() && (speaksOfMrr(formula) || where != null && speaksOfMrr(where))) {
            wanted.add("subscriptions.mrr");
        }
        if (!wanted.isEmpty()) {
            throw missing(catalog, wanted).with(kpi.name(), String.join(", ", wanted));
        }
    }

    /** To map columns of a table that is not read would change nothing. */
    private static ErrorCode missing(Catalog catalog, Set<String> wanted) {
        return catalog.mapped().isByOrders() && wanted.stream().anyMatch(c -> c.startsWith("subscriptions."))
                ? ErrorCode.WITHOUT_SUBSCRIPTIONS
                : ErrorCode.UNAVAILABLE_KPI;
    }

    /** What a model can map instead of a column that is derived from others. */
    private static Stream<String> mappable(Fact fact, String column) {
        CanonicalTable table = Catalog.TABLES.find(fact.name()).orElse(null);
        String derived = table == null
                ? null
                : table.column(column).flatMap(Column::derived).orElse(null);
        if (derived == null) {
            return Stream.of(column);
        }
        SqlNode expression = SqlTexts.expression(SqlTexts.fill(derived, setting -> "NULL"));
        return SqlTexts.columns(expression).stream()
                .filter(fact.missing()::contains)
                .flatMap(c -> mappable(fact, c));
    }

    /** What is missing, told of the KPI that was asked where it was found of a step that users do not see. */
    public static ScorecardException asked(Catalog catalog, Kpi kpi, ScorecardException e) {
        boolean hidden = (e.code() == ErrorCode.UNAVAILABLE_KPI || e.code() == ErrorCode.WITHOUT_SUBSCRIPTIONS)
                && catalog.model()
                        .catalogue()
                        .kpi(e.blanks().get(0))
                        .filter(Kpi::hidden)
                        .isPresent();
        return hidden ? e.code().with(kpi.name(), e.blanks().get(1)).because(e) : e;
    }

    private static boolean speaksOfMrr(SqlNode expression) {
        return SqlTexts.columns(expression).stream().anyMatch(c -> c.contains("mrr"));
    }
}
