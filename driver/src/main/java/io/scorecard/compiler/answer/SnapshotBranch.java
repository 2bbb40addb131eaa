package io.scorecard.compiler.answer;

import io.scorecard.compiler.call.Drill;
import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a named relation as they are at the opening or the closing of each period: {@code relation(bound) ⟕
 * customers → conditions → keys → components}. Attributes that change are those of the bound.
 */
final class SnapshotBranch {

    private final Build build;
    private final Question question;
    private final Attributes attributes;
    private final Periods periods;
    private final Fact fact;
    private final Branch.Snapshot branch;
    private final AtBounds bounds;

    /** @param bounds of the branch's opening or closing */
    SnapshotBranch(
            Build build,
            Catalog catalog,
            Question question,
            Attributes attributes,
            Periods periods,
            Branch.Snapshot branch,
            AtBounds bounds) {
        this.build = build;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.fact = catalog.fact(branch.relation());
        this.branch = branch;
        this.bounds = bounds;
    }

    /** @param atoms components of this branch, by the name of their figure */
    Part part(Map<String, Atom.Total> atoms) {
        FactColumns columns = new FactColumns(fact, attributes, atoms.values(), branch.where());
        Rows rows = rows(columns);
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : rows.col(AtBounds.P));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = entry.getValue().component();
            contribution.add(
                    entry.getKey(),
                    component,
                    argument(rows, component),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    filters(rows, entry.getValue()),
                    component.type());
        }
        return question.isOfFew(periods) ? contribution.ungrouped() : contribution.part();
    }

    /** The rows themselves, as {@link FlowBranch#lines}. */
    Rows lines(Map<String, Atom.Total> atoms) {
        FactColumns read = new FactColumns(fact, attributes, atoms.values(), branch.where());
        read.add(Drill.KEY, fact.rowKey());
        Rows rows = rows(read);
        Map<String, RexNode> columns =
                Contribution.keys(rows, attributes, question, periods.one() ? null : rows.col(AtBounds.P));
        columns.put(Drill.KEY, rows.col(Drill.KEY));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = entry.getValue().component();
            columns.put(
                    entry.getKey(),
                    FlowBranch.added(build, component, argument(rows, component), filters(rows, entry.getValue())));
        }
        return rows.select(columns);
    }

    private Rows rows(FactColumns columns) {
        Rows read = bounds.rows(branch.relation(), branch.at());
        Rows named = columns.of(read, periods.one() ? List.of(AtBounds.AT) : List.of(AtBounds.P, AtBounds.AT));
        Rows rows = branch.where() == null ? named : named.where(FactColumns.inputs(named, branch.where()));
        rows = fact.reached(build, rows, attributes.own(), AtBounds.AT);
        rows = attributes.join(attributes.named(rows, attributes.own(), ""));
        return rows.where(attributes.over(rows, question.where()));
    }

    private static @Nullable RexNode argument(Rows rows, Component component) {
        return component.argument() == null ? null : FactColumns.inputs(rows, component.argument());
    }

    private List<RexNode> filters(Rows rows, Atom.Total atom) {
        RexNode filter = atom.component().filter();
        return attributes.conditions(
                rows, atom, filter == null ? List.of() : List.of(FactColumns.inputs(rows, filter)));
    }
}
