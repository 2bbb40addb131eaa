package io.scorecard.session;

import io.scorecard.compiler.FirstUse;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import io.scorecard.sample.Progress;
import io.scorecard.sample.SampleCompany;
import io.scorecard.source.SampleLoader;
import io.scorecard.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens models. */
public final class Workspaces {

    private static final SampleLoader SAMPLE =
            (duckdb, schema, spec) -> SampleCompany.load(duckdb, schema, spec.seed(), spec.scale(), Progress.SILENT);

    private Workspaces() {}

    /** @param root the folder that data files lie in; empty: the model's own */
    public static Workspace open(Path model, Optional<Path> root) {
        FirstUse.begin();
        return open(PlanCache.deep(() -> ModelReader.read(model, root)));
    }

    /** The sample company inside the driver. */
    public static Workspace sample() {
        FirstUse.begin();
        try (InputStream in = SampleCompany.class.getResourceAsStream("model.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return open(ModelReader.read("sample", text, Path.of("")));
        } catch (IOException e) {
            throw ErrorCode.INTERNAL.with("the sample's model").because(e);
        }
    }

    private static Workspace open(Model model) {
        Sources.loadLibraries(model);
        return new ModelWorkspace(model, SAMPLE, Clock.systemUTC());
    }
}
