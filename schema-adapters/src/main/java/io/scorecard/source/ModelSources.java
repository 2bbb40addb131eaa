package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import io.scorecard.model.TableMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One engine for each PostgreSQL source, and the embedded DuckDB for all the others. */
final class ModelSources implements Sources {

    private final Model model;
    private final EmbeddedEngine embedded;
    private final Map<String, Engine> engines = new HashMap<>();

    ModelSources(Model model, SampleLoader sampleLoader) {
        this.model = model;
        this.embedded = new EmbeddedEngine(model, sampleLoader);
        for (SourceSpec spec : model.sources().values()) {
            engines.put(
                    spec.name(),
                    spec instanceof SourceSpec.PostgreSql postgres ? new PostgreSqlEngine(postgres, model) : embedded);
        }
    }

    @Override
    public Engine engine(String source) {
        spec(source);
        return engines.get(source);
    }

    @Override
    public List<String> path(String source, List<String> from) {
        SourceSpec spec = spec(source);
        if (spec instanceof SourceSpec.PostgreSql && from.size() <= 2) {
            return PostgreSqlEngine.path(from);
        }
        if (spec instanceof SourceSpec.DuckDbFile && from.size() <= 2) {
            return from.size() == 2 ? List.of(source, from.get(0), from.get(1)) : List.of(source, "main", from.get(0));
        }
        if (from.size() == 1) {
            return List.of(source, from.get(0));
        }
        throw ErrorCode.SOURCE_TABLE.with(source, String.join(".", from), "The name has too many parts.");
    }

    @Override
    public Optional<TableMapping> table(String canonicalName) {
        return model.table(canonicalName).filter(t -> !t.implied() || exists(t));
    }

    @Override
    public List<List<String>> exposed(String source) {
        SourceSpec spec = spec(source);
        if (spec.expose().isEmpty()) {
            return List.of();
        }
        Exposure exposure = Exposure.of(spec);
        boolean own = spec instanceof SourceSpec.PostgreSql;
        return engine(source).tables().stream()
                .filter(t -> own || t.get(0).equals(source))
                .filter(t -> exposure.shows(own ? t : t.subList(1, t.size())))
                .toList();
    }

    @Override
    public List<List<String>> keys(String source, List<String> table) {
        List<List<String>> keys = new ArrayList<>(engine(source).keys(table));
        String name = table.get(table.size() - 1).toLowerCase(Locale.ROOT);
        List<String> declared = spec(source).keys().get(name);
        if (declared != null) {
            keys.add(declared);
        }
        return List.copyOf(keys);
    }

    /** A file that cannot be read is there: to take its table for one that is not mapped would change numbers. */
    private boolean exists(TableMapping table) {
        try {
            return !engine(table.source())
                    .columns(path(table.source(), table.from()))
                    .isEmpty();
        } catch (ScorecardException e) {
            if (e.lasts()) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public Engine embedded() {
        return embedded;
    }

    @Override
    public boolean answer(int seconds) {
        return engines.values().stream().allMatch(e -> e.answers(seconds));
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
        embedded.close();
    }

    private SourceSpec spec(String source) {
        SourceSpec spec = model.sources().get(source);
        if (spec == null) {
            throw ErrorCode.UNKNOWN_TABLE.with(
                    source, Nearest.advice(source, model.sources().keySet(), "Sources:"));
        }
        return spec;
    }
}
