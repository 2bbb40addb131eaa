package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.compiler.tree.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is said of an aggregate that takes rows more than once, and the question that was meant. */
final class FanOutText {

    private static final Map<SqlKind, String> SIGNS =
            Map.of(SqlKind.PLUS, " + ", SqlKind.MINUS, " - ", SqlKind.TIMES, " * ", SqlKind.DIVIDE, " / ");

    private final Repeated.Finding found;
    private final MeetingRows rows;
    private final JoinedRows.Leaf first;
    private final String text;

    /** Whether what is asked is of the rows themselves that come too often. */
    private final boolean plain;

    /** Whether more is asked beside it, of which the others may be what is added up. */
    private final boolean amongOthers;

    /** @param asked the rows that the aggregate itself takes */
    FanOutText(Taken taken, MeetingRows asked, Repeated.Finding found, boolean amongOthers) {
        this.amongOthers = amongOthers;
        this.found = found;
        this.rows = found.rows();
        this.plain = asked == rows;
        this.first = (found.counted().isEmpty() ? rows.leaves() : found.counted()).get(0);
        String inside = taken.arguments().isEmpty()
                ? "*"
                : taken.arguments().stream()
                        .map(a -> text(asked, asked.over(a, taken.variables())))
                        .collect(Collectors.joining(", "));
        this.text = taken.function().getName().replace("$SUM0", "SUM") + "(" + inside + ")";
    }

    String what() {
        if (found.inBranches()) {
            return "'" + text + "' would take rows of " + names(List.of(first))
                    + " once for each branch of the UNION that has them.";
        }
        if (found.counted().isEmpty()) {
            List<JoinedRows.Leaf> met = new ArrayList<>(List.of(first));
            met.addAll(found.by());
            return "'" + text + "' would count every combination of rows of " + names(met) + ".";
        }
        if (found.by().isEmpty()) {
            return "'" + text + "' would add subtotals to what they are the totals of.";
        }
        if (found.by().stream().allMatch(found.counted()::contains)) {
            return "'" + text + "' would take a figure of several rows of " + names(List.of(first))
                    + " once for each of them.";
        }
        return "'" + text + "' would take each row of " + names(List.of(first)) + " once for every row of "
                + names(found.by()) + " that it is joined to.";
    }

    private static String names(List<JoinedRows.Leaf> leaves) {
        return leaves.stream().map(FanOutText::named).distinct().collect(Collectors.joining(" and "));
    }

    private static String named(JoinedRows.Leaf leaf) {
        if (!leaf.title().isEmpty()) {
            return "'" + leaf.title() + "'";
        }
        Optional<String> view = Views.name(leaf.rel());
        if (view.isPresent()) {
            return "'" + view.get() + "'";
        }
        List<String> tables = new ArrayList<>();
        tables(leaf.rel(), tables);
        return tables.isEmpty()
                ? "a subquery"
                : "a subquery of "
                        + tables.stream().distinct().map(t -> "'" + t + "'").collect(Collectors.joining(", "));
    }

    private static void tables(RelNode rel, List<String> names) {
        if (rel instanceof TableScan) {
            String title = new JoinedRows.Leaf(rel, 0).title();
            if (!title.isEmpty()) {
                names.add(title);
            }
        }
        rel.getInputs().forEach(i -> tables(i, names));
    }

    String advice() {
        if (found.inBranches()) {
            return "Take them once, in one SELECT with both conditions (.. OR .., or .. IN (..)), make the conditions exclude"
                    + " each other, also where they have parameters or days that are computed, or group by a column that tells the branches apart.";
        }
        if (found.counted().isEmpty()) {
            return CountedBefore.advice(rows);
        }
        if (found.by().isEmpty()
                && !(first.rel() instanceof Aggregate sets
                        && sets.getGroupSets().size() > 1)) {
            return SegmentLevels.advice(first)
                    .orElse("Take one branch of the UNION, or group by a column that tells them apart.");
        }
        if (found.by().isEmpty()) {
            return SegmentLevels.advice(first)
                    .orElse("Take one level of them, WHERE key IS NOT NULL, or group without ROLLUP, CUBE and GROUPING"
                            + " SETS.");
        }
        for (JoinedRows.Leaf other : found.by()) {
            String title = other.title();
            if (VersionsHeld.isVersioned(other)) {
                return "Join the version that held: .. AND " + title + ".valid_from <= t AND (" + title
                        + ".valid_to IS NULL OR t < " + title + ".valid_to), where t is the moment of each row; or"
                        + " today's: .. AND " + title + ".valid_to IS NULL.";
            }
            if (SourceTable.isWithoutKey(other.rel())) {
                return "If '" + title + "' has a key, the model may say so at its source, keys: {" + title
                        + ": [column]}; else aggregate before the join.";
            }
        }
        if (found.by().stream().allMatch(found.counted()::contains)) {
            return "Take it once for each of its groups, in a subquery with GROUP BY, and add those up.";
        }
        return isOfFirstAlone()
                ? rewritten(String.join(", ", rows.joinedBy(first)))
                : "Aggregate each of them by the key that they are joined by, in a subquery of its own, and join"
                        + " those.";
    }

    private boolean isOfFirstAlone() {
        return plain
                && !first.title().isEmpty()
                && !text.contains("..")
                && found.argument().stream().allMatch(a -> first.columns().contains(MeetingRows.places(a)));
    }

    /** The same aggregate, taken before the join. */
    private String rewritten(String by) {
        String table = first.title();
        if (by.isEmpty()) {
            return "Aggregate before the join: (SELECT " + text + " AS figure FROM " + table + ").";
        }
        String others = found.by().stream()
                .filter(l -> !l.title().isEmpty())
                .map(l -> " JOIN (SELECT DISTINCT " + by + " FROM " + l.title() + ") AS " + l.title() + " USING (" + by
                        + ")")
                .collect(Collectors.joining());
        String more = amongOthers && !others.isEmpty()
                ? " A figure of " + names(found.by()) + " is aggregated there, by GROUP BY " + by
                        + " in the place of DISTINCT."
                : "";
        return "Aggregate before the join: SELECT .. FROM (SELECT " + by + ", " + text + " AS figure FROM " + table
                + " GROUP BY " + by + ") AS " + table + others + "." + more;
    }

    private static String text(MeetingRows rows, RexNode node) {
        if (node instanceof RexInputRef ref) {
            String name = rows.leaf(ref.getIndex()).column(ref.getIndex());
            return name.startsWith("$") || name.startsWith("EXPR$") ? ".." : name;
        }
        if (node instanceof RexLiteral literal
                && SqlTypeName.NUMERIC_TYPES.contains(literal.getType().getSqlTypeName())) {
            return String.valueOf(literal.getValue());
        }
        if (!(node instanceof RexCall call) || node instanceof RexOver) {
            return "..";
        }
        if (call.getKind() == SqlKind.CAST) {
            return text(rows, call.getOperands().get(0));
        }
        if (call.getOperator() instanceof SqlFunction function && function.getKind() != SqlKind.COALESCE) {
            return call.getOperands().stream()
                    .map(o -> text(rows, o))
                    .collect(Collectors.joining(", ", function.getName() + "(", ")"));
        }
        return SIGNS.containsKey(call.getKind()) && call.getOperands().size() == 2
                ? operand(rows, call, 0) + SIGNS.get(call.getKind()) + operand(rows, call, 1)
                : "..";
    }

    private static String operand(MeetingRows rows, RexCall call, int i) {
        RexNode operand = call.getOperands().get(i);
        SqlKind kind = RexUtil.removeCast(operand).getKind();
        SqlKind around = call.getKind();
        boolean sum = kind == SqlKind.PLUS || kind == SqlKind.MINUS;
        boolean inSum = around == SqlKind.PLUS || around == SqlKind.MINUS;
        boolean first = i == 0 || kind == around && (kind == SqlKind.PLUS || kind == SqlKind.TIMES);
        boolean apart = SIGNS.containsKey(kind) && (sum != inSum ? sum : !first);
        return apart ? "(" + text(rows, operand) + ")" : text(rows, operand);
    }
}
