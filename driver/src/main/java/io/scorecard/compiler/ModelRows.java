package io.scorecard.compiler;

import io.scorecard.functions.Column;
import io.scorecard.model.Settings;
import io.scorecard.model.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Rows of the canonical tables that stand in the model itself: its themes and competitors, with their tags. */
final class ModelRows {

    private ModelRows() {}

    /** In the order of the table's columns; none where the table is not one of these, or the model has none. */
    static List<List<Optional<String>>> of(Settings settings, String table) {
        return switch (table) {
            case "themes" -> rows(settings.knowledge().themes());
            case "competitors" -> rows(settings.knowledge().competitors());
            default -> List.of();
        };
    }

    private static List<List<Optional<String>>> rows(List<Topic> topics) {
        return topics.stream()
                .map(t -> List.of(Optional.of(t.name()), t.swot(), t.pestle()))
                .toList();
    }

    /** Every column is cast: an engine would read one that is all NULL as a number. */
    static RelNode rel(Build build, CanonicalRows table, Collection<String> wanted) {
        List<String> names = table.table().columns().stream().map(Column::name).toList();
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        names.forEach(n -> columns.put(n, table.type(n)));
        List<List<RexNode>> tuples = new ArrayList<>();
        for (List<Optional<String>> row : table.settled()) {
            List<RexNode> tuple = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                tuple.add(build.literal(row.get(i).orElse(null), columns.get(names.get(i))));
            }
            tuples.add(tuple);
        }
        Rows values = Rows.values(build, columns, tuples);
        Map<String, RexNode> cast = new LinkedHashMap<>();
        wanted.forEach(n -> cast.put(n, build.rex.makeAbstractCast(columns.get(n), values.col(n), false)));
        return values.select(cast).rel;
    }
}
