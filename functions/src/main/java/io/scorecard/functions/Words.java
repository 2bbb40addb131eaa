package io.scorecard.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a formula: enough of SQL to tell names, calls and settings apart, so that a wrong
 * name is reported with its line; the compiler is the judge of the rest.
 */
final class Words {

    /** A word, and what follows its bracket where it has one and starts with texts or numbers. */
    record Word(String text, boolean call, List<String> arguments) {}

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");
    private static final Pattern SETTING = Pattern.compile("(?<!:):([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|:?[A-Za-z_][A-Za-z0-9_.]*|\\d[\\w.]*|\\S");

    private Words() {}

    /** Whether this is lower_snake, as every name of ours. */
    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** A word as messages may repeat it: what looks like no name may be anything, a secret too. */
    static String shown(String word) {
        return SHOWN.matcher(word).matches() ? "'" + word + "'" : "this word";
    }

    static YamlValue checkedName(String word, YamlValue value) {
        if (!isName(word)) {
            throw value.wrong(shown(word) + " is not a name", "Write lower case letters, digits and _, at most 63.");
        }
        return value;
    }

    /** The {@code :names} in a text of SQL. */
    static List<String> settings(String sql) {
        Matcher matcher = SETTING.matcher(QUOTED.matcher(sql).replaceAll("''"));
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Every unquoted word, in lower case, without numbers, settings and qualified names. */
    static List<Word> of(String sql) {
        Matcher matcher = TOKEN.matcher(sql);
        List<String> tokens = new ArrayList<>();
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i).toLowerCase(Locale.ROOT);
            if (isName(word)) {
                boolean call = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
                words.add(new Word(word, call, call ? texts(tokens, i + 2) : List.of()));
            }
        }
        return words;
    }

    private static List<String> texts(List<String> tokens, int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < tokens.size() && !tokens.get(i).equals(")"); i++) {
            String token = tokens.get(i);
            if (token.startsWith("'")) {
                texts.add(token.substring(1, token.length() - 1));
            }
        }
        return texts;
    }
}
