package io.scorecard.model;

import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code themes} and {@code competitors}. */
final class TopicReader {

    static final List<String> THEME_KEYS = List.of("words", "phrases", "unless", "swot", "pestle");
    static final List<String> COMPETITOR_KEYS = List.of("aliases", "swot", "pestle");

    private static final int MOST = 200;

    /** What a theme means to the company. */
    private enum Swot {
        STRENGTH,
        WEAKNESS,
        OPPORTUNITY,
        THREAT
    }

    /** Which part of the company's surroundings it belongs to. */
    private enum Pestle {
        POLITICAL,
        ECONOMIC,
        SOCIAL,
        TECHNOLOGICAL,
        LEGAL,
        ENVIRONMENTAL
    }

    private TopicReader() {}

    static List<Topic> themes(YamlMap model) {
        List<Topic> themes = new ArrayList<>();
        model.optionalMap("themes")
                .ifPresent(map -> map.keys().forEach(name -> themes.add(theme(name, map.value(name)))));
        return few(model, "themes", themes);
    }

    private static Topic theme(String name, YamlValue value) {
        YamlMap keys = value.map().only(THEME_KEYS);
        List<String> phrases = new ArrayList<>(plain(keys.list("words")));
        phrases.addAll(plain(keys.list("phrases")));
        List<YamlValue> unless = keys.list("unless");
        for (YamlValue word : unless) {
            if (Stream.of(PlainWords.of(word.text()).split(" ")).anyMatch(PlainWords::isSign)) {
                throw word.wrong("what takes a mention back has no signs", "A sign ends it: write the words alone.");
            }
        }
        if (phrases.isEmpty()) {
            throw value.wrong("a theme needs words or phrases", "Write 'words: [slow, crash]'.");
        }
        return new Topic(name, phrases, plain(unless), swot(keys), pestle(keys));
    }

    static List<Topic> competitors(YamlMap model) {
        List<Topic> competitors = new ArrayList<>();
        model.optionalMap("competitors")
                .ifPresent(map -> map.keys().forEach(name -> competitors.add(competitor(map, name))));
        return few(model, "competitors", competitors);
    }

    /** Its name alone, a list of aliases, or the keys of one. */
    private static Topic competitor(YamlMap map, String name) {
        String plain = PlainWords.of(name);
        if (!isPhrase(plain)) {
            throw map.wrong(
                    "a competitor's name begins with a letter or digit, and has no punctuation but & + # behind it",
                    "A text's punctuation ends a phrase: name it without, as Yahoo for 'Yahoo!', or as people write it, as 'dotnet' for '.NET'.");
        }
        List<String> phrases = new ArrayList<>(List.of(plain));
        Optional<YamlValue> value = map.find(name);
        if (value.isEmpty() || value.get().isList()) {
            value.ifPresent(v -> phrases.addAll(plain(v.list())));
            return new Topic(name, phrases, List.of(), Optional.empty(), Optional.empty());
        }
        YamlMap keys = value.get().map().only(COMPETITOR_KEYS);
        phrases.addAll(plain(keys.list("aliases")));
        return new Topic(name, phrases, List.of(), swot(keys), pestle(keys));
    }

    private static List<Topic> few(YamlMap model, String key, List<Topic> topics) {
        if (topics.size() > MOST) {
            throw model.value(key).wrong("there are more than " + MOST, "Keep the important ones.");
        }
        return topics;
    }

    private static boolean isPhrase(String plain) {
        return !plain.isEmpty() && !plain.contains("|") && !PlainWords.isSign(plain.substring(0, 1));
    }

    private static List<String> plain(List<YamlValue> values) {
        List<String> phrases = new ArrayList<>();
        for (YamlValue value : values) {
            String plain = PlainWords.of(value.text());
            if (!isPhrase(plain)) {
                throw value.wrong(
                        "a word or phrase begins with a letter or digit, and has no punctuation but & + # behind it",
                        "A text's punctuation ends a phrase: write it without, as 'Yahoo' for 'Yahoo!'.");
            }
            phrases.add(plain);
        }
        return phrases;
    }

    private static Optional<String> swot(YamlMap keys) {
        return keys.find("swot").map(v -> word(v.choice(Swot.class)));
    }

    private static Optional<String> pestle(YamlMap keys) {
        return keys.find("pestle").map(v -> word(v.choice(Pestle.class)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
