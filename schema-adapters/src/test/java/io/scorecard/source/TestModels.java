package io.scorecard.source;

import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import java.nio.file.Path;

/** Models for tests, from their text. */
final class TestModels {

    static final SampleLoader NO_SAMPLE = (duckdb, schema, spec) -> {
        throw new AssertionError("no sample was asked for");
    };

    private TestModels() {}

    static Model read(Path root, String text) {
        return ModelReader.read("model.yaml", text, root);
    }

    static Sources open(Path root, String text) {
        return Sources.open(read(root, text), NO_SAMPLE);
    }
}
