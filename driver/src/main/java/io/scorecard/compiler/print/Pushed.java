package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Columns;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.run.Stage;
import io.scorecard.source.Engine;
import io.scorecard.split.Split;
import io.scorecard.split.StagedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.sql.util.SqlString;

/**
 * The trees that reach the sources, ready to be printed: one where a question touches one database, else
 * stages and then the embedded database's. Immutable.
 *
 * @param relations of the last statement's WITH
 */
public record Pushed(List<StagedRows> stages, RelNode tree, Map<String, RelNode> relations, Engine engine) {

    /**
     * @param embedded answers what touches no source, and brings together what touches several
     * @param hasKey whether a relation of the catalogue has a key
     */
    public static Pushed of(
            RelNode tree,
            Map<String, RelNode> relations,
            Engine embedded,
            Predicate<String> hasKey,
            Predicate<String> light) {
        Set<Engine> engines = engines(tree, relations);
        if (engines.size() <= 1) {
            Engine engine = engines.isEmpty() ? embedded : engines.iterator().next();
            return new Pushed(List.of(), tree, engine == embedded ? plain(relations, hasKey) : relations, engine);
        }
        Split split = Split.of(tree, relations, Pushed::home, embedded, light);
        return new Pushed(split.stages(), split.last(), split.relations(), embedded);
    }

    /** DISTINCT of rows with a key does nothing; the embedded engine needs no such fence between two expressions. */
    private static Map<String, RelNode> plain(Map<String, RelNode> relations, Predicate<String> hasKey) {
        Map<String, RelNode> plain = new LinkedHashMap<>(relations);
        plain.replaceAll((name, rel) -> hasKey.test(name)
                        && rel instanceof Aggregate distinct
                        && distinct.getAggCallList().isEmpty()
                        && distinct.getGroupCount()
                                == distinct.getInput().getRowType().getFieldCount()
                ? distinct.getInput()
                : rel);
        return plain;
    }

    private static Optional<Engine> home(RelOptTable table) {
        return Optional.ofNullable(table.unwrap(SourceTable.class)).map(SourceTable::engine);
    }

    private static Set<Engine> engines(RelNode tree, Map<String, RelNode> relations) {
        Set<Engine> engines = new LinkedHashSet<>();
        tables(tree, relations).forEach(t -> engines.add(t.engine()));
        return engines;
    }

    private static Set<SourceTable> tables(RelNode tree, Map<String, RelNode> relations) {
        Set<SourceTable> tables = new LinkedHashSet<>();
        Rewrite collector = new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                if (node instanceof TableScan scan) {
                    Optional.ofNullable(scan.getTable().unwrap(SourceTable.class))
                            .ifPresent(tables::add);
                }
                return node;
            }
        };
        tree.accept(collector);
        relations.values().forEach(r -> r.accept(collector));
        return tables;
    }

    /** All tables that are read. */
    public Set<SourceTable> tables() {
        Set<SourceTable> all = tables(tree, relations);
        stages.forEach(s -> all.addAll(tables(s.tree(), s.relations())));
        return all;
    }

    /** The tables that rows are made of. */
    public static Set<SourceTable> tables(RelNode rows) {
        return tables(rows, Map.of());
    }

    public Statement statement(List<String> warnings, List<String> money, List<String> worded, boolean ofCustomers) {
        SqlString sql = printer(engine).print(tree, relations);
        return new Statement(
                stages.stream().map(Pushed::stage).toList(),
                engine,
                sql.getSql(),
                places(sql),
                warnings,
                money,
                worded,
                ofCustomers);
    }

    private static Stage stage(StagedRows rows) {
        SqlString sql = printer(rows.engine()).print(rows.tree(), rows.relations());
        return new Stage(rows.engine(), sql.getSql(), places(sql), rows.table(), Columns.of(rows.row()));
    }

    private static List<Integer> places(SqlString sql) {
        return sql.getDynamicParameters() == null ? List.of() : List.copyOf(sql.getDynamicParameters());
    }

    private static Printer printer(Engine engine) {
        return new Printer(engine.dialect());
    }

    /** The statements for people, line by line, each after the name of the source that answers it. */
    public List<Detail> told() {
        List<Detail> lines = new ArrayList<>();
        for (StagedRows stage : stages) {
            lines.add(source(stage.engine(), ", into " + stage.table() + " (" + row(stage) + ")"));
            readable(stage.engine(), stage.tree(), stage.relations())
                    .lines()
                    .forEach(line -> lines.add(new Detail("sql", line)));
        }
        lines.add(source(engine, stages.isEmpty() ? "" : ", bringing it together"));
        readable(engine, tree, relations).lines().forEach(line -> lines.add(new Detail("sql", line)));
        return lines;
    }

    /** The statements as one text; more than one with a comment before each. */
    public String text() {
        return stages.isEmpty()
                ? readable(engine, tree, relations)
                : told().stream()
                        .map(d -> (d.name().equals("source") ? "-- " : "") + d.text())
                        .collect(Collectors.joining("\n"));
    }

    private static String readable(Engine engine, RelNode tree, Map<String, RelNode> relations) {
        return printer(engine).readable(tree, relations);
    }

    private static Detail source(Engine engine, String more) {
        return new Detail(
                "source", engine.name() + " (" + engine.dialect().name().toLowerCase(Locale.ROOT) + ")" + more);
    }

    private static String row(StagedRows stage) {
        return Columns.of(stage.row()).stream()
                .map(c -> c.label() + " " + c.typeName()
                        + (c.typeName().equals("DECIMAL") ? "(" + c.precision() + ", " + c.scale() + ")" : ""))
                .collect(Collectors.joining(", "));
    }
}
