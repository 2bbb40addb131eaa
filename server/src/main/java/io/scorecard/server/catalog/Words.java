package io.scorecard.server.catalog;

import io.scorecard.server.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A statement's words on their way from one dialect to the other: what is still to be read, and what is written. */
final class Words {

    private static final Set<String> NO_FUNCTIONS = Set.of("in", "and", "or", "not", "select", "where", "any");

    private final List<Token> tokens;
    private final List<String> written = new ArrayList<>();
    private int at;

    Words(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean isEnd() {
        return at >= tokens.size();
    }

    /** How many words are read. */
    int at() {
        return at;
    }

    /** Whether so many words are read, so that one may look back at them. */
    boolean hasRead(int words) {
        return at >= words;
    }

    /** The word that is read next. */
    Token next() {
        return tokens.get(at);
    }

    boolean has(int ahead) {
        return at + ahead < tokens.size();
    }

    /** The word so many places further on; of a negative number, one that was read. */
    Token peek(int ahead) {
        return tokens.get(at + ahead);
    }

    boolean sees(int ahead, String word) {
        return has(ahead) && peek(ahead).is(word);
    }

    boolean seesName(int ahead) {
        return has(ahead) && peek(ahead).isName();
    }

    boolean seesLiteral(int ahead) {
        return has(ahead) && peek(ahead).kind() == Token.Kind.LITERAL;
    }

    /** What a word means; nothing behind the last one. */
    String value(int ahead) {
        return has(ahead) ? peek(ahead).value() : "";
    }

    /** Leaves words out. */
    void skip(int words) {
        at += words;
    }

    void write(String text) {
        written.add(text);
    }

    /** Writes a text in the place of so many words. */
    void replace(int words, String text) {
        write(text);
        skip(words);
    }

    boolean isNothingWritten() {
        return written.isEmpty();
    }

    /** Whether this is what was written last. */
    boolean wrote(String word) {
        return written.get(written.size() - 1).equalsIgnoreCase(word);
    }

    /** Takes the value back that was written last: a word, a dotted name, a bracket, a call. */
    String takeValue() {
        List<String> value = written.subList(valueStart(), written.size());
        String text = String.join(" ", value);
        value.clear();
        return text;
    }

    private int valueStart() {
        int from = written.size() - 1;
        if (written.get(from).equals(")")) {
            int depth = 0;
            do {
                String word = written.get(from);
                depth += word.equals(")") ? 1 : word.equals("(") ? -1 : 0;
                from--;
            } while (depth > 0 && from >= 0);
            from += from >= 0 && isFunction(written.get(from)) ? 0 : 1;
        }
        while (from >= 2 && written.get(from - 1).equals(".")) {
            from -= 2;
        }
        return from;
    }

    private static boolean isFunction(String word) {
        return word.matches("[a-zA-Z_][a-zA-Z_0-9]*") && !NO_FUNCTIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    String text() {
        return String.join(" ", written);
    }
}
