package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import io.scorecard.functions.ErrorCode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelDigest;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.jspecify.annotations.Nullable;

/** Relations that a statement reads more than once; they become its WITH, in this order. */
public final class Shared {

    /** Before all that data know. */
    public static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

    /** After all that data know. */
    public static final LocalDate LAST_DAY = LocalDate.of(9999, 1, 1);

    private final Map<String, RelNode> named = new LinkedHashMap<>();
    private final Map<String, RelNode> parts = new LinkedHashMap<>();
    private final Set<String> money = new TreeSet<>();

    private final Map<String, String> grouping = new LinkedHashMap<>();

    private @Nullable AskedValues asked;
    private final Map<String, Set<String>> dates = new LinkedHashMap<>();
    private LocalDate from = LAST_DAY;
    private LocalDate until = FIRST_DAY;

    /** Some part of the statement looks at the days from the first to before the end. */
    public void covers(LocalDate firstDay, LocalDate endDay) {
        from = firstDay.isBefore(from) ? firstDay : from;
        until = endDay.isAfter(until) ? endDay : until;
    }

    /** Some part looks at everything that was seen before a moment. */
    public void coversUntil(LocalDateTime asOf) {
        LocalDate day = asOf.toLocalDate();
        LocalDate end = asOf.equals(day.atStartOfDay()) ? day : day.plusDays(1);
        from = FIRST_DAY;
        until = end.isAfter(until) ? end : until;
    }

    /** Some part puts the rows of a relation into periods by this: a column, or a bound that they are read at. */
    public void datesBy(String relation, String column) {
        dates.computeIfAbsent(relation, r -> new TreeSet<>()).add(column);
    }

    /** By what the statement puts a relation's rows into periods. */
    Set<String> datesOf(String relation) {
        return dates.getOrDefault(relation, Set.of());
    }

    /** Everything that is read is known: see {@link AskedValues}. */
    public void asksFor(AskedValues values) {
        asked = values;
    }

    public AskedValues asked() {
        return Objects.requireNonNull(asked);
    }

    /** Some part asks sums by these columns of customers, which may be none; the names are those of attributes. */
    public void groupsBy(Map<String, String> columns) {
        grouping.putAll(columns);
    }

    /** The columns of customers that parts of the statement ask sums by, by the names that attributes have. */
    public Map<String, String> grouping() {
        return grouping;
    }

    /** Some part of the statement adds up amounts of these tables. */
    public void addsUp(Set<String> tables) {
        money.addAll(tables);
    }

    /** Whose amounts are added up. */
    public List<String> money() {
        return List.copyOf(money);
    }

    public LocalDate coveredFrom() {
        return from;
    }

    public LocalDate coveredUntil() {
        return until;
    }

    /** All of them, each after those that it reads. */
    public Map<String, RelNode> relations() {
        Map<String, RelNode> all = new LinkedHashMap<>(named);
        all.putAll(parts);
        return all;
    }

    private final Map<Step, String> names = new LinkedHashMap<>();

    /** A step's text and its tables: two databases may have tables of one name. */
    private record Step(RelDigest digest, List<SourceTable> sources) {}

    private static List<SourceTable> sources(RelNode node) {
        List<SourceTable> found = new ArrayList<>();
        SourceTable table = node instanceof TableScan scan ? scan.getTable().unwrap(SourceTable.class) : null;
        if (table != null) {
            found.add(table);
        }
        node.getInputs().forEach(i -> found.addAll(sources(i)));
        return found;
    }

    public boolean has(String name) {
        return named.containsKey(name);
    }

    public void name(String name, RelNode definition) {
        named.put(name, definition);
    }

    public void rewriteParts(UnaryOperator<RelNode> rewrite) {
        parts.replaceAll((name, rel) -> rewrite.apply(rel));
    }

    public void rewriteNamed(UnaryOperator<RelNode> rewrite) {
        named.replaceAll((name, rel) -> rewrite.apply(rel));
    }

    /** Leaves out what a statement does not need of relations that ask whether members suffice, once that is said. */
    public void pruneAsked(Pruned pruned) {
        named.replaceAll((name, rel) -> asked().asksForMembers(name) ? pruned.apply(rel) : rel);
    }

    /** The same rows under a name of their own; equal steps of several blocks are one. */
    public Rows step(String what, Rows rows) {
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < rows.names().size(); i++) {
            columns.add(rows.col(i));
        }
        RelNode row = LogicalProject.create(rows.rel, List.of(), columns, rows.names(), Set.of());
        Set<CorrelationId> looksAt = RelOptUtil.getVariablesUsed(row);
        if (!looksAt.isEmpty() && !RelOptUtil.getVariablesSet(row).containsAll(looksAt)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "A question to 'kpi' looks at a row around it.",
                    "Group it by what it looks at, and join: .. JOIN (SELECT segment, mrr() AS v FROM kpi GROUP BY segment) AS k"
                            + " ON k.segment = ..");
        }
        Step step = new Step(row.getRelDigest(), sources(row));
        String name = names.computeIfAbsent(step, d -> what + "_" + (names.size() + 1));
        parts.put(name, row);
        RelOptTable table =
                RelOptTableImpl.create(null, row.getRowType(), new Named(row.getRowType()), ImmutableList.of(name));
        return new Rows(rows.build, LogicalTableScan.create(rows.build.cluster, table, List.of()), rows.names());
    }

    /** A relation of the WITH. */
    private static final class Named extends MemoryTable implements TranslatableTable {
        Named(RelDataType rowType) {
            super(rowType);
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            return LogicalTableScan.create(context.getCluster(), table, List.of());
        }
    }
}
