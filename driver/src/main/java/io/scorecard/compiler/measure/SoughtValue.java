package io.scorecard.compiler.measure;

import io.scorecard.functions.Quoted;
import java.util.List;

/**
 * A text that some row has, because a number that looks for it would be 0 where it was misspelt.
 *
 * @param what it is, in the KPI's word
 * @param text as it was written
 * @param among the canonical column, {@code usage_events.feature}
 */
public record SoughtValue(String what, String text, String among) {

    /** What one KPI's arguments name. */
    public static List<SoughtValue> of(KpiUse use) {
        return use.kpi().parameters().stream()
                .filter(p -> p.among().isPresent() && use.arguments().containsKey(p.name()))
                .map(p -> new SoughtValue(
                        p.name(),
                        Quoted.read(use.arguments().get(p.name())),
                        p.among().get()))
                .toList();
    }

    /** Of one row that has it, or of no row. */
    public String question() {
        return select() + " WHERE " + column() + " = " + Quoted.text(text) + " LIMIT 1";
    }

    /** Of one row that has it but for capitals and the blanks around it. */
    public String alikeQuestion() {
        return select() + " WHERE LOWER(TRIM(" + column() + ")) = LOWER(TRIM(" + Quoted.text(text) + ")) LIMIT 1";
    }

    /** Of one row that has any, or of no row: of nothing nobody can misspell a part. */
    public String anyQuestion() {
        return select() + " WHERE " + column() + " IS NOT NULL LIMIT 1";
    }

    /** For who wants to see what there is. */
    public String listQuestion() {
        return "SELECT DISTINCT " + column() + " FROM " + table();
    }

    private String select() {
        return "SELECT " + column() + " FROM " + table();
    }

    public String table() {
        return among.substring(0, among.indexOf('.'));
    }

    private String column() {
        return among.substring(among.indexOf('.') + 1);
    }
}
