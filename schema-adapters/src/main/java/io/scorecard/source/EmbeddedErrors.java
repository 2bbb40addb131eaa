package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What failed in the embedded DuckDB, told of the source, the table and the file that it was of: DuckDB knows neither
 * the model's names nor, where a mapping casts a text, the file.
 *
 * @param views the files that are tables
 * @param columns of all tables, where somebody has asked for them already
 */
record EmbeddedErrors(Model model, List<DataFile> views, Optional<DuckDbColumns> columns) {

    /** A failure that is of no statement. */
    ScorecardException explain(SQLException e) {
        return DuckDbErrors.explain(fileIn(e).orElse(Where.in(EmbeddedEngine.NAME)), e);
    }

    /** @param session in which the statement failed */
    ScorecardException explain(SQLException e, Connection session, String sql) {
        Optional<Where> file = fileIn(e);
        if (file.isPresent() || !DuckDbErrors.isOfCast(e)) {
            return DuckDbErrors.explain(file.orElseGet(() -> Where.in(sources(sql))), e);
        }
        FailedCast cast = FailedCast.of(e.getMessage()).completed(sql);
        List<List<String>> tables =
                cast.columns().isEmpty() ? List.of() : tables(cast.columns().get(0), sql);
        CellSearch search = new CellSearch(session, cast);
        for (List<String> table : tables) {
            Optional<Long> row = search.row(table);
            if (row.isPresent()) {
                Where where = where(table);
                Optional<String> line = where.file().map(f -> search.line(f, row.get()));
                return DuckDbErrors.cast(where, cast, line, e);
            }
        }
        Where where = tables.size() == 1 ? where(tables.get(0)) : Where.in(sources(sql));
        return DuckDbErrors.cast(where, cast, Optional.empty(), e);
    }

    /** DuckDB's text has the path of a file that it could not read. */
    private Optional<Where> fileIn(SQLException e) {
        String text = String.valueOf(e.getMessage());
        return views.stream()
                .filter(f -> text.contains(f.file().toString()))
                .findFirst()
                .map(f -> Where.in(model, f));
    }

    private Where where(List<String> table) {
        return views.stream()
                .filter(f -> f.name().equalsIgnoreCase(String.join(".", table)))
                .findFirst()
                .map(f -> Where.in(model, f))
                .orElseGet(() -> Where.in(model, table.get(0), table.get(table.size() - 1)));
    }

    /** The tables that a statement reads and that have such a column. Capitals do not count in DuckDB. */
    private List<List<String>> tables(String column, String sql) {
        String read = sql.toLowerCase(Locale.ROOT);
        return columns.map(c -> c.with(column)).orElse(List.of()).stream()
                .filter(t -> read.contains(t.stream().map(Quoted::name).collect(Collectors.joining("."))))
                .toList();
    }

    /** The sources that a statement reads; the embedded database itself where it reads none. */
    String sources(String sql) {
        String read = model.sources().values().stream()
                .filter(s -> !(s instanceof SourceSpec.PostgreSql))
                .map(SourceSpec::name)
                .filter(s -> sql.contains(Quoted.name(s) + "."))
                .collect(Collectors.joining(", "));
        return read.isEmpty() ? EmbeddedEngine.NAME : read;
    }
}
