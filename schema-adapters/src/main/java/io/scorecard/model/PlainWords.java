package io.scorecard.model;

import java.util.Locale;

/**
 * Texts as themes are looked for in them: lower case, words apart by one blank, {@code |} where a phrase ends. An
 * apostrophe is nothing ({@code don't} is {@code dont}), a hyphen or slash a blank. A sign that names are written with is a
 * word by itself: {@code AT&T} is {@code at & t}.
 *
 * <p>A source cleans its texts by the same characters, so the two lists are the one place that says what a word is.
 */
public final class PlainWords {

    /** What stands between words: these and {@link #WHITE}. */
    public static final String BLANKS = "-/_\u00A0";

    public static final String WHITE = " \t\r\n";

    /** Where a phrase ends. */
    public static final String ENDS = "<>.,;:!?()[]{}\"“”„«»‹›…–—=*@%^~\\|€$£";

    /** Each a word by itself, with which no phrase begins. */
    public static final String SIGNS = "&+#";

    /** What is passed over within a word. */
    public static final String NOTHING = "'’‘`´";

    private static final String LARGE = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞŒŠŽŁŚŻĆŃĘĄ";

    /** Characters that stand for another, each in its place in {@link #TO}; the last ones stand for nothing. */
    public static final String FROM = LARGE + BLANKS + ENDS + SIGNS + NOTHING;

    public static final String TO = to(SIGNS);

    private PlainWords() {}

    /** Where a phrase ends at all signs but these. */
    public static String to(String signs) {
        StringBuilder to = new StringBuilder(LARGE.toLowerCase(Locale.ROOT))
                .append(" ".repeat(BLANKS.length()))
                .append("|".repeat(ENDS.length()));
        SIGNS.chars().forEach(sign -> to.append(signs.indexOf(sign) < 0 ? '|' : (char) sign));
        return to.toString();
    }

    /** Whether a word is a sign. */
    public static boolean isSign(String word) {
        return word.length() == 1 && SIGNS.contains(word);
    }

    public static String of(String text) {
        StringBuilder plain = new StringBuilder();
        for (char c : text.toCharArray()) {
            int i = FROM.indexOf(c);
            if (i < 0) {
                plain.append(c);
            } else if (i < TO.length()) {
                plain.append(TO.charAt(i));
            }
        }
        return plain.toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[|" + SIGNS + "]", " $0 ")
                .replaceAll("[" + WHITE + "]+", " ")
                .strip();
    }
}
