package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $$it's$$ → 'it''s'}, {@code $q$..$q$} alike; as long as it was, where that can be, so that errors are found. */
final class DollarTexts {

    private static final Pattern OPENING = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private DollarTexts() {}

    static String plain(String text) {
        Matcher opening = OPENING.matcher(text);
        if (!opening.find()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int next;
            boolean starts = text.charAt(i) == '$'
                    && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)))
                    && opening.region(i, text.length()).lookingAt();
            if (starts) {
                int close = text.indexOf(opening.group(), opening.end());
                if (close < 0) {
                    throw unclosed(text, i, opening.group());
                }
                next = close + opening.group().length();
                String quoted = Quoted.text(text.substring(opening.end(), close));
                plain.append(quoted).append(" ".repeat(Math.max(0, next - i - quoted.length())));
            } else {
                next = PreLexer.after(text, i);
                plain.append(text, i, next);
            }
            i = next;
        }
        return plain.toString();
    }

    private static RuntimeException unclosed(String text, int at, String tag) {
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return ErrorCode.SYNTAX.with(
                line, at - before.lastIndexOf('\n'), "A text is not closed.", "It ends with " + tag + ".");
    }
}
