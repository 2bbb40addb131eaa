package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL's patterns of dates, as {@code YYYY-MM-DD HH24:MI:SS.US}, in the words of Java and of strftime.
 * Words whose meaning differs between engines are refused.
 */
public record DatePattern(String letters, String strftime) {

    private record Word(String postgres, String java, String strftime) {}

    /** Names in English, and weeks as ISO has them: they begin on Monday, and the first one has four days. */
    private static final Locale WORDS_OF = Locale.forLanguageTag("en-u-rg-gbzzzz");

    /** Stands where a quarter is, in strftime. */
    private static final String QUARTER = "\uE000";

    /** Longer words before those they begin with. */
    private static final List<Word> WORDS = List.of(
            new Word("YYYY", "uuuu", "%Y"),
            new Word("YY", "uu", "%y"),
            new Word("IYYY", "YYYY", "%G"),
            new Word("IW", "ww", "%V"),
            new Word("MM", "MM", "%m"),
            new Word("MI", "mm", "%M"),
            new Word("MS", "SSS", "%g"),
            new Word("DDD", "DDD", "%j"),
            new Word("DD", "dd", "%d"),
            new Word("HH24", "HH", "%H"),
            new Word("HH12", "hh", "%I"),
            new Word("SS", "ss", "%S"),
            new Word("US", "SSSSSS", "%f"),
            new Word("FMMM", "M", "%-m"),
            new Word("FMDD", "d", "%-d"),
            new Word("FMHH24", "H", "%-H"),
            new Word("FMHH12", "h", "%-I"),
            new Word("ID", "e", "%u"),
            new Word("Q", "Q", QUARTER),
            new Word("AM", "a", "%p"),
            new Word("PM", "a", "%p"));

    /** Words as they are written; their case says how the names are written, so they are not folded. */
    private static final List<Word> NAMES = List.of(
            new Word("Mon", "MMM", "%b"),
            new Word("Dy", "EEE", "%a"),
            new Word("FMMonth", "MMMM", "%B"),
            new Word("FMDay", "EEEE", "%A"));

    public static DatePattern of(String postgres) {
        StringBuilder java = new StringBuilder();
        StringBuilder strftime = new StringBuilder();
        for (int i = 0; i < postgres.length(); ) {
            char c = postgres.charAt(i);
            if (c == '"') {
                int end = postgres.indexOf('"', i + 1);
                String text = postgres.substring(i + 1, end < 0 ? postgres.length() : end);
                java.append(Quoted.text(text));
                strftime.append(text.replace("%", "%%"));
                i = end < 0 ? postgres.length() : end + 1;
            } else if (Character.isLetter(c)) {
                Word word = word(postgres.substring(i));
                java.append(word.java);
                strftime.append(word.strftime);
                i += word.postgres.length();
            } else {
                java.append(c == '\'' ? "''" : "'" + c + "'");
                strftime.append(c == '%' ? "%%" : String.valueOf(c));
                i++;
            }
        }
        return new DatePattern(java.toString(), strftime.toString());
    }

    /** The parts between quarters, of which strftime knows nothing. */
    public List<String> aroundQuarters() {
        return List.of(strftime.split(QUARTER, -1));
    }

    private static Word word(String rest) {
        String upper = rest.toUpperCase(Locale.ROOT);
        return NAMES.stream()
                .filter(w -> rest.startsWith(w.postgres))
                .findFirst()
                .or(() ->
                        WORDS.stream().filter(w -> upper.startsWith(w.postgres)).findFirst())
                .orElseThrow(() -> ErrorCode.BAD_ARGUMENT.with(
                        "A pattern of dates has a word that is not known.",
                        "Known are YYYY, YY, MM, DD, DDD, Q, HH24, HH12, MI, SS, MS, US, AM, PM,"
                                + " IYYY, IW, ID, Mon, FMMonth, Dy, FMDay, FMMM, FMDD, FMHH24 and FMHH12."));
    }

    /** A moment in words of this pattern; what is not said is the beginning. */
    public LocalDateTime parse(String text) {
        try {
            TemporalAccessor parsed = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(letters)
                    .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                    .toFormatter(WORDS_OF)
                    .withResolverStyle(ResolverStyle.STRICT)
                    .parse(text);
            LocalDate day = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (day == null) {
                throw new DateTimeException("no day");
            }
            return day.atTime(time == null ? LocalTime.MIDNIGHT : time);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "A text does not have the pattern of its date.",
                    "Write DATE '2026-03-01' or TIMESTAMP '2026-03-01 00:00:00'.");
        }
    }

    public String format(LocalDateTime moment) {
        return DateTimeFormatter.ofPattern(letters, WORDS_OF).format(moment);
    }
}
