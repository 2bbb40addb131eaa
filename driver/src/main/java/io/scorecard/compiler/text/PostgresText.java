package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL and MySQL write otherwise than our parser reads, changed in the text:
 * {@code `name` → "name"}, {@code interval '7 days' → INTERVAL '7' DAY}, {@code EXTRACT('month' FROM t) →
 * EXTRACT(month FROM t)}, {@code SELECT DISTINCT ON (k) x → SELECT distinct_on(k), x}, {@code FETCH FIRST ROW ONLY → FETCH FIRST 1 ROW ONLY}, {@code timestamp without
 * time zone → timestamp}, and {@code unknown}, of which our parser makes a truth value, {@code → "unknown"}. Nothing else moves, so that errors still point to the right line.
 */
final class PostgresText {

    private static final Pattern PART = Pattern.compile("\\s*([+-]?\\s*\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)");

    private static final Pattern CLOCK = Pattern.compile("([+-]?)(\\d+):(\\d\\d)(?::(\\d\\d(?:\\.\\d+)?))?\\s*$");

    private static final Pattern MINUTE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?");

    /** Singular words of a duration, as a number of one of our units. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("microsecond", "0.000001 SECOND"),
            Map.entry("millisecond", "0.001 SECOND"),
            Map.entry("second", "1 SECOND"),
            Map.entry("sec", "1 SECOND"),
            Map.entry("s", "1 SECOND"),
            Map.entry("minute", "1 MINUTE"),
            Map.entry("min", "1 MINUTE"),
            Map.entry("hour", "1 HOUR"),
            Map.entry("h", "1 HOUR"),
            Map.entry("day", "1 DAY"),
            Map.entry("d", "1 DAY"),
            Map.entry("week", "7 DAY"),
            Map.entry("w", "7 DAY"),
            Map.entry("month", "1 MONTH"),
            Map.entry("mon", "1 MONTH"),
            Map.entry("quarter", "3 MONTH"),
            Map.entry("year", "1 YEAR"),
            Map.entry("y", "1 YEAR"));

    private final List<Token> tokens;
    private final StringBuilder out = new StringBuilder();
    /** What closes a parenthesis instead. */
    private final Map<Integer, String> closing = new HashMap<>();

    private int i;

    private PostgresText(List<Token> tokens) {
        this.tokens = tokens;
    }

    static String of(String sql, List<Token> tokens) {
        return new PostgresText(tokens).rewritten(sql);
    }

    private String rewritten(String sql) {
        int copied = 0;
        for (i = 0; i < tokens.size(); i++) {
            int first = i;
            String instead = instead(tokens.get(i));
            if (instead != null) {
                out.append(sql, copied, tokens.get(first).start()).append(instead);
                copied = tokens.get(i).end();
            }
        }
        return out.append(sql, copied, sql.length()).toString();
    }

    private Token ahead(int steps) {
        return i + steps < tokens.size() ? tokens.get(i + steps) : new Token(Token.Kind.SIGN, ";", 0);
    }

    private boolean follow(String... words) {
        for (int w = 0; w < words.length; w++) {
            if (!ahead(w).is(words[w])) {
                return false;
            }
        }
        return true;
    }

    /** What stands in the place of this token and of those behind it that are taken with it, or null. */
    private @org.jspecify.annotations.Nullable String instead(Token token) {
        if (token.kind() == Token.Kind.NAME && token.text().startsWith("`")) {
            return Quoted.name(token.inside());
        }
        if (token.is("INTERVAL") && ahead(1).kind() == Token.Kind.TEXT && !isUnit(ahead(2))) {
            i++;
            return interval(ahead(0).inside(), ahead(-2));
        }
        if (token.kind() == Token.Kind.TEXT && ahead(1).is("::") && ahead(2).is("INTERVAL")) {
            i += 2;
            return interval(token.inside(), ahead(-3));
        }
        if (token.is("EXTRACT") && ahead(1).is("(") && ahead(2).kind() == Token.Kind.TEXT) {
            i += 2;
            return "EXTRACT(" + ahead(0).inside().replaceAll("[^A-Za-z]", "");
        }
        if (follow("FETCH", "FIRST", "ROW") || follow("FETCH", "NEXT", "ROW")) {
            i += 2;
            return "FETCH NEXT 1 ROW";
        }
        if (Patterns.begin(tokens, i)) {
            Patterns each = Patterns.read(tokens, i);
            i = each.last();
            closing.put(closing(i + 1), "))");
            return each.instead();
        }
        if (token.is("DATE_BIN") && ahead(1).is("(") && ahead(2).kind() == Token.Kind.TEXT) {
            i += 2;
            return token.text() + "(" + interval(ahead(0).inside(), ahead(-1));
        }
        if (token.is("DISTINCT") && ahead(1).is("ON") && ahead(2).is("(")) {
            closing.put(closing(i + 2), "),");
            i++;
            return DistinctOn.NAME;
        }
        if (token.is("UNKNOWN") && i > 0 && !ahead(-1).is("IS") && !ahead(-1).is("NOT")) {
            return '"' + token.text() + '"';
        }
        if (token.is("TIMESTAMP") && isMinute(ahead(1))) {
            i++;
            return "TIMESTAMP '" + ahead(0).inside().replace('T', ' ')
                    + (ahead(0).inside().length() < 17 ? ":00'" : "'");
        }
        if (token.is("::") && ahead(1).kind() == Token.Kind.WORD && ahead(2).is("[") && ahead(3).is("]")) {
            i += 3;
            return "";
        }
        if (GroupFrames.begins(tokens, i)) {
            int first = i;
            i = GroupFrames.end(tokens, i);
            return GroupFrames.read(tokens, first, i);
        }
        if (closing.containsKey(i)) {
            return closing.get(i);
        }
        if (follow("WITHOUT", "TIME", "ZONE")) {
            i += 2;
            return "";
        }
        return null;
    }

    private static boolean isMinute(Token time) {
        return time.kind() == Token.Kind.TEXT && MINUTE.matcher(time.inside()).matches();
    }

    private int closing(int opening) {
        int depth = 0;
        for (int at = opening; at < tokens.size(); at++) {
            depth += tokens.get(at).is("(") ? 1 : tokens.get(at).is(")") ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return tokens.size();
    }

    private static boolean isUnit(Token token) {
        return UNITS.containsKey(singular(token.upper().toLowerCase(Locale.ROOT)));
    }

    private static String singular(String word) {
        return word.length() > 2 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** One interval, or several joined by the sign that stands before: {@code - 1 month - 2 days}. */
    private String interval(String text, Token before) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        Matcher matcher = PART.matcher(inWords(text));
        int written = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            String unit = UNITS.get(singular(matcher.group(2).toLowerCase(Locale.ROOT)));
            if (unit == null) {
                throw refused();
            }
            String[] of = unit.split(" ");
            BigDecimal amount = new BigDecimal(matcher.group(1).replaceAll("\\s", "")).multiply(new BigDecimal(of[0]));
            amounts.merge(of[1], amount, BigDecimal::add);
            written++;
        }
        List<String> parts = written > 1 ? inOrder(amounts) : each(amounts);
        boolean added = (before.is("+") || before.is("-")) && !ahead(1).is("*") && !ahead(1).is("/");
        boolean months = amounts.containsKey("YEAR") || amounts.containsKey("MONTH");
        if (parts.isEmpty() || !inWords(text).substring(end).isBlank() || parts.size() > 1 && !added && months) {
            throw refused();
        }
        return parts.size() > 1 && !added
                ? "(" + String.join(" + ", parts) + ")"
                : String.join(" " + before.text() + " ", parts);
    }

    /** {@code 1 day -02:30:00 → 1 day -2 hours -30 minutes -0 seconds} */
    private static String inWords(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find()) {
            return text;
        }
        String sign = clock.group(1);
        String seconds = clock.group(4) == null ? "0" : clock.group(4);
        return text.substring(0, clock.start()) + sign + clock.group(2) + " hours " + sign + clock.group(3)
                + " minutes " + sign + seconds + " seconds";
    }

    /** As PostgreSQL adds them: all months, then all days, then the time. */
    private static List<String> inOrder(Map<String, BigDecimal> amounts) {
        Map<String, BigDecimal> ordered = new LinkedHashMap<>();
        BigDecimal years = amounts.getOrDefault("YEAR", BigDecimal.ZERO);
        BigDecimal months = amounts.getOrDefault("MONTH", BigDecimal.ZERO).add(years.multiply(BigDecimal.valueOf(12)));
        if (amounts.containsKey("YEAR") || amounts.containsKey("MONTH")) {
            ordered.put("MONTH", months);
        }
        for (String unit : List.of("DAY", "HOUR", "MINUTE", "SECOND")) {
            if (amounts.containsKey(unit)) {
                ordered.put(unit, amounts.get(unit));
            }
        }
        return each(ordered);
    }

    private static List<String> each(Map<String, BigDecimal> amounts) {
        List<String> parts = new ArrayList<>();
        amounts.forEach((unit, amount) ->
                parts.add("INTERVAL '" + amount.stripTrailingZeros().toPlainString() + "' " + unit));
        return parts;
    }

    private static RuntimeException refused() {
        return ErrorCode.INVALID.with(
                "An interval cannot be read.",
                "Write interval '7 days', or add '1 month 2 days' to a time or take it away.");
    }
}
