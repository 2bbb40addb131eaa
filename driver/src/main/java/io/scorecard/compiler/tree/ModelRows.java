package io.scorecard.compiler.tree;

import io.scorecard.functions.Column;
import io.scorecard.model.Benchmark;
import io.scorecard.model.Model;
import io.scorecard.model.Topic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rows of canonical tables that stand in the model itself: its themes and competitors, with their tags, and benchmarks. */
public final class ModelRows {

    public static final String BENCHMARKS = "benchmarks";

    private ModelRows() {}

    /** In the order of the table's columns; none where the table is not one of these, or the model has none. */
    public static List<List<Optional<String>>> of(Model model, String table) {
        return switch (table) {
            case "themes" -> rows(model.settings().knowledge().themes());
            case "competitors" -> rows(model.settings().knowledge().competitors());
            case BENCHMARKS ->
                model.benchmarks().rows().stream().map(ModelRows::row).toList();
            default -> List.of();
        };
    }

    private static List<List<Optional<String>>> rows(List<Topic> topics) {
        return topics.stream()
                .map(t -> List.of(Optional.of(t.name()), t.swot(), t.pestle()))
                .toList();
    }

    private static List<Optional<String>> row(Benchmark b) {
        return List.of(
                Optional.of(b.kpi()),
                b.industry(),
                b.maturity(),
                b.low().map(BigDecimal::toPlainString),
                b.median().map(BigDecimal::toPlainString),
                b.high().map(BigDecimal::toPlainString),
                Optional.of(b.unit()),
                Optional.of(b.source()),
                b.sourceDate().map(LocalDate::toString));
    }

    /** Texts, each of which is cast; an engine would read a column that is all NULL as a number. */
    static RelNode rel(Build build, CanonicalRows table, Collection<String> wanted) {
        List<String> names = table.table().columns().stream().map(Column::name).toList();
        RelDataType text = build.types.nullable(SqlTypeName.VARCHAR);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        boolean[] filled = new boolean[names.size()];
        names.forEach(n -> columns.put(n, text));
        List<List<RexNode>> tuples = new ArrayList<>();
        for (List<Optional<String>> row : table.settled()) {
            List<RexNode> tuple = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                tuple.add(build.literal(row.get(i).orElse(null), text));
                filled[i] |= row.get(i).isPresent();
            }
            tuples.add(tuple);
        }
        Rows values = Rows.values(build, columns, tuples);
        Map<String, RexNode> cast = new LinkedHashMap<>();
        wanted.forEach(n -> cast.put(
                n,
                filled[names.indexOf(n)]
                        ? build.rex.makeAbstractCast(table.type(n), values.col(n), false)
                        : build.nothing(table.type(n))));
        return values.select(cast).rel;
    }
}
