package io.scorecard.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the keys that say how a KPI is computed, as an overlay on another definition: what is not
 * written stays, a key without a value takes away.
 *
 * <p>What belongs to a formula or a relation goes with it: a new formula has its own numerator,
 * denominator and n, a new relation its own date.
 */
final class DefinitionReader {

    static final List<String> KEYS = List.of(
            "formula",
            "over",
            "date",
            "at",
            "per",
            "rows",
            "latest",
            "during",
            "each",
            "then",
            "binds",
            "numerator",
            "denominator",
            "n");

    private final YamlMap keys;
    private final Optional<Definition> base;

    private DefinitionReader(YamlMap keys, Optional<Definition> base) {
        this.keys = keys;
        this.base = base;
    }

    static Definition read(YamlMap keys, Optional<Definition> base) {
        return new DefinitionReader(keys, base).read();
    }

    private Definition read() {
        boolean sameFormula = !keys.has("formula");
        boolean sameRelation = !keys.has("over");
        String formula = keys.optionalText("formula")
                .or(() -> base.map(Definition::formula))
                .orElseThrow(() -> keys.wrong("'formula' is missing", "Add it."));
        Optional<String> over = kept("over", DefinitionReader::relation, Definition::over, true);
        return new Definition(
                formula,
                over,
                kept("over", DefinitionReader::condition, Definition::where, true),
                kept("date", YamlValue::text, Definition::date, sameRelation),
                kept("at", v -> v.choice(At.class), Definition::at, sameRelation),
                kept("per", DefinitionReader::customer, Definition::per, true),
                texts("rows", Definition::rows),
                kept("latest", YamlValue::text, Definition::latest, sameRelation),
                kept("during", IntervalReader::read, Definition::during, true),
                each(),
                texts("binds", Definition::binds),
                kept("numerator", YamlValue::text, Definition::numerator, sameFormula),
                kept("denominator", YamlValue::text, Definition::denominator, sameFormula),
                kept("n", YamlValue::text, Definition::n, sameFormula),
                Optional.empty(),
                Optional.empty());
    }

    /** An option: an overlay that may also tell its own unit and what it does. */
    static Definition option(YamlMap keys, Definition base) {
        Definition d = read(keys, Optional.of(base));
        Optional<Unit> unit = keys.find("unit").map(v -> v.choice(Unit.class));
        return new Definition(
                d.formula(),
                d.over(),
                d.where(),
                d.date(),
                d.at(),
                d.per(),
                d.rows(),
                d.latest(),
                d.during(),
                d.each(),
                d.binds(),
                d.numerator(),
                d.denominator(),
                d.n(),
                unit,
                keys.optionalText("summary"));
    }

    private <T> Optional<T> kept(
            String key, Function<YamlValue, T> read, Function<Definition, Optional<T>> of, boolean keep) {
        if (keys.has(key)) {
            return keys.find(key).map(read).filter(v -> !"".equals(v));
        }
        return keep ? base.flatMap(of) : Optional.empty();
    }

    private Map<String, String> texts(String key, Function<Definition, Map<String, String>> of) {
        if (!keys.has(key) && base.isPresent()) {
            return of.apply(base.get());
        }
        return keys.textMap(key);
    }

    private Optional<Each> each() {
        if (keys.find("each").isPresent() != keys.find("then").isPresent()) {
            throw keys.wrong("'each' and 'then' belong together", "Write for instance 'each: day' and 'then: sum'.");
        }
        return kept(
                "each",
                v -> new Each(v.choice(Grain.class), keys.value("then").choice(Each.Then.class)),
                Definition::each,
                true);
    }

    private static String customer(YamlValue value) {
        if (!value.text().equals("customer_id")) {
            throw value.wrong("'per' can only be customer_id", "Write 'per: customer_id'.");
        }
        return value.text();
    }

    /** {@code surveys where survey_type = 'nps'} in two. */
    private static String relation(YamlValue value) {
        String[] parts = split(value);
        Words.checkedName(parts[0], value);
        return parts[0];
    }

    private static String condition(YamlValue value) {
        String[] parts = split(value);
        return parts.length == 1 ? "" : parts[1].strip();
    }

    private static String[] split(YamlValue value) {
        return value.text().split("(?i)\\s+where\\s+", 2);
    }
}
