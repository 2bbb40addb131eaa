package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What there is to say of a sum of one's own over amounts in several currencies. Thread-safe. */
final class SeveralCurrencies {

    private final Looks<Boolean> looks;

    SeveralCurrencies(Clock clock) {
        this.looks = new Looks<>(clock, false);
    }

    List<String> notes(Collection<String> tables, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        return tables.stream()
                .filter(t -> looks.at(t, () -> areSeveral(t, workspace, moment, limits, stop)))
                .map(t ->
                        "The amounts of '" + t + "' are in several currencies, and are added up as they stand: group by"
                                + " currency, or choose one in WHERE. KPIs are in one currency.")
                .toList();
    }

    /** An amount without a currency is in the model's. */
    private static boolean areSeveral(String table, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Optional<String> own = workspace.model().settings().currency();
        String currency = "NULLIF(UPPER(currency), '')";
        String known = own.map(c -> "COALESCE(" + currency + ", '" + c + "')").orElse(currency);
        String sql = "SELECT CASE WHEN MIN(c) <> MAX(c) THEN 1 ELSE 0 END FROM (SELECT " + known + " AS c FROM " + table
                + ") AS currencies";
        return Looks.first(sql, workspace, moment, limits, stop)
                .filter(several -> several.toString().equals("1"))
                .isPresent();
    }
}
