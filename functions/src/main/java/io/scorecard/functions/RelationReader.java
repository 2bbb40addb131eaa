package io.scorecard.functions;

import java.util.List;

/** Reads one named relation. */
final class RelationReader {

    private static final List<String> KEYS = List.of(
            "grain",
            "date",
            "until",
            "every",
            "customer",
            "at_bound",
            "key",
            "whole",
            "adds_up",
            "needs",
            "segments_of",
            "sql",
            "shortcut",
            "without_subscriptions");

    private RelationReader() {}

    static Relation read(String name, YamlValue value) {
        YamlMap keys = Words.checkedName(name, value).map().only(KEYS);
        return new Relation(
                name,
                keys.text("grain"),
                keys.text("sql"),
                keys.optionalMap("shortcut").map(RelationReader::shortcut),
                keys.optionalText("without_subscriptions"),
                keys.optionalText("date"),
                keys.optionalText("until"),
                TablesReader.every(keys),
                keys.optionalText("customer"),
                keys.flag("at_bound"),
                keys.optionalText("key"),
                keys.optionalMap("whole").map(RelationReader::whole),
                keys.optionalText("adds_up"),
                needs(keys),
                SegmentsOf.read(keys),
                value.place());
    }

    static List<String> needs(YamlMap keys) {
        for (YamlValue need : keys.list("needs")) {
            if (!need.text().matches("[a-z0-9_]+\\.[a-z0-9_]+( or [a-z0-9_]+\\.[a-z0-9_]+)*")) {
                throw need.wrong("'" + need.text() + "' is not a column", "Write 'table.column'.");
            }
        }
        return keys.texts("needs");
    }

    /** One canonical column. */
    static String column(YamlValue value) {
        if (!value.text().matches("[a-z0-9_]+\\.[a-z0-9_]+")) {
            throw value.wrong("'" + value.text() + "' is not a column", "Write 'table.column'.");
        }
        return value.text();
    }

    private static Relation.Whole whole(YamlMap keys) {
        YamlMap known = keys.only(List.of("without", "relation", "each"));
        return new Relation.Whole(known.texts("without"), known.text("relation"), known.optionalText("each"));
    }

    private static Relation.Shortcut shortcut(YamlMap keys) {
        YamlMap known = keys.only(List.of("mapped", "sql"));
        return new Relation.Shortcut(known.texts("mapped"), known.text("sql"));
    }
}
