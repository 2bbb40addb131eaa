package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Place;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables in a folder: one for each file with a known ending, named without it.
 *
 * <p>A file that is a link out of the model's root is none of them.
 */
final class DataFiles {

    private static final Map<String, DataFile.Format> ENDINGS = endings();

    private final SourceSpec.Files source;
    private final Map<String, DataFile> byTable = new LinkedHashMap<>();
    private final Map<List<String>, ScorecardException> absent = new LinkedHashMap<>();

    private DataFiles(SourceSpec.Files source) {
        this.source = source;
    }

    /** @param duckdb reads the model's queries, and no file */
    static DataFiles in(SourceSpec.Files source, Model model, Connection duckdb) throws SQLException {
        DataFiles found = new DataFiles(source);
        try (Stream<Path> files = Files.list(source.folder())) {
            Path realRoot = model.root().toRealPath();
            for (Path file : files.sorted().toList()) {
                found.add(file, realRoot);
            }
            found.refuseUnknown(model, duckdb);
            return found;
        } catch (IOException e) {
            throw ErrorCode.SOURCE_FAILED
                    .with(source.name(), "its folder cannot be read.", "Check that it is there and may be read.")
                    .because(e);
        }
    }

    private void add(Path file, Path root) throws IOException {
        String name = file.getFileName().toString();
        String ending = ENDINGS.keySet().stream()
                .filter(e -> name.toLowerCase(Locale.ROOT).endsWith(e) && name.length() > e.length())
                .findFirst()
                .orElse("");
        if (ending.isEmpty() || !Files.isRegularFile(file)) {
            return;
        }
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            return;
        }
        String table = name.substring(0, name.length() - ending.length());
        DataFile data = new DataFile(
                List.of(source.name(), table),
                real,
                ENDINGS.get(ending),
                source.types().getOrDefault(table, Map.of()),
                source.nulls().getOrDefault(table, List.of()),
                Optional.ofNullable(source.dates().get(table)));
        if (byTable.putIfAbsent(table.toLowerCase(Locale.ROOT), data) != null) {
            throw ErrorCode.SOURCE_FAILED.with(
                    source.name(), "two files are called '" + table + "'.", "Keep one of them in the folder.");
        }
    }

    /**
     * A name that is none of the tables is a slip, and other dates could be read than were meant; or the model reads it,
     * and its file is missing.
     */
    private void refuseUnknown(Model model, Connection duckdb) throws SQLException {
        List<String> tables =
                byTable.values().stream().map(f -> f.path().get(1)).toList();
        List<String> unknown = Stream.of(source.types(), source.nulls(), source.dates())
                .flatMap(m -> m.keySet().stream())
                .filter(t -> !tables.contains(t))
                .distinct()
                .toList();
        for (String table : unknown) {
            String advice = Nearest.advice(table, tables, "Its tables:");
            // A file that is there with other capitals would be read without what is said here.
            Optional<Place> reader = byTable.containsKey(table.toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : TableReaders.first(model, source.name(), table, duckdb);
            if (reader.isEmpty()) {
                throw ErrorCode.SOURCE_TABLE.with(source.name(), table, advice);
            }
            absent.put(
                    List.of(source.name(), table),
                    ErrorCode.SOURCE_TABLE.with(
                            source.name(), table, advice + " It is named in " + reader.get() + "."));
        }
    }

    /** What is wrong with those that the model reads and says more of, but whose file is missing. */
    Map<List<String>, ScorecardException> absent() {
        return absent;
    }

    List<DataFile> all() {
        return List.copyOf(byTable.values());
    }

    /** Those that the model maps or exposes: SQL can read no other. */
    List<DataFile> wanted(Model model) {
        List<DataFile> wanted = byTable.values().stream()
                .filter(f ->
                        mapped(model, f) || Exposure.of(source).shows(f.path().subList(1, 2)))
                .toList();
        for (DataFile file : wanted) {
            if (file.file().toString().matches(".*[*?\\[\\]].*")) {
                throw ErrorCode.SOURCE_FAILED.with(
                        source.name(),
                        "the path of '" + file.path().get(1) + "' has one of * ? [ ] in it.",
                        "Rename it: these stand for other files.");
            }
        }
        return wanted;
    }

    private boolean mapped(Model model, DataFile file) {
        return model.tables().values().stream()
                .anyMatch(t -> TableReaders.isFrom(t, source.name(), file.path().get(1))
                        || t.source().equals(source.name())
                                && t.query().filter(q -> names(q, file)).isPresent());
    }

    /** Whether a query has the file's name as a word of it. */
    private static boolean names(String query, DataFile file) {
        String word = "(?<!\\w)" + Pattern.quote(file.path().get(1)) + "(?!\\w)";
        return Pattern.compile(word, Pattern.CASE_INSENSITIVE).matcher(query).find();
    }

    private static Map<String, DataFile.Format> endings() {
        Map<String, DataFile.Format> endings = new LinkedHashMap<>();
        for (String compressed : List.of("", ".gz")) {
            endings.put(".csv" + compressed, DataFile.Format.CSV);
            endings.put(".tsv" + compressed, DataFile.Format.TSV);
            endings.put(".json" + compressed, DataFile.Format.JSON);
            endings.put(".ndjson" + compressed, DataFile.Format.JSON);
            endings.put(".jsonl" + compressed, DataFile.Format.JSON);
        }
        endings.put(".parquet", DataFile.Format.PARQUET);
        return endings;
    }
}
