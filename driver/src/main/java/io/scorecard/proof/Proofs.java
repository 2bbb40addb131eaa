package io.scorecard.proof;

import io.scorecard.examples.ExampleModels;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be looked at to see whether a model's numbers can be true: worked examples of definitions, and what
 * must hold between answers whatever the data are.
 */
public final class Proofs {

    private final Catalogue catalogue;
    private final String definitions;
    private final Optional<String> currency;

    private Proofs(Catalogue catalogue, String definitions, Optional<String> currency) {
        this.catalogue = catalogue;
        this.definitions = definitions;
        this.currency = currency;
    }

    /**
     * @param model the model's file; empty: the sample company
     * @param root the folder that its data files lie in; empty: its own
     * @throws SQLException where the model is not valid
     */
    public static Proofs of(Optional<Path> model, Optional<Path> root) throws SQLException {
        if (model.isEmpty()) {
            return new Proofs(CatalogueReader.builtIn(), "", Optional.empty());
        }
        try {
            Model read = ModelReader.read(model.get(), root);
            return new Proofs(
                    read.catalogue(),
                    ModelReader.definitions(model.get(), root),
                    read.settings().currency());
        } catch (ScorecardException e) {
            throw new SQLException(e.getMessage(), e.sqlState(), e);
        }
    }

    /**
     * Examples of one group of definitions.
     *
     * @param folder an empty one, for the data of examples; whoever made it takes it away
     */
    public List<Proof> examples(Proof.Group group, Path folder) {
        return group == Proof.Group.OWN
                ? Examples.own(catalogue, new ExampleModels(folder, definitions))
                : Examples.builtIn(new ExampleModels(folder, ""));
    }

    /** What must hold between answers to the model's own data. */
    public List<Proof> data(Connection connection) throws SQLException {
        Data data = Data.of(connection, catalogue, currency);
        List<Proof> proofs = new ArrayList<>(Identity.proofs(data));
        proofs.addAll(new Totals(data).proofs());
        proofs.addAll(new OtherFaces(data).proofs());
        proofs.add(new Allocation(data).proof());
        for (Map.Entry<String, List<String>> reason : data.missing().entrySet()) {
            proofs.add(new Proof(
                    Proof.Group.DATA,
                    String.join(", ", reason.getValue()),
                    () -> Verdict.notApplicable(reason.getKey())));
        }
        return proofs;
    }
}
