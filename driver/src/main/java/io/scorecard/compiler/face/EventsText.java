package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.functions.Quoted;

/** What happened to the company beside its values: the titles of a month's events in their order. */
final class EventsText {

    private static final String NAME = "happened";

    private final String table;
    private final boolean shown;

    /** @param wanted whether a question names it; it is empty where the model maps no events */
    EventsText(Catalog catalog, boolean wanted) {
        this.table = Quoted.name(Schemas.IN_VIEWS + "events");
        this.shown = wanted && catalog.isMapped("events");
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
