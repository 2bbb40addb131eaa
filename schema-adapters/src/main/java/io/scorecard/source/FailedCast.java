package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cast that a text of DuckDB points at: it quotes a line of the statement and underlines what failed.
 *
 * @param type as the statement writes it, or the words that stand for it where the line is cut off there
 * @param columns the names within it, the first that is cast foremost
 * @param plain whether nothing but the column is cast
 */
record FailedCast(String type, List<String> columns, boolean plain) {

    /** A line of the statement, and what is underlined of it. */
    private static final Pattern POINTED = Pattern.compile("(?m)^(LINE \\d+: .*)\\n( *)(\\^+)");

    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final String TYPE_NAME = "([A-Z]\\w*(?:\\([\\d, ]+\\)| WITH TIME ZONE)?)";
    private static final Pattern WHOLE = Pattern.compile("CAST\\((.*) AS " + TYPE_NAME + "\\)");
    private static final Pattern PLAIN = Pattern.compile("(?:\"[^\"]+\"\\.)?\"[^\"]+\"");

    /** What DuckDB knows of its own type names, where the statement's line is cut off. */
    private static final Pattern TYPE = Pattern.compile(
            "(?:\\bto(?: type)?|destination type|as) '?([A-Z][A-Z0-9_]*(?:\\(\\d+,\\s*\\d+\\))?)'?(?![\\w'])");

    static final String UNKNOWN = "the type asked for";

    /** A number as 1.234,50 or 12,5, which the text quotes; 1,234 may be more than a thousand. */
    private static final Pattern COMMA =
            Pattern.compile("[\"'][-+]?(?:\\d{1,3}(?:\\.\\d{3})+,\\d+|\\d+,(?:\\d{1,2}|\\d{4,}))[\"']");

    /** Whether DuckDB's text quotes a number with a decimal comma. */
    static boolean hasComma(String text) {
        return COMMA.matcher(text).find();
    }

    boolean isOfTime() {
        return type.startsWith("DATE") || type.startsWith("TIMESTAMP");
    }

    static FailedCast of(String text) {
        String marked = marked(text).orElse("");
        List<String> names = NAME.matcher(marked.replaceAll("'[^']*'", "''"))
                .results()
                .map(n -> n.group(1))
                .distinct()
                .toList();
        Matcher whole = WHOLE.matcher(marked);
        return whole.matches()
                ? new FailedCast(
                        whole.group(2),
                        ofLast(names, whole.group(1)),
                        PLAIN.matcher(whole.group(1)).matches())
                : new FailedCast(typeIn(text), names, false);
    }

    /**
     * Where DuckDB's line of the statement is cut off, the statement tells what its column is cast to; the same where
     * nothing casts the column as it is.
     */
    FailedCast completed(String sql) {
        if (plain || columns.isEmpty()) {
            return this;
        }
        Pattern itself = Pattern.compile(
                "CAST\\((?:\"[^\"]+\"\\.)?" + Pattern.quote(Quoted.name(columns.get(0))) + " AS " + TYPE_NAME + "\\)");
        Matcher cast = itself.matcher(sql);
        return cast.find() ? new FailedCast(cast.group(1), List.of(columns.get(0)), true) : this;
    }

    /** Of {@code "t"."price"} the column alone. */
    private static List<String> ofLast(List<String> names, String operand) {
        return PLAIN.matcher(operand).matches() ? List.of(names.get(names.size() - 1)) : names;
    }

    private static Optional<String> marked(String text) {
        Matcher pointed = POINTED.matcher(text);
        if (!pointed.find()) {
            return Optional.empty();
        }
        String line = pointed.group(1);
        int begin = Math.min(pointed.start(3) - pointed.end(1) - 1, line.length());
        return Optional.of(
                line.substring(begin, Math.min(begin + pointed.group(3).length(), line.length())));
    }

    private static String typeIn(String text) {
        return TYPE.matcher(text)
                .results()
                .map(t -> t.group(1))
                .reduce((first, last) -> last)
                .orElse(UNKNOWN);
    }
}
