package io.scorecard.docs;

import io.scorecard.functions.At;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Each;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.StateRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A KPI as the statement that gives its number for one period; what SQL has no words for stands in comments. */
final class EquivalentSql {

    private final DefinitionText text;
    private final Definition definition;

    EquivalentSql(Catalogue catalogue, Kpi kpi, Definition definition) {
        this.text = new DefinitionText(catalogue, kpi, definition);
        this.definition = definition;
    }

    String block() {
        List<String> lines = new ArrayList<>();
        lines.add("SELECT " + text.formula());
        lines.addAll(definition.over().map(this::over).orElseGet(this::overKpis));
        definition.during().ifPresent(i -> lines.add("-- over " + DefinitionText.interval(i)));
        definition.each().ifPresent(each -> lines.add(each(each)));
        return String.join("\n", lines);
    }

    private List<String> over(String relation) {
        List<String> lines = new ArrayList<>(List.of("FROM " + relation));
        definition.where().ifPresent(w -> lines.add("WHERE " + w.strip()));
        definition.latest().ifPresent(column -> lines.add("-- only the last one of each " + column));
        if (definition.at().isPresent()) {
            String bound = definition.at().get() == At.OPENING ? "start" : "end";
            lines.add("-- as it is just before the period's " + bound);
        } else if (StateRelation.find(relation).isPresent()) {
            lines.add("-- between the period's start and its end");
        } else {
            text.dated(relation).ifPresent(date -> lines.add("-- of the period, by " + date));
        }
        return lines;
    }

    private List<String> overKpis() {
        if (definition.rows().isEmpty()) {
            boolean names = !text.parts(definition.formula()).isEmpty();
            return names ? List.of("FROM kpi") : List.of();
        }
        String columns = definition.rows().entrySet().stream()
                .map(row -> "    " + row.getValue().strip() + " AS " + row.getKey())
                .collect(Collectors.joining(",\n"));
        return List.of(
                "FROM (", "  SELECT customer_id,", columns, "  FROM kpi", "  GROUP BY customer_id", ") AS customers");
    }

    private static String each(Each each) {
        String grain = each.grain().name().toLowerCase(Locale.ROOT);
        return each.then() == Each.Then.POOL
                ? "-- its parts are added over each " + grain + " of the period, then divided"
                : "-- taken for each " + grain + " of the period, then "
                        + each.then().name().toLowerCase(Locale.ROOT);
    }
}
