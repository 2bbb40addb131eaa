package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.functions.Relation;
import io.scorecard.model.Model;
import io.scorecard.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a model maps of what definitions need. Where it counts customers by their orders, orders are in the
 * place of subscriptions: what needs to know who pays when needs them, and what else subscriptions tell is not
 * there.
 *
 * @param canonical a canonical table as the sources have it
 */
public record Mapped(Model model, Function<String, CanonicalRows> canonical) {

    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final Set<String> WHO_PAYS_WHEN =
            Set.of("subscriptions.customer_id", "subscriptions.valid_from", "subscriptions.valid_to");

    /** Whether a table tells nothing, whatever is in it. */
    static boolean isUnread(Settings settings, String table) {
        return settings.inactiveDays().isPresent() && table.equals(SUBSCRIPTIONS);
    }

    /** The relation that stands for this name in the model. */
    public Relation relation(String name) {
        Relation relation = model.catalogue().relation(name).orElseThrow();
        return relation.withoutSubscriptions()
                .filter(r -> isByOrders())
                .map(this::relation)
                .orElse(relation);
    }

    String sql(Relation relation) {
        return relation.shortcut()
                .filter(s -> s.mapped().stream().allMatch(this::has))
                .map(Relation.Shortcut::sql)
                .orElse(relation.sql());
    }

    /** Whether the model maps what a named relation needs. */
    boolean has(Relation relation) {
        return missing(relation.needs()).isEmpty();
    }

    /** Those of these columns ({@code table.column}) that the model does not map. */
    public List<String> missing(List<String> needs) {
        List<String> wanted = new ArrayList<>();
        for (String need : needs) {
            if (isByOrders() && WHO_PAYS_WHEN.contains(need)) {
                wanted.addAll(relation(Availability.VERSIONS).needs());
            } else {
                wanted.add(need);
            }
        }
        return wanted.stream()
                .distinct()
                .filter(n -> Stream.of(n.split(" or ")).noneMatch(this::has))
                .toList();
    }

    /** Whether orders tell who is a customer; nobody then pays by the month. */
    boolean isByOrders() {
        return model.settings().inactiveDays().isPresent();
    }

    private boolean has(String tableAndColumn) {
        String[] parts = tableAndColumn.split("\\.");
        return canonical.apply(parts[0]).has(parts[1]);
    }
}
