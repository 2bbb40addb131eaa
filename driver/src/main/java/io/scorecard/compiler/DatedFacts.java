package io.scorecard.compiler;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.functions.ScorecardException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The facts whose first event says when a model's data begin, by the dates of their rows. */
public final class DatedFacts {

    private static final Map<String, String> DATES = new TreeMap<>(Map.of(
            "subscriptions",
            "valid_from",
            "tickets",
            "created_at",
            "surveys",
            "responded_at",
            "revenue",
            "occurred_at"));

    private final Catalog catalog;

    DatedFacts(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The SQL that asks for the moment of the first event of a fact, as {@code t}, by the facts that can be read. */
    public Map<String, String> firstEvents() {
        Map<String, String> asked = new TreeMap<>();
        DATES.forEach((table, date) -> {
            if (isDated(table, date)) {
                asked.put(table, "SELECT MIN(CAST(" + date + " AS TIMESTAMP)) AS t FROM " + table);
            }
        });
        return asked;
    }

    private boolean isDated(String table, String date) {
        return catalog.isMapped(table)
                && catalog.ifReadable(() -> catalog.canonical(table).has(date)).orElse(false);
    }

    /** One that the model maps and that cannot be read, with the reason; empty where there is none. */
    public Optional<String> unread() {
        return DATES.keySet().stream()
                .filter(t -> catalog.isMapped(t) && !catalog.isReadable(t))
                .findFirst()
                .map(t -> unread(t, catalog.unreadable().get(t)));
    }

    /** That a fact cannot be read, in words. */
    public static String unread(String table, ScorecardException why) {
        return "'" + table + "' cannot be read. " + BadDefinition.plain(why);
    }
}
