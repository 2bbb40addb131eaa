package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.functions.Quoted;

/** What happened to the company beside its values: the titles of a month's events in their order. */
final class EventsText {

    private static final String NAME = "happened";

    private final String table;
    private final boolean wanted;
    private final boolean shown;

    /** @param wanted whether a question names it; it is empty where the model maps no events */
    EventsText(Catalog catalog, boolean wanted) {
        this.table = Quoted.name(Schemas.IN_VIEWS + "events");
        this.wanted = wanted;
        this.shown = wanted && catalog.isMapped("events");
    }

    /**
     * A query of one row and the titles of what happened in its period.
     *
     * @param from its FROM and WHERE over {@code kpi}
     * @param name of the column with the titles
     */
    String beside(String query, String from, String name) {
        if (!shown) {
            return wanted
                    ? "SELECT explained.*, " + column() + " AS " + name + " FROM (" + query + ") AS explained"
                    : query;
        }
        String period = "SELECT period_start() AS began, period_end() AS ended" + from;
        return "SELECT explained.*, " + column() + " AS " + name + " FROM (" + query + ") AS explained CROSS JOIN ("
                + "SELECT STRING_AGG(e.title, ', ' ORDER BY e.occurred_at, e.title) AS titles FROM (" + period
                + ") AS asked JOIN (SELECT title, occurred_at, day_of(occurred_at) AS happened_on FROM " + table
                + " WHERE title IS NOT NULL AND occurred_at < as_of()) AS e ON e.happened_on >= asked.began"
                + " AND e.happened_on < asked.ended) AS " + NAME;
    }

    String column() {
        return shown ? NAME + ".titles" : "CAST(NULL AS VARCHAR)";
    }

    /** @param rows the alias of rows with a month */
    String join(String rows) {
        if (!shown) {
            return "";
        }
        return " LEFT JOIN (SELECT CAST(date_trunc('month', day_of(occurred_at)) AS DATE) AS happened_in,"
                + " STRING_AGG(title, ', ' ORDER BY occurred_at, title) AS titles FROM " + table
                + " WHERE title IS NOT NULL AND occurred_at < as_of()"
                + " GROUP BY CAST(date_trunc('month', day_of(occurred_at)) AS DATE)) AS " + NAME + " ON " + NAME
                + ".happened_in = " + rows + ".month";
    }
}
