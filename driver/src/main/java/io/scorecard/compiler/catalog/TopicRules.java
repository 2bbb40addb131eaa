package io.scorecard.compiler.catalog;

import io.scorecard.functions.Quoted;
import io.scorecard.model.PlainWords;
import io.scorecard.model.Topic;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The model's rules for themes and competitors as SQL that every source reads alike: REPLACE, TRANSLATE and LIKE.
 *
 * <pre>
 * "It's not slow, only  big." → ' its  not  slow  |  only  big  | '
 * slow unless not             → REPLACE(words, ' not  ', ' not_') LIKE '% slow %'
 * </pre>
 *
 * <p>Every word has a blank of its own at each side, so that a word taken out of the text never takes its
 * neighbour's blank with it. A word that follows what takes it back is glued to it, and is found no more.
 */
final class TopicRules {

    private TopicRules() {}

    /** The words of the column {@code text}. */
    static String plainWords() {
        String text = "text";
        for (int blank : new int[] {9, 10, 13}) {
            text = "REPLACE(" + text + ", CHR(" + blank + "), ' ')";
        }
        String known = "LOWER(TRANSLATE(" + text + ", " + Quoted.text(PlainWords.FROM) + ", "
                + Quoted.text(PlainWords.TO) + "))";
        String ended = replace(known, "|", " | ");
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

    /** Whether {@code words} mentions any topic. */
    static String found(List<Topic> topics) {
        return topics.isEmpty()
                ? "FALSE"
                : topics.stream().map(TopicRules::mentions).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String mentions(Topic topic) {
        String words = "words";
        for (String unless : topic.unless()) {
            words = replace(words, apart(unless) + " ", " " + unless.replace(' ', '_') + "_");
        }
        String heard = words;
        return topic.phrases().stream()
                .map(p -> heard + " LIKE " + Quoted.text("%" + apart(p) + "%"))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String apart(String phrase) {
        return " " + phrase.replace(" ", "  ") + " ";
    }

    private static String replace(String text, String from, String to) {
        return "REPLACE(" + text + ", " + Quoted.text(from) + ", " + Quoted.text(to) + ")";
    }
}
