package io.scorecard.docs;

import io.scorecard.functions.At;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Each;
import io.scorecard.functions.Interval;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.SettingName;
import io.scorecard.functions.StateRelation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to compute a KPI, in SQL and words: the formula with what the measure puts in its arguments' places, and
 * below it what it is taken over.
 */
final class DefinitionText {

    private static final Pattern SETTING = Pattern.compile(":([a-z_]+)");
    private static final Pattern WORD = Pattern.compile("(?<![:\\w'])[a-z_][a-z0-9_]*\\b(?!')");

    private final Catalogue catalogue;
    private final Kpi kpi;
    private final Definition definition;

    DefinitionText(Catalogue catalogue, Kpi kpi, Definition definition) {
        this.catalogue = catalogue;
        this.kpi = kpi;
        this.definition = definition;
    }

    /** The lines of the definition as the page shows them. */
    String block() {
        return String.join("", lines());
    }

    private List<String> lines() {
        return List.of(formula(), over(), perCustomer(), during(), each());
    }

    /** What is other than in the KPI's own definition; may be empty. */
    String difference(DefinitionText usual) {
        return IntStream.range(0, lines().size())
                .filter(i -> !lines().get(i).equals(usual.lines().get(i)))
                .mapToObj(i -> lines().get(i))
                .collect(Collectors.joining());
    }

    /** The settings of the model that the value depends on, as words of the model. */
    Set<String> settings() {
        Set<String> found = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        find(block() + " " + kpi.within().values(), found, seen);
        return found;
    }

    /** As the model writes it: the ends of a scale are its {@code scales}. */
    private static Stream<String> word(String name) {
        return SettingName.find(name).stream().flatMap(setting -> switch (setting) {
            case AS_OF, PLAIN_WORDS, MRR_AT_RATE -> Stream.of();
            case CSAT_LOWEST, CSAT_HIGHEST, CES_LOWEST, CES_HIGHEST -> Stream.of("scales");
            case THEME_FOUND -> Stream.of("themes");
            case COMPETITOR_FOUND -> Stream.of("competitors");
            case HEALTH_PROFILE,
                    HEALTH_WEIGHT,
                    HEALTH_WEIGHTS,
                    HEALTH_GREEN,
                    HEALTH_AMBER,
                    HEALTH_MIN_COVERAGE,
                    OUTCOME_COMPONENT,
                    OUTCOME_POINTS -> Stream.of("health");
            default -> Stream.of(setting.word());
        });
    }

    /** Through the relations and the KPIs that a text names. */
    private void find(String text, Set<String> found, Set<String> seen) {
        SETTING.matcher(text)
                .results()
                .map(m -> m.group(1))
                .flatMap(DefinitionText::word)
                .forEach(found::add);
        for (String word : WORD.matcher(text).results().map(m -> m.group()).toList()) {
            if (seen.add(word)) {
                catalogue.relation(word).ifPresent(r -> find(r.sql(), found, seen));
                catalogue
                        .kpi(word)
                        .filter(k -> k.name().equals(word) && definition.over().isEmpty())
                        .ifPresent(k -> found.addAll(new DefinitionText(catalogue, k, k.definition()).settings()));
            }
        }
    }

    String formula() {
        String formula = definition.formula().strip();
        for (Map.Entry<String, String> bound : definition.binds().entrySet()) {
            formula = formula.replaceAll(
                    "(?<![:\\w])" + bound.getKey() + "\\b", Matcher.quoteReplacement(bound.getValue()));
        }
        return formula;
    }

    private String over() {
        if (definition.over().isEmpty()) {
            return "";
        }
        String relation = definition.over().get();
        return "\nover " + relation
                + definition.where().map(w -> "\n  where " + w.strip()).orElse("")
                + definition
                        .latest()
                        .map(column -> "\n  only the last one of each " + column)
                        .orElse("")
                + definition
                        .at()
                        .map(at -> "\n  at the " + (at == At.OPENING ? "opening" : "closing"))
                        .orElse("")
                + dated(relation).map(date -> "\n  dated by " + date).orElse("");
    }

    Optional<String> dated(String relation) {
        if (StateRelation.find(relation).isPresent()) {
            return Optional.empty();
        }
        return definition
                .date()
                .or(() -> CanonicalTables.builtIn().find(relation).flatMap(t -> t.date()))
                .or(() -> catalogue
                        .relation(relation)
                        .flatMap(r -> r.date()
                                .map(date -> date
                                        + r.until()
                                                .map(until -> " to " + until + ", spread evenly over those days")
                                                .orElse(""))));
    }

    private String perCustomer() {
        return definition.rows().isEmpty()
                ? ""
                : definition.rows().entrySet().stream()
                        .map(row ->
                                "\n  " + row.getKey() + " = " + row.getValue().strip())
                        .collect(Collectors.joining("", "\nover one row for each customer", ""));
    }

    private String during() {
        return definition.during().map(i -> "\nduring " + interval(i)).orElse("");
    }

    static String interval(Interval interval) {
        String length = interval.setting().map(s -> ":" + s.word()).orElse("" + interval.length());
        String grain = interval.grain().name().toLowerCase(Locale.ROOT) + "s";
        return switch (interval.position()) {
            case LAST -> "the last " + length + " " + grain + " of the period";
            case BEFORE -> "the " + length + " " + grain + " before the period";
            case AFTER -> "the " + length + " " + grain + " after the period";
            case EARLIER -> "the period " + length + " " + grain + " earlier";
            case ON -> "the day :" + interval.day().orElseThrow();
        };
    }

    private String each() {
        return definition
                .each()
                .map(each -> {
                    String grain = each.grain().name().toLowerCase(Locale.ROOT);
                    return each.then() == Each.Then.POOL
                            ? "\nits parts are added over each " + grain + ", then divided"
                            : "\ntaken for each " + grain + ", then "
                                    + each.then().name().toLowerCase(Locale.ROOT);
                })
                .orElse("");
    }

    /** When the value is NULL, as the end of a sentence; empty where it is a number always. */
    Optional<String> whenNull() {
        String formula = definition.formula().strip();
        Optional<String> divisor =
                divisor(formula).map(d -> d.contains("CASE") && parts(d).size() == 1 ? parts(d).get(0) : d);
        if (definition.over().isPresent() || definition.per().isPresent()) {
            boolean sum = divisor.isEmpty()
                    && !formula.contains("AVG(")
                    && !formula.contains("PERCENTILE_CONT(")
                    && !formula.startsWith("CASE");
            return sum ? Optional.empty() : Optional.of("where there are no " + kpi.base());
        }
        List<String> parts = parts(formula);
        String nullable = parts.stream()
                .filter(part -> catalogue
                        .kpi(part)
                        .filter(k -> new DefinitionText(catalogue, k, k.definition())
                                .whenNull()
                                .isPresent())
                        .isPresent())
                .filter(part -> !divisor.equals(Optional.of(part)))
                .map(Markdown::code)
                .collect(Collectors.joining(" or "));
        if (divisor.isPresent()) {
            return Optional.of("where " + Markdown.code(divisor.get()) + " is 0"
                    + (nullable.isEmpty() ? "" : ", or " + nullable + " is NULL"));
        }
        return nullable.isEmpty() ? Optional.empty() : Optional.of("where " + nullable + " is NULL");
    }

    /** The KPIs that the formula names, with the bound ones. */
    List<String> parts(String formula) {
        String names = formula + " " + String.join(" ", definition.binds().values());
        return WORD.matcher(names)
                .results()
                .map(word -> word.group())
                .filter(word -> catalogue.kpi(word).isPresent() && !word.equals(kpi.name()))
                .distinct()
                .toList();
    }

    /** What stands behind the formula's last division that is in no brackets. */
    private static Optional<String> divisor(String formula) {
        int depth = 0;
        for (int i = formula.length() - 1; i >= 0; i--) {
            char c = formula.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (c == '/' && depth == 0) {
                return Optional.of(formula.substring(i + 1).strip());
            }
        }
        return Optional.empty();
    }
}
