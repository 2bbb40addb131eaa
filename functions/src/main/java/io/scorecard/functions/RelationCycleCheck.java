package io.scorecard.functions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a named relation reads itself, by whatever others. */
final class RelationCycleCheck {

    private static final Pattern READ = Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+\"?([a-z_][a-z0-9_]*)");

    private final Map<String, Relation> relations;

    RelationCycleCheck(Map<String, Relation> relations) {
        this.relations = relations;
    }

    void check(Relation relation) {
        follow(relation, relation, new ArrayDeque<>());
    }

    private void follow(Relation asked, Relation relation, Deque<String> path) {
        path.addLast(relation.name());
        for (String name : read(relation.sql())) {
            if (name.equals(asked.name())) {
                throw Fault.definition(asked.name())
                        .at(
                                asked.place(),
                                "it reads itself: " + String.join(" -> ", path) + " -> " + name,
                                "Write it over other relations.");
            }
            Relation next = relations.get(name);
            if (next != null && !path.contains(name)) {
                follow(asked, next, path);
            }
        }
        path.removeLast();
    }

    /** What stands behind FROM and JOIN, without the names that a WITH gives. */
    private static List<String> read(String sql) {
        List<String> names = new ArrayList<>();
        Matcher matcher = READ.matcher(sql);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            if (!Pattern.compile("(?i)\\b" + name + "\"?\\s+AS\\s*\\(")
                    .matcher(sql)
                    .find()) {
                names.add(name);
            }
        }
        return names;
    }
}
