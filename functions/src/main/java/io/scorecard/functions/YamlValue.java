package io.scorecard.functions;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file, which knows its line; asked for as the type that is wanted, it is that
 * type or an error. Immutable.
 */
public final class YamlValue {

    /** Written out, 1e-999999999 would be a gigabyte. */
    private static final int DIGITS = 60;

    private final Node node;
    private final Place place;
    private final Fault fault;

    /** The key that it is the value of; empty where it is none's. */
    private final String key;

    YamlValue(Node node, String file, Fault fault) {
        this(node, new Place(file, Yaml.line(node.getStartMark())), fault, "");
    }

    private YamlValue(Node node, Place place, Fault fault, String key) {
        this.node = node;
        this.place = place;
        this.fault = fault;
        this.key = key;
    }

    /** The value under a key. A mapping or list below its key begins, for whoever looks for it, with the key. */
    static YamlValue under(YamlValue key, Node node, Fault fault) {
        YamlValue own = new YamlValue(node, key.place.file(), fault);
        Place place = node instanceof ScalarNode && !own.isEmpty() ? own.place : key.place;
        return new YamlValue(node, place, fault, key.text());
    }

    public Place place() {
        return place;
    }

    /** The same value, whose errors are reported as the given fault. */
    public YamlValue faults(Fault other) {
        return new YamlValue(node, place, other, key);
    }

    /** The error that this value is wrong. */
    public ScorecardException wrong(String wrong, String advice) {
        return fault.at(place(), wrong, advice);
    }

    /** A word as messages may repeat it: what looks like no name may be anything, a secret too. */
    public static String shown(String word) {
        return Words.shown(word);
    }

    public boolean isEmpty() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public YamlMap map() {
        if (node instanceof MappingNode mapping) {
            return YamlMap.of(mapping, place, fault);
        }
        throw unlike("a mapping (name: value)");
    }

    public List<YamlValue> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(n -> new YamlValue(n, place.file(), fault))
                    .toList();
        }
        throw unlike("a list");
    }

    /** Any single value as it was written; {@code password: 1234} is a text, too. */
    public String text() {
        if (node instanceof ScalarNode scalar && !isEmpty()) {
            return scalar.getValue().strip();
        }
        throw unlike("a text");
    }

    /** The same with the blanks at its ends, where they are the point. */
    public String verbatim() {
        text();
        return ((ScalarNode) node).getValue();
    }

    public boolean flag() {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return scalar.getValue().equalsIgnoreCase("true");
        }
        throw unlike("true or false");
    }

    public BigDecimal number() {
        if (node instanceof ScalarNode scalar
                && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))) {
            try {
                BigDecimal number = new BigDecimal(scalar.getValue());
                if (Math.abs((long) number.scale()) + number.precision() > DIGITS) {
                    throw unlike("a number of at most " + DIGITS + " digits");
                }
                return number;
            } catch (NumberFormatException e) {
                throw unlike("a decimal number").because(e);
            }
        }
        throw unlike("a number");
    }

    /** A whole number between the two, both included. */
    public int integer(int lowest, int highest) {
        BigDecimal number = number();
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (!whole
                || number.compareTo(BigDecimal.valueOf(lowest)) < 0
                || number.compareTo(BigDecimal.valueOf(highest)) > 0) {
            throw unlike("a whole number from " + lowest + " to " + highest);
        }
        return number.intValue();
    }

    /** The constant whose name was written in lower case. */
    public <E extends Enum<E>> E choice(Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = text();
        if (!words.contains(word)) {
            throw wrong(shown(word) + " is not one of its words", Nearest.advice(word, words, "Words:"));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /** The value under a key, as a text that reads the same. */
    String written(String key) {
        return Yaml.written(key, node);
    }

    /** A number, a text, a boolean or null, as YAML reads it. */
    public @Nullable Object scalar() {
        if (isEmpty()) {
            return null;
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return flag();
        }
        return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT) ? number() : text();
    }

    private ScorecardException unlike(String wanted) {
        return wrong(wanted + " is wanted here" + (key.isEmpty() ? "" : ", under " + shown(key)), "Correct the value.");
    }
}
