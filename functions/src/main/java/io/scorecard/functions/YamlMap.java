package io.scorecard.functions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping in a YAML file, in the order of the file. A key without a value counts as absent, except
 * for {@link #has}. Immutable.
 */
public final class YamlMap {

    private final Map<String, YamlValue> values;
    private final Map<String, Place> lines;
    private final Place place;
    private final Fault fault;

    private YamlMap(Map<String, YamlValue> values, Map<String, Place> lines, Place place, Fault fault) {
        this.values = Collections.unmodifiableMap(values);
        this.lines = lines;
        this.place = place;
        this.fault = fault;
    }

    /** @param place of the value that the mapping is */
    static YamlMap of(MappingNode node, Place place, Fault fault) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        Map<String, Place> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            YamlValue key = new YamlValue(tuple.getKeyNode(), place.file(), fault);
            if (!(tuple.getKeyNode() instanceof ScalarNode)) {
                throw key.wrong("a key must be a word", "Write 'name: value'.");
            }
            if (values.put(key.text(), YamlValue.under(key, tuple.getValueNode(), fault)) != null) {
                throw key.wrong(Words.shown(key.text()) + " is there twice", "Remove one of them.");
            }
            lines.put(key.text(), key.place());
        }
        return new YamlMap(values, lines, place, fault);
    }

    public Place place() {
        return place;
    }

    /** The same mapping, whose errors are reported as the given fault. */
    public YamlMap faults(Fault other) {
        Map<String, YamlValue> reporting = new LinkedHashMap<>();
        values.forEach((key, value) -> reporting.put(key, value.faults(other)));
        return new YamlMap(reporting, lines, place, other);
    }

    /** The error that this mapping is wrong. */
    public ScorecardException wrong(String wrong, String advice) {
        return fault.at(place, wrong, advice);
    }

    /** The error that one of its keys is wrong, with that key's line. */
    public ScorecardException wrongKey(String key, String wrong, String advice) {
        return fault.at(lines.getOrDefault(key, place), wrong, advice);
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Refuses every other key. */
    public YamlMap only(List<String> known) {
        values.keySet().forEach(key -> {
            if (!known.contains(key)) {
                throw wrongKey(key, Words.shown(key) + " is not known here", Nearest.advice(key, known, "Keys:"));
            }
        });
        return this;
    }

    public Optional<YamlValue> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(v -> !v.isEmpty());
    }

    public YamlValue value(String key) {
        return find(key)
                .orElseThrow(() -> has(key)
                        ? fault.at(
                                lines.get(key),
                                Words.shown(key) + " has no value",
                                "Write one. Within {} and [] a text with a comma stands in quotes.")
                        : wrong("'" + key + "' is missing", "Add it."));
    }

    public String text(String key) {
        return value(key).text();
    }

    public Optional<String> optionalText(String key) {
        return find(key).map(YamlValue::text);
    }

    public boolean flag(String key) {
        return find(key).map(YamlValue::flag).orElse(false);
    }

    public YamlMap map(String key) {
        return value(key).map();
    }

    public Optional<YamlMap> optionalMap(String key) {
        return find(key).map(YamlValue::map);
    }

    /** The values of a list; none where the key is absent. */
    public List<YamlValue> list(String key) {
        return find(key).map(YamlValue::list).orElse(List.of());
    }

    public List<String> texts(String key) {
        return list(key).stream().map(YamlValue::text).toList();
    }

    /** The entries of an inner mapping as texts, in order; none where the key is absent. */
    public Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalMap(key).ifPresent(m -> m.keys().forEach(k -> texts.put(k, m.text(k))));
        return Collections.unmodifiableMap(texts);
    }

    /** This mapping with the other's entries in place of its own; an empty one of the other takes away. */
    public YamlMap overlaid(YamlMap other) {
        Map<String, YamlValue> merged = new LinkedHashMap<>(values);
        merged.putAll(other.values);
        Map<String, Place> both = new LinkedHashMap<>(lines);
        both.putAll(other.lines);
        return new YamlMap(merged, both, other.place, other.fault);
    }

    /** Those of its entries that have these keys, as a text that reads the same; empty where there are none. */
    public String written(List<String> keys) {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> {
            if (keys.contains(key) && !value.isEmpty()) {
                text.append(value.written(key));
            }
        });
        return text.toString();
    }

    /** This mapping without some keys. */
    public YamlMap without(List<String> keys) {
        Map<String, YamlValue> rest = new LinkedHashMap<>(values);
        new ArrayList<>(rest.keySet()).stream().filter(keys::contains).forEach(rest::remove);
        return new YamlMap(rest, lines, place, fault);
    }
}
