package io.scorecard.compiler.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code \y}, the bound of a word, which DuckDB knows of the letters A to Z only: to it there is one within {@code Ärger}.
 * Where a pattern is looked for and nothing of it is taken, what stands there says the same: {@code \yarm\y → (^|[^\w])arm([^\w]|$)}.
 */
final class WordBounds {

    private static final String BOUND = "\\y";

    /** Letters, digits, {@code \w} and {@code \d}, or words in parentheses, as {@code (?:arm|leg)}. */
    private static final String WORD =
            "(?:\\\\[wd]|(?<!\\\\)[\\pL\\pN_]|\\((?:\\?:)?[\\pL\\pN_]+(?:\\|[\\pL\\pN_]+)*\\))";

    private static final Pattern FIRST = Pattern.compile(WORD + "(?![?*{])");

    /** The last piece may be missing where the one before it is a word, too. */
    private static final Pattern LAST = Pattern.compile("(?:" + WORD + WORD + "[?*]|" + WORD + "\\+?)$");

    private WordBounds() {}

    static boolean in(String pattern) {
        return pattern.contains(BOUND);
    }

    /** The pattern without bounds; empty where what stands beside one may be no letter. */
    static Optional<String> spelled(String pattern) {
        List<String> spelled = new ArrayList<>();
        for (String choice : pattern.contains("(") ? List.of(pattern) : List.of(pattern.split("\\|", -1))) {
            boolean before = choice.startsWith(BOUND);
            boolean behind = choice.endsWith(BOUND) && choice.length() > BOUND.length();
            String word =
                    choice.substring(before ? BOUND.length() : 0, choice.length() - (behind ? BOUND.length() : 0));
            if (in(word)
                    || before && !FIRST.matcher(word).lookingAt()
                    || behind && !LAST.matcher(word).find()) {
                return Optional.empty();
            }
            spelled.add((before ? "(?:^|\\W)" : "") + word + (behind ? "(?:\\W|$)" : ""));
        }
        return Optional.of(String.join("|", spelled));
    }
}
