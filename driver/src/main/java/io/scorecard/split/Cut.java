package io.scorecard.split;

import com.google.common.collect.ImmutableList;
import io.scorecard.functions.ErrorCode;
import io.scorecard.source.Engine;
import io.scorecard.source.StagingTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelDigest;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Cuts out of a tree the largest parts that one other database can answer, and puts the scan of a
 * temporary table in the place of each; equal parts are one. Not thread-safe.
 */
final class Cut {

    /** As what values travel whose type means more than they show. */
    private static final Map<SqlTypeName, SqlTypeName> PLAIN = Map.of(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, SqlTypeName.TIMESTAMP, SqlTypeName.CHAR, SqlTypeName.VARCHAR);

    private final Places places;
    private final Function<RelNode, Map<String, RelNode>> reads;
    private final Map<RelDigest, StagedRows> stages;

    /** @param reads the relations of the WITH that a tree rests on */
    Cut(Places places, Function<RelNode, Map<String, RelNode>> reads) {
        this(places, reads, new LinkedHashMap<>());
    }

    private Cut(Places places, Function<RelNode, Map<String, RelNode>> reads, Map<RelDigest, StagedRows> stages) {
        this.places = places;
        this.reads = reads;
        this.stages = stages;
    }

    /** One that goes on with the same stages. */
    Cut with(Places other, Function<RelNode, Map<String, RelNode>> otherReads) {
        return new Cut(other, otherReads, stages);
    }

    /** Cuts out no sums and no joins, but the rows that they take. */
    RelNode rows(RelNode node) {
        RelNode rows = node;
        while (rows instanceof Project || rows instanceof Filter) {
            rows = rows.getInput(0);
        }
        return rows instanceof TableScan ? of(node) : Trees.map(node, this::rows);
    }

    /** Whether a scan reads rows that were brought: they are where all is brought to. */
    static boolean isStaged(TableScan scan) {
        return scan.getTable().unwrap(Temporary.class) != null;
    }

    List<StagedRows> stages() {
        return List.copyOf(stages.values());
    }

    RelNode of(RelNode node) {
        if (!places.hasForeign(node)) {
            return node;
        }
        if (places.isForeign(node) && !multiplies(node) && !Trees.looksOutside(node)) {
            return staged(node);
        }
        return Trees.map(node, this::of);
    }

    /** A join with literals gives more rows than it takes: it is left to where the rows are going to. */
    private boolean multiplies(RelNode node) {
        if (node instanceof Project project && project.getProjects().stream().noneMatch(Trees::isMore)) {
            return multiplies(project.getInput());
        }
        return node instanceof Join join
                && (places.of(join.getLeft()).isEmpty()
                        || places.of(join.getRight()).isEmpty());
    }

    private RelNode staged(RelNode node) {
        RelNode movable = movable(node);
        StagedRows stage = stages.computeIfAbsent(movable.getRelDigest(), d -> stage(movable, node));
        RelOptTable table = RelOptTableImpl.create(
                null, stage.row(), new Temporary(stage.row()), ImmutableList.copyOf(StagingTable.path(stage.table())));
        return LogicalTableScan.create(node.getCluster(), table, List.of());
    }

    private StagedRows stage(RelNode movable, RelNode node) {
        Engine engine = places.of(movable).iterator().next();
        return new StagedRows(
                engine, movable, reads.apply(movable), "staged_" + (stages.size() + 1), row(movable, node));
    }

    /**
     * Moments with a zone travel as moments in UTC, in which every session is; a {@code char(n)} as a text without the blanks
     * that fill it, which mean nothing where it lives and would where it goes to.
     */
    private static RelNode movable(RelNode node) {
        RexBuilder rex = node.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        boolean changed = false;
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            RexNode column = rex.makeInputRef(node, field.getIndex());
            SqlTypeName plain = PLAIN.get(field.getType().getSqlTypeName());
            if (plain != null) {
                RelDataType type = rex.getTypeFactory().createSqlType(plain);
                column =
                        rex.makeAbstractCast(rex.getTypeFactory().createTypeWithNullability(type, true), column, false);
                changed = true;
            }
            columns.add(column);
        }
        return changed
                ? LogicalProject.create(
                        node, List.of(), columns, node.getRowType().getFieldNames(), Set.of())
                : node;
    }

    /**
     * Columns whose names differ in more than their case; one that nobody named gets a name of its own. To who reads it, a
     * {@code char(n)} is still one.
     */
    private static RelDataType row(RelNode movable, RelNode node) {
        RelDataTypeFactory types = node.getCluster().getTypeFactory();
        RelDataTypeFactory.Builder row = types.builder();
        Set<String> names = new HashSet<>();
        for (RelDataTypeField moved : movable.getRowType().getFieldList()) {
            RelDataTypeField read = node.getRowType().getFieldList().get(moved.getIndex());
            RelDataTypeField field = read.getType().getSqlTypeName() == SqlTypeName.CHAR ? read : moved;
            SqlTypeName type = field.getType().getSqlTypeName();
            if (type == SqlTypeName.ANY || SqlTypeName.INTERVAL_TYPES.contains(type)) {
                throw ErrorCode.UNANSWERABLE.with(
                        "'" + field.getName() + "' is of a type that cannot be brought to another database.",
                        "CAST it to text, a number or a date.");
            }
            String given = SqlUtil.isGeneratedAlias(field.getName()) ? "unnamed" : field.getName();
            String name = given;
            for (int i = 0; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = given + "_" + i;
            }
            row.add(name, type == SqlTypeName.NULL ? types.createSqlType(SqlTypeName.VARCHAR) : field.getType());
        }
        return row.build();
    }

    /** A temporary table, of which only the columns are known here. */
    private static final class Temporary extends AbstractTable implements TranslatableTable {
        private final RelDataType row;

        Temporary(RelDataType row) {
            this.row = row;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return row;
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            return LogicalTableScan.create(context.getCluster(), table, List.of());
        }
    }
}
