package io.scorecard.compiler.measure;

import io.scorecard.compiler.tree.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What components choose by a CASE, as columns of the rows before these are joined: computed once, and carried in
 * place of what it is made of.
 *
 * @param rows with those columns
 * @param columns their names, by the component's
 */
public record ChosenArguments(Rows rows, Map<String, String> columns) {

    /** @param argument of a component over the rows */
    public static ChosenArguments of(
            Rows rows, Map<String, Atom.Total> atoms, Function<Component, @Nullable RexNode> argument) {
        Map<RexNode, String> chosen = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>();
        atoms.forEach((name, atom) -> {
            RexNode value = argument.apply(atom.component());
            if (value != null && value.isA(SqlKind.CASE)) {
                columns.put(name, chosen.computeIfAbsent(value, v -> "chosen_" + chosen.size()));
            }
        });
        Map<String, RexNode> more = new LinkedHashMap<>();
        chosen.forEach((value, name) -> more.put(name, value));
        return new ChosenArguments(more.isEmpty() ? rows : rows.with(more), columns);
    }
}
