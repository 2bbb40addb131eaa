package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL puts between other marks than our parser knows: {@code $$it's$$ → 'it''s'}, {@code $q$..$q$} alike,
 * {@code E'a\tb'}, and comments within comments, which become blanks. As long as it was, where that can be, so that errors
 * are found.
 */
final class PostgresQuotes {

    private static final Pattern OPENING = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String text;
    private final StringBuilder plain;

    private PostgresQuotes(String text) {
        this.text = text;
        this.plain = new StringBuilder(text.length());
    }

    static String plain(String text) {
        boolean escaped = text.contains("E'") || text.contains("e'");
        return escaped || text.contains("/*") || OPENING.matcher(text).find()
                ? new PostgresQuotes(text).replaced()
                : text;
    }

    private String replaced() {
        Matcher opening = OPENING.matcher(text);
        for (int i = 0; i < text.length(); ) {
            boolean begins = i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1));
            char c = text.charAt(i);
            if (c == '$' && begins && opening.region(i, text.length()).lookingAt()) {
                i = dollars(i, opening);
            } else if ((c == 'E' || c == 'e') && begins && text.startsWith("'", i + 1)) {
                EscapedText escaped = EscapedText.at(text, i);
                i = insteadOf(i, escaped.end(), Quoted.text(escaped.value()));
            } else if (text.startsWith("/*", i)) {
                i = comment(i);
            } else {
                int next = PreLexer.after(text, i);
                plain.append(text, i, next);
                i = next;
            }
        }
        return plain.toString();
    }

    private int comment(int at) {
        int end = Comments.end(text, at);
        if (end < 0) {
            throw wrong(text, at, "A comment is not closed.", "It ends with */, and so does each comment in it.");
        }
        String whole = text.substring(at, end);
        plain.append(whole.lastIndexOf("/*") > 0 ? whole.replaceAll("\\S", " ") : whole);
        return end;
    }

    private int dollars(int at, Matcher opening) {
        int close = text.indexOf(opening.group(), opening.end());
        if (close < 0) {
            throw wrong(text, at, "A text is not closed.", "It ends with " + opening.group() + ".");
        }
        String inside = text.substring(opening.end(), close);
        return insteadOf(at, close + opening.group().length(), Quoted.text(inside));
    }

    private int insteadOf(int at, int end, String quoted) {
        plain.append(quoted).append(" ".repeat(Math.max(0, end - at - quoted.length())));
        return end;
    }

    static RuntimeException wrong(String text, int at, String what, String advice) {
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return ErrorCode.SYNTAX.with(line, at - before.lastIndexOf('\n'), what, advice);
    }
}
