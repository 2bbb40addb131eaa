package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.model.Model;
import io.scorecard.source.MappedColumns.Canonical;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where something went wrong, in the words of the model.
 *
 * @param source as messages name it: a source, or one of its tables
 * @param table where it is known: the source that it is of, and its name there
 * @param file where the table is a file
 */
record Where(String source, Optional<Table> table, Optional<DataFile> file, Optional<MappedColumns> mapped) {

    record Table(String source, String name) {}

    /** Where no more is known. */
    static Where in(String source) {
        return new Where(source, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Where in(Model model, DataFile file) {
        Table table = new Table(file.path().get(0), file.path().get(1));
        return new Where(file.name(), Optional.of(table), Optional.of(file), Optional.of(new MappedColumns(model)));
    }

    static Where in(Model model, String source, String table) {
        return new Where(
                source, Optional.of(new Table(source, table)), Optional.empty(), Optional.of(new MappedColumns(model)));
    }

    /** What the model reads from a column. */
    List<Canonical> canonical(String column) {
        return table.flatMap(t -> mapped.map(m -> m.of(t.source(), t.name(), column)))
                .orElse(List.of());
    }

    private List<String> queries(String column) {
        return table.flatMap(t -> mapped.map(m -> m.queries(t.source(), t.name(), column)))
                .orElse(List.of());
    }

    /** {@code column 'monthly_price' (subscriptions.mrr at model.yaml:12)}. */
    String column(String name) {
        List<String> canonical = Stream.concat(
                        canonical(name).stream().map(Canonical::toString), queries(name).stream())
                .distinct()
                .toList();
        String of =
                file.isPresent() || table.isEmpty() ? "" : " of '" + table.get().name() + "'";
        String called = canonical.isEmpty() ? "" : " (" + String.join(", ", canonical) + ")";
        return "column '" + name + "'" + of + called;
    }

    /** A line that DuckDB counted, as the file's editor counts it. */
    long line(long counted) {
        return file.map(f -> CsvLines.shown(f.file(), counted)).orElse(counted);
    }

    /** {@code line 3 of contracts.csv}. */
    String row(long line) {
        return "line " + line + file.map(f -> " of " + f.file().getFileName()).orElse("");
    }

    /** {@code : line 3 of contracts.csv}, or nothing where neither is known. */
    String at(Optional<String> line) {
        return file.map(f ->
                        ": " + line.map(l -> l + " of ").orElse("") + f.file().getFileName())
                .orElse("");
    }

    /**
     * What can be done about a value that a column's type cannot hold.
     *
     * @param withComma whether it is a number with a decimal comma
     */
    String advice(String column, boolean withComma) {
        String with = withComma
                ? "CAST(REPLACE(REPLACE(" + (column.matches("[a-z_][a-z0-9_]*") ? column : Quoted.name(column))
                        + ", '.', ''), ',', '.') AS DECIMAL(18, 4)): its comma is a decimal one."
                : "a CASE.";
        boolean typed = file.filter(f -> f.hasType(column)).isPresent();
        String fix = file.isPresent() ? "Fix the file" : "Fix the value";
        String nulls = file.filter(DataFile::isText)
                .map(f -> ", name the text under 'nulls' of the source where it means that nothing is known,")
                .orElse("");
        if (typed) {
            return fix + nulls + " or declare VARCHAR under 'types' and map the column with " + with;
        }
        boolean asText = canonical(column).stream().allMatch(Canonical::isText)
                && queries(column).isEmpty();
        return (asText ? "Compare texts with texts; f" + fix.substring(1) : fix) + nulls + " or map the column with "
                + with;
    }

    /** The same of a day or a moment: a CSV may write its parts in an order that only the model can tell. */
    String adviceOfTime(String column) {
        String advice = advice(column, false);
        return file.filter(DataFile::isText)
                .filter(f -> f.dates().isEmpty())
                .map(f -> advice + " Where days are written as 02.06.2026, say their order in the source: dates: {"
                        + f.path().get(1) + ": dmy}.")
                .orElse(advice);
    }
}
