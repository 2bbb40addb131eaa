package io.scorecard.compiler.print;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How much of a text a regular expression takes. PostgreSQL takes the longest match that there is, or the shortest where the
 * first quantifier is a lazy one; DuckDB goes from piece to piece, each taking what it can. They differ where lazy and greedy
 * pieces are mixed, where a lazy one stands in a choice, which is greedy to PostgreSQL, where an optional group might take what the piece before it has, and where a group comes again behind
 * something that could have left it more.
 */
final class Greed {

    private static final String ATOM = "(\\\\.|\\[\\^?\\]?[^\\]]*\\]|[^\\\\()\\[\\]|*+?{}^$])";

    private static final String COUNT = "(?:[*+?]|\\{\\d+(?:,\\d*)?\\})";

    /** Escaped signs and sets, which hold no quantifiers. */
    static final Pattern PLAIN = Pattern.compile("\\\\.|\\[\\^?\\]?[^\\]]*\\]", Pattern.DOTALL);

    private static final Pattern LAZY = Pattern.compile(COUNT + "\\?");
    private static final Pattern GREEDY = Pattern.compile("(?:[*+]|(?<![(*+?}])\\?|\\{\\d+,\\d*\\})(?!\\?)");
    private static final Pattern AGAIN = Pattern.compile("(?:[*+?}])\\)(?:[*+]|\\{)");
    private static final Pattern GROUP_BEHIND =
            Pattern.compile(ATOM + COUNT + "\\((?:\\?:)?" + ATOM + "?", Pattern.DOTALL);

    private static final int LETTERS = 0x250;

    private Greed() {}

    /** Whether the engines may take different parts of a text. */
    static boolean matters(String pattern) {
        String bare = PLAIN.matcher(pattern).replaceAll("x");
        boolean mixed = LAZY.matcher(bare).find()
                && GREEDY.matcher(LAZY.matcher(bare).replaceAll("")).find();
        boolean lazyChoice = bare.contains("|") && LAZY.matcher(bare).find();
        if (mixed || lazyChoice || AGAIN.matcher(bare).find()) {
            return true;
        }
        Matcher behind = GROUP_BEHIND.matcher(pattern);
        for (int at = 0; behind.find(at); at = behind.start() + 1) {
            int open = pattern.indexOf('(', behind.end(1));
            if (isOptional(pattern, open) && (behind.group(2) == null || share(behind.group(1), behind.group(2)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a group may be missing, or come several times. */
    static boolean isOptional(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            Matcher plain = PLAIN.matcher(pattern).region(i, pattern.length());
            if (plain.lookingAt()) {
                i = plain.end() - 1;
                continue;
            }
            depth += pattern.charAt(i) == '(' ? 1 : pattern.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i + 1 < pattern.length() && "?*{+".indexOf(pattern.charAt(i + 1)) >= 0;
            }
        }
        return false;
    }

    /** Whether a letter fits both. */
    private static boolean share(String atom, String other) {
        try {
            Pattern one = Pattern.compile(atom, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
            Pattern two = Pattern.compile(other, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
            for (char c = 1; c < LETTERS; c++) {
                String letter = String.valueOf(c);
                if (one.matcher(letter).matches() && two.matcher(letter).matches()) {
                    return true;
                }
            }
            return atom.contains("[:") || other.contains("[:");
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
