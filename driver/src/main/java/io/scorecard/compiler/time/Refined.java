package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The slots that a lens looks at, and to which periods each belongs.
 *
 * @param members pairs of slot and period, both by their place
 */
public record Refined(Periods slots, List<int[]> members, Periods periods) {

    /** Rows of {@code slot} and {@code period}, by their numbers. */
    public Rows mapping(Build build) {
        RelDataType number = build.types.nullable(SqlTypeName.INTEGER);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put("slot", number);
        columns.put("period", number);
        PeriodNumber fine = new PeriodNumber(build, slots);
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int[] member : members) {
            tuples.add(List.of(build.typed(fine.of(member[0]), number), build.typed(coarse(member[1]), number)));
        }
        return Rows.values(build, columns, tuples);
    }

    /** The numbers of the periods in which something is looked at. */
    public Set<Integer> seen() {
        Set<Integer> seen = new TreeSet<>();
        members.forEach(m -> seen.add(coarse(m[1])));
        return seen;
    }

    /** The number of a period in the question's own numbering. */
    private int coarse(int period) {
        if (periods.gaps()) {
            return period + 1;
        }
        for (int i = 0; i < periods.slots().size(); i++) {
            if (periods.slots().get(i).period() == period) {
                return i + 1;
            }
        }
        throw new IllegalStateException("period " + period + " has no slot");
    }
}
