package io.scorecard.compiler.catalog;

import io.scorecard.functions.Quoted;
import io.scorecard.model.PlainWords;
import io.scorecard.model.Topic;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The model's rules for themes and competitors as SQL that every source reads alike: REPLACE, TRANSLATE and LIKE.
 *
 * <pre>
 * "It's not slow, only  big." → ' its  not  slow  |  only  big  | '
 * slow unless not             → REPLACE(REPLACE(words, ' not  ', ' not _'), '_not  ', '_not _') LIKE '% slow %'
 * </pre>
 *
 * <p>Every word has a blank of its own at each side, so that a word taken out of the text never takes its
 * neighbour's blank with it. A word that follows what takes it back has a mark for its first blank, and is found no more.
 */
final class TopicRules {

    /** PostgreSQL keeps 32 in a session; of more it would make each anew for each text. */
    private static final int MOST_PATTERNS = 30;

    private TopicRules() {}

    /** The words of the column {@code text}, in which these topics are looked for. */
    static String plainWords(Collection<Topic> topics) {
        String signs = topics.stream()
                .flatMap(t -> t.phrases().stream())
                .flatMap(p -> Stream.of(p.split(" ")))
                .filter(PlainWords::isSign)
                .distinct()
                .collect(Collectors.joining());
        String text = "text";
        for (int blank : new int[] {9, 10, 13}) {
            text = "REPLACE(" + text + ", CHR(" + blank + "), ' ')";
        }
        String known = "LOWER(TRANSLATE(" + text + ", " + Quoted.text(PlainWords.FROM) + ", "
                + Quoted.text(PlainWords.to(signs)) + "))";
        String ended = replace(known, "|", " | ");
        for (String sign : signs.split("")) {
            ended = sign.isEmpty() ? ended : replace(ended, sign, " " + sign + " ");
        }
        String single = replace(replace(replace(ended, " ", " <"), "< ", ""), "<", "");
        return "' ' || " + replace("TRIM(BOTH ' ' FROM " + single + ")", " ", "  ") + " || ' '";
    }

    /** Whether {@code words} mentions the topic that {@code column} names; without topics nothing does. */
    static String found(String column, List<Topic> topics) {
        if (topics.isEmpty()) {
            return "FALSE";
        }
        return topics.stream()
                .map(t -> " WHEN " + Quoted.text(t.name()) + " THEN " + mentions(t))
                .collect(Collectors.joining("", "CASE " + column, " ELSE FALSE END"));
    }

    /** Whether {@code text} mentions any topic, found without cleaning it; without topics it does not. */
    static String found(List<Topic> topics) {
        if (topics.isEmpty()) {
            return "FALSE";
        }
        Map<List<String>, List<Topic>> alike =
                topics.stream().collect(Collectors.groupingBy(Topic::unless, LinkedHashMap::new, Collectors.toList()));
        List<String> patterns = alike.entrySet().stream()
                .map(group -> MentionPattern.of(phrases(group.getValue()), group.getKey()))
                .toList();
        int each = (patterns.size() + MOST_PATTERNS - 1) / MOST_PATTERNS;
        return IntStream.iterate(0, i -> i < patterns.size(), i -> i + each)
                .mapToObj(i -> patterns.subList(i, Math.min(i + each, patterns.size())))
                .map(some -> "text ~ " + Quoted.text(String.join("|", some)))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static Set<String> phrases(List<Topic> topics) {
        return topics.stream().flatMap(t -> t.phrases().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String mentions(Topic topic) {
        String words = "words";
        for (String unless : topic.unless()) {
            words = marked(words, unless);
        }
        String heard = words;
        // Within a phrase a word may have the mark, which LIKE reads as any character.
        String blank = topic.unless().isEmpty() ? "  " : " _";
        return topic.phrases().stream()
                .map(p -> heard + " LIKE " + Quoted.text("% " + p.replace(" ", blank) + " %"))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The blank before a word may be a mark already, by what takes that one back, too. */
    private static String marked(String words, String unless) {
        List<String> before = List.of("");
        for (String word : unless.split(" ")) {
            before = before.stream()
                    .flatMap(b -> Stream.of(b + " " + word + " ", b + "_" + word + " "))
                    .toList();
        }
        String marked = words;
        for (String each : before) {
            marked = replace(marked, each + " ", each + "_");
        }
        return marked;
    }

    private static String replace(String text, String from, String to) {
        return "REPLACE(" + text + ", " + Quoted.text(from) + ", " + Quoted.text(to) + ")";
    }
}
