package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.model.DateOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Days with a time in the order that the model says, as {@code 02.06.2026 09:00}: DuckDB finds no format for them and
 * takes them for texts, or for moments of the year 2 where their year has two digits. A column becomes moments where all of
 * its values are such, in one format.
 */
final class CsvMoments {

    private static final List<String> CLOCKS = List.of(" %H:%M", " %H:%M:%S", "T%H:%M", "T%H:%M:%S");
    private static final List<String> MARKS = List.of(".", "/", "-");

    /** A year of two digits may be a day as well, so that is left to the model. */
    private static final String LOOKS =
            "(\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{4})[ T]\\d{1,2}:\\d{2}(:\\d{2})?";

    private static final int FIRST_ROWS = 1000;

    private final DataFile file;
    private final Connection duckdb;

    CsvMoments(DataFile file, Connection duckdb) {
        this.file = file;
        this.duckdb = duckdb;
    }

    /**
     * The dialect with such columns as moments where one order fits more of them than every other one, so that nobody need
     * say which: a column that it alone fits decides for the whole file.
     */
    CsvDialect found(CsvDialect dialect) {
        List<String> texts = alike(dialect, columns(dialect, "VARCHAR"));
        Map<Integer, List<CsvDialect>> found = new TreeMap<>();
        for (DateOrder order : DateOrder.values()) {
            CsvDialect settled = found(dialect, order, texts);
            found.computeIfAbsent(columns(settled, "TIMESTAMP").size(), n -> new ArrayList<>())
                    .add(settled);
        }
        List<CsvDialect> most = found.get(Collections.max(found.keySet()));
        return most.size() == 1 ? most.get(0) : dialect;
    }

    /** The dialect with such columns as moments; a file has one format of them. */
    CsvDialect found(CsvDialect dialect, DateOrder order) {
        return found(dialect, order, columns(dialect, "VARCHAR"));
    }

    /** Those that look so in the file's first rows: to try every format on every text of a large file takes long. */
    private List<String> alike(CsvDialect dialect, List<String> texts) {
        if (texts.isEmpty()) {
            return texts;
        }
        String asked = texts.stream()
                .map(c -> "bool_and(regexp_full_match(%1$s, %2$s)) FILTER (WHERE %1$s IS NOT NULL)"
                        .formatted(Quoted.name(c), Quoted.text(LOOKS)))
                .collect(Collectors.joining(", "));
        String first = "(SELECT * FROM " + dialect.read(file) + " LIMIT " + FIRST_ROWS + ")";
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + asked + " FROM " + first)) {
            row.next();
            List<String> alike = new ArrayList<>();
            for (int c = 0; c < texts.size(); c++) {
                if (row.getBoolean(c + 1)) {
                    alike.add(texts.get(c));
                }
            }
            return alike;
        } catch (SQLException e) {
            // A row that does not fit its file fails every question, with its line.
            return List.of();
        }
    }

    private CsvDialect found(CsvDialect dialect, DateOrder order, List<String> unread) {
        if (unread.isEmpty() && file.dates().isEmpty()) {
            return dialect;
        }
        List<String> moments = columns(dialect, "TIMESTAMP");
        List<String> texts = new ArrayList<>(unread);
        texts.addAll(moments);
        long stamped =
                dialect.columns().values().stream().filter("TIMESTAMP"::equals).count();
        boolean settled =
                stamped > moments.size() || stamped > 0 && dialect.timestamp().isPresent();
        if (texts.isEmpty() || settled) {
            return dialect;
        }
        CsvDialect written = dialect.asTexts(moments);
        List<String> formats = formats(order);
        String asked = formats.stream()
                .flatMap(f -> texts.stream().map(c -> fits(c, f)))
                .collect(Collectors.joining(", "));
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + asked + " FROM " + written.read(file))) {
            row.next();
            for (int f = 0; f < formats.size(); f++) {
                CsvDialect wide = written;
                for (int c = 0; c < texts.size(); c++) {
                    wide = row.getBoolean(f * texts.size() + c + 1) ? wide.as(texts.get(c), "TIMESTAMP") : wide;
                }
                boolean all = columns(wide, "TIMESTAMP").containsAll(moments);
                if (all && !wide.equals(written)) {
                    return wide.with(dialect.date(), Optional.of(new DateFormat(formats.get(f))));
                }
            }
            return dialect;
        } catch (SQLException e) {
            // A row that does not fit its file fails every question, with its line.
            return dialect;
        }
    }

    private List<String> columns(CsvDialect dialect, String type) {
        return dialect.columns().keySet().stream()
                .filter(c -> dialect.columns().get(c).equals(type))
                .filter(c -> !file.hasType(c))
                .toList();
    }

    /** Years of two digits first: those of four would read them as of the first century. */
    private static List<String> formats(DateOrder order) {
        List<String> formats = new ArrayList<>();
        for (String year : List.of("%y", "%Y")) {
            for (String mark : MARKS) {
                String day = order.key()
                        .chars()
                        .mapToObj(c -> c == 'y' ? year : "%" + (char) c)
                        .collect(Collectors.joining(mark));
                CLOCKS.forEach(c -> formats.add(day + c));
            }
        }
        return formats;
    }

    private static String fits(String column, String format) {
        String name = Quoted.name(column);
        return "bool_and(try_strptime(%1$s, %2$s) IS NOT NULL) FILTER (WHERE %1$s IS NOT NULL)"
                .formatted(name, Quoted.text(format));
    }
}
