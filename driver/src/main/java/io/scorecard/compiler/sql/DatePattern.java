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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL's patterns of dates, as {@code YYYY-MM-DD HH24:MI:SS.US}, in the words of Java and of strftime.
 * Words whose meaning differs between engines are refused.
 */
public record DatePattern(List<Piece> pieces) {

    /**
     * What is written in one way.
     *
     * @param letters Java's
     * @param duckDb SQL of a moment {@code %1}, in which {@code #} stands for STRFTIME by {@code strftime}
     */
    public record Piece(String letters, String strftime, String duckDb, UnaryOperator<String> java) {

        private boolean isPlain() {
            return duckDb.equals(PLAIN);
        }
    }

    private record Word(String postgres, Piece piece) {
        Word(String postgres, String java, String strftime) {
            this(postgres, new Piece(java, strftime, PLAIN, UnaryOperator.identity()));
        }
    }

    private static final String PLAIN = "#";

    /** As long as the longest name of a month, or of a day. */
    private static final int NAME = 9;

    /** Names in English, and weeks as ISO has them: they begin on Monday, and the first one has four days. */
    private static final Locale WORDS_OF = Locale.forLanguageTag("en-u-rg-gbzzzz");

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
            new Word("HH", "hh", "%I"),
            new Word("SS", "ss", "%S"),
            new Word("US", "SSSSSS", "%f"),
            new Word("FMMM", "M", "%-m"),
            new Word("FMDD", "d", "%-d"),
            new Word("FMHH24", "H", "%-H"),
            new Word("FMHH12", "h", "%-I"),
            new Word("ID", "e", "%u"),
            // strftime has no quarter.
            new Word("Q", new Piece("Q", "", "CAST(EXTRACT(QUARTER FROM %1) AS VARCHAR)", UnaryOperator.identity())));

    /** PostgreSQL's words that are not ours and begin with one that is. */
    private static final List<String> LONGER = List.of("SSSSS", "SSSS", "IDDD");

    /** Words whose case says how they are written. */
    private static final List<Word> NAMES = Stream.of(
                    names("Month", "MMMM", "%B", true),
                    names("Mon", "MMM", "%b", false),
                    names("Day", "EEEE", "%A", true),
                    names("Dy", "EEE", "%a", false),
                    halves("AM"),
                    halves("PM"))
            .flatMap(List::stream)
            .toList();

    /** {@code Month}, {@code MONTH} and {@code month}, and with FM without blanks behind. */
    private static List<Word> names(String word, String letters, String strftime, boolean padded) {
        Map<UnaryOperator<String>, String> cases = new LinkedHashMap<>();
        cases.put(UnaryOperator.identity(), "#");
        cases.put(n -> n.toUpperCase(Locale.ROOT), "UPPER(#)");
        cases.put(n -> n.toLowerCase(Locale.ROOT), "LOWER(#)");
        List<Word> words = new ArrayList<>();
        cases.forEach((written, sql) -> {
            words.add(new Word((padded ? "FM" : "") + written.apply(word), new Piece(letters, strftime, sql, written)));
            if (padded) {
                words.add(new Word(
                        written.apply(word),
                        new Piece(
                                letters,
                                strftime,
                                "RPAD(" + sql + ", " + NAME + ", ' ')",
                                n -> written.apply(n) + " ".repeat(NAME - n.length()))));
            }
        });
        return words;
    }

    private static List<Word> halves(String word) {
        return List.of(
                new Word(word, new Piece("a", "%p", PLAIN, n -> n.toUpperCase(Locale.ROOT))),
                new Word(
                        word.toLowerCase(Locale.ROOT),
                        new Piece("a", "%p", "LOWER(#)", n -> n.toLowerCase(Locale.ROOT))));
    }

    public static DatePattern of(String postgres) {
        List<Piece> pieces = new ArrayList<>();
        // Two texts side by side would be one with a quote between, to Java.
        StringBuilder between = new StringBuilder();
        for (int i = 0; i < postgres.length(); ) {
            char c = postgres.charAt(i);
            if (c == '"') {
                i = quoted(postgres, i + 1, between);
            } else if (postgres.startsWith("\\\"", i)) {
                between.append('"');
                i += 2;
            } else if (Character.isLetter(c)) {
                Word word = word(postgres.substring(i));
                pieces.add(written(between.toString()));
                between.setLength(0);
                pieces.add(word.piece);
                i += word.postgres.length();
            } else {
                between.append(c);
                i++;
            }
        }
        pieces.add(written(between.toString()));
        return new DatePattern(pieces.stream().filter(p -> !p.letters.isEmpty()).toList());
    }

    /** What stands in quotes, where a backslash is before any character that is meant itself; where it ends. */
    private static int quoted(String postgres, int from, StringBuilder text) {
        int i = from;
        while (i < postgres.length() && postgres.charAt(i) != '"') {
            i += postgres.charAt(i) == '\\' && i + 1 < postgres.length() ? 1 : 0;
            text.append(postgres.charAt(i++));
        }
        return i + 1;
    }

    private static Piece written(String text) {
        return new Piece(
                text.isEmpty() ? "" : Quoted.text(text), text.replace("%", "%%"), PLAIN, UnaryOperator.identity());
    }

    /** Java's letters of all of it. */
    public String letters() {
        return pieces.stream().map(Piece::letters).collect(Collectors.joining());
    }

    /** The pieces, those that strftime writes by itself joined. */
    public List<Piece> joined() {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.isPlain() && piece.isPlain()) {
                joined.set(
                        joined.size() - 1,
                        new Piece("", last.strftime + piece.strftime, PLAIN, UnaryOperator.identity()));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }

    private static Word word(String rest) {
        return Stream.concat(
                        NAMES.stream().filter(w -> rest.startsWith(w.postgres)),
                        WORDS.stream().filter(w -> begins(rest, w.postgres)))
                .filter(w -> LONGER.stream().noneMatch(l -> begins(rest, l)))
                .findFirst()
                .orElseThrow(() -> ErrorCode.BAD_ARGUMENT.with(
                        "A pattern of dates has a word that is not known.",
                        "Known are YYYY, YY, MM, DD, DDD, Q, HH24, HH12, HH, MI, SS, MS, US, AM, PM,"
                                + " IYYY, IW, ID, Month, Mon, Day and Dy, these in any case, and FM before"
                                + " Month, Day, MM, DD, HH24 and HH12."));
    }

    /** In large letters or small ones; of both mixed PostgreSQL knows no word. */
    private static boolean begins(String rest, String word) {
        String fill = "FM";
        if (word.startsWith(fill)) {
            return rest.regionMatches(true, 0, fill, 0, 2) && begins(rest.substring(2), word.substring(2));
        }
        return rest.startsWith(word) || rest.startsWith(word.toLowerCase(Locale.ROOT));
    }

    /** A moment in words of this pattern; what is not said is the beginning. */
    public LocalDateTime parse(String text) {
        try {
            TemporalAccessor parsed = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(letters())
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
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.java.apply(
                    DateTimeFormatter.ofPattern(piece.letters, WORDS_OF).format(moment)));
        }
        return text.toString();
    }
}
