package io.scorecard.compiler.print;

import io.scorecard.run.Stage;
import io.scorecard.source.Engine;
import java.util.List;

/**
 * What reaches a source: one statement, and what its asker should know. Where a question touches several
 * databases, it is the embedded one's, and stages come before it.
 *
 * @param stages what other databases answer first
 * @param parameters which {@code ?} of the question stands at each {@code ?} of the statement
 * @param money canonical tables whose amounts are added up, and must be in one currency
 * @param worded canonical tables that are read and have columns of fixed words
 * @param ofCustomers whether customers are read, of whom each must stand there once
 */
public record Statement(
        List<Stage> stages,
        Engine engine,
        String sql,
        List<Integer> parameters,
        List<String> warnings,
        List<String> money,
        List<String> worded,
        boolean ofCustomers) {
    public Statement {
        stages = List.copyOf(stages);
        parameters = List.copyOf(parameters);
        warnings = List.copyOf(warnings);
        money = List.copyOf(money);
        worded = List.copyOf(worded);
    }
}
