package io.scorecard.proof;

import io.scorecard.examples.ExampleModels;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Example;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.View;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The worked examples of definitions: the built-in ones by themselves, a model's own together with all that it
 * defines. They bring their own data and settings, so that nothing of the model's data is read.
 */
final class Examples {

    private static final String BUILT_IN_IS_WRONG =
            "This version does not compute what its manual says; please report it with the question.";
    private static final String OWN_IS_WRONG =
            "The definition does not compute what its example states: correct the one or the other.";

    private final ExampleModels models;
    private final Proof.Group group;
    private final List<Proof> proofs = new ArrayList<>();

    private Examples(ExampleModels models, Proof.Group group) {
        this.models = models;
        this.group = group;
    }

    static List<Proof> builtIn(ExampleModels models) {
        Examples examples = new Examples(models, Proof.Group.BUILT_IN);
        CatalogueReader.builtIn().kpis().forEach(examples::add);
        CatalogueReader.builtIn().views().forEach(examples::add);
        return examples.proofs;
    }

    /** Those of what a model defines beside the built-in definitions, or in their place. */
    static List<Proof> own(Catalogue catalogue, ExampleModels models) {
        Examples examples = new Examples(models, Proof.Group.OWN);
        Catalogue builtIn = CatalogueReader.builtIn();
        catalogue.kpis().stream()
                .filter(k -> builtIn.kpi(k.name())
                        .filter(b -> b.place().equals(k.place()))
                        .isEmpty())
                .forEach(examples::add);
        catalogue.views().stream()
                .filter(v -> builtIn.view(v.name()).filter(b -> b == v).isEmpty())
                .forEach(examples::add);
        return examples.proofs;
    }

    private void add(Kpi kpi) {
        if (!kpi.hidden()) {
            add(kpi.name(), kpi.examples());
        }
    }

    private void add(View view) {
        add(view.name(), view.examples());
    }

    private void add(String name, List<Example> examples) {
        proofs.add(new Proof(group, name, () -> verdict(examples)));
    }

    private Verdict verdict(List<Example> examples) throws IOException {
        if (examples.isEmpty()) {
            return Verdict.notApplicable("it has no examples: write a question and its answer under 'examples'");
        }
        List<Finding> findings = new ArrayList<>();
        for (Example example : examples) {
            finding(example, findings);
        }
        String told = examples.size() == 1 ? "1 example" : examples.size() + " examples";
        return Verdict.of(told, findings, group == Proof.Group.OWN ? OWN_IS_WRONG : BUILT_IN_IS_WRONG);
    }

    private void finding(Example example, List<Finding> findings) throws IOException {
        BiFunction<Object, String, Finding> wrong = (expected, found) -> new Finding(
                example.ask(),
                example.place() + example.because().map(b -> ", " + b).orElse(""),
                expected.toString(),
                found);
        Object stated = example.answer() == null ? "NULL" : example.answer();
        try {
            Object answer = models.answer(example);
            if (!ExampleModels.agree(example.answer(), answer)) {
                findings.add(wrong.apply(stated, shown(answer)));
            }
        } catch (SQLException e) {
            findings.add(wrong.apply(stated, String.valueOf(e.getMessage())));
        }
    }

    private static String shown(@Nullable Object answer) {
        return answer == null ? "NULL" : answer.toString();
    }
}
