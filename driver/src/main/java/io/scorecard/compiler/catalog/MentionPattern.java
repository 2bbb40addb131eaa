package io.scorecard.compiler.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.scorecard.model.PlainWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A regular expression that finds words and phrases in a text as somebody wrote it, by the rules of {@link PlainWords}:
 * large letters are small ones, an apostrophe is nothing, a hyphen is a blank, and punctuation ends a phrase.
 *
 * <p>It is made of letters, sets, {@code (?:a|b)}, {@code ?}, {@code *}, {@code ^} and {@code $} alone, which all
 * engines read alike: where it fits does not matter, only whether. One reading of a text finds all phrases at once.
 *
 * <p>That a word before the phrase takes it back is said without looking back, which not all engines can: before a
 * mention stands the text's begin, a sign, or any other word. Of the signs that words of {@link PlainWords}
 * are made of, those that mean something to a regular expression mean nothing in a set.
 */
final class MentionPattern {

    private static final String APART = PlainWords.BLANKS + PlainWords.WHITE + PlainWords.ENDS + PlainWords.SIGNS;
    private static final String NOTHING = set("", PlainWords.NOTHING) + "*";
    private static final String LOOSE = set("", PlainWords.BLANKS + PlainWords.WHITE + PlainWords.NOTHING) + "*";
    private static final String BETWEEN = set("", PlainWords.BLANKS + PlainWords.WHITE) + LOOSE;

    private static final int LAST_LETTER = 0x1_FFFF;
    private static final Map<Integer, String> LARGE = IntStream.rangeClosed(0, LAST_LETTER)
            .filter(c -> Character.toLowerCase(c) != c)
            .boxed()
            .collect(groupingBy(Character::toLowerCase, mapping(Character::toString, joining())));

    private MentionPattern() {}

    /**
     * @param phrases of plain words; at least one
     * @param unless of plain words, which take back a phrase right behind them
     */
    static String of(Collection<String> phrases, Collection<String> unless) {
        List<List<String>> taking =
                unless.stream().map(MentionPattern::backwards).collect(toList());
        String end = any(List.of("$", set("", APART)));
        List<String> ways = new ArrayList<>();
        phrases.stream()
                .collect(partitioningBy(MentionPattern::endsWithSign, mapping(MentionPattern::phrase, toList())))
                .forEach((signed, alike) -> {
                    if (!alike.isEmpty()) {
                        ways.add(any(alike) + (signed ? "" : end));
                    }
                });
        return before(taking) + (ways.size() == 1 ? ways.get(0) : any(ways));
    }

    /** Where any letter may follow: {@code C++11}. */
    private static boolean endsWithSign(String phrase) {
        return PlainWords.isSign(phrase.substring(phrase.length() - 1));
    }

    private static List<String> backwards(String phrase) {
        List<String> words = new ArrayList<>(List.of(phrase.split(" ")));
        Collections.reverse(words);
        return words;
    }

    /** What stands before a phrase that nothing takes back; the last word is the first of each list. */
    private static String before(List<List<String>> taking) {
        String start = any(List.of("^", set("", APART)));
        if (taking.isEmpty()) {
            return start + NOTHING;
        }
        Map<String, List<List<String>>> byLast =
                taking.stream().collect(groupingBy(words -> words.get(0), TreeMap::new, toList()));
        List<String> ways = new ArrayList<>(List.of(
                "^" + LOOSE,
                set("", PlainWords.ENDS + PlainWords.SIGNS) + LOOSE,
                start + NOTHING + otherThan(List.copyOf(byLast.keySet())) + BETWEEN));
        byLast.forEach((last, all) -> {
            if (all.stream().allMatch(words -> words.size() > 1)) {
                List<List<String>> further = all.stream()
                        .map(words -> words.subList(1, words.size()))
                        .collect(toList());
                ways.add(before(further) + word(last) + BETWEEN);
            }
        });
        return any(ways);
    }

    /** A word that is none of these: somewhere it goes another way, or it ends before or behind them. */
    private static String otherThan(List<String> words) {
        TreeMap<Integer, List<String>> rests = words.stream()
                .filter(word -> !word.isEmpty())
                .collect(groupingBy(
                        word -> word.codePointAt(0),
                        TreeMap::new,
                        mapping(word -> word.substring(word.offsetByCodePoints(0, 1)), toList())));
        String letters = rests.keySet().stream().map(MentionPattern::cases).collect(joining());
        StringJoiner ways = new StringJoiner("|", "(?:", ")");
        ways.add(set("^", APART + PlainWords.NOTHING + letters) + set("^", APART) + "*");
        rests.forEach((letter, rest) ->
                ways.add(set("", cases(letter)) + NOTHING + otherThan(rest) + (rest.contains("") ? "" : "?")));
        return ways.toString();
    }

    private static String phrase(String phrase) {
        StringBuilder pattern = new StringBuilder();
        boolean sign = true;
        for (String word : phrase.split(" ")) {
            boolean apart = !sign && !PlainWords.isSign(word);
            pattern.append(pattern.isEmpty() ? "" : apart ? BETWEEN : LOOSE).append(word(word));
            sign = PlainWords.isSign(word);
        }
        return pattern.toString();
    }

    private static String word(String word) {
        return word.codePoints().mapToObj(c -> set("", cases(c)) + NOTHING).collect(joining());
    }

    /** A small letter with all whose small letter it is: a sign for a measure, as that of Kelvin, may be one more. */
    private static String cases(int small) {
        return Character.toString(small) + LARGE.getOrDefault(small, "");
    }

    private static String any(List<String> ways) {
        return ways.stream().collect(joining("|", "(?:", ")"));
    }

    /** What means something in a set stands behind a backslash. */
    private static String set(String not, String characters) {
        return "[" + not + characters.replaceAll("[\\[\\]\\\\^-]", "\\\\$0") + "]";
    }
}
