package io.scorecard.compiler.answer;

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
        Rows read = bounds.rows(branch.relation());
        Rows named = columns.of(read, periods.one() ? List.of(AtBounds.AT) : List.of(AtBounds.P, AtBounds.AT));
        Rows rows = branch.where() == null ? named : named.where(FactColumns.inputs(named, branch.where()));
        rows = fact.reached(build, rows, attributes.own(), AtBounds.AT);
        rows = attributes.join(attributes.named(rows, attributes.own(), ""));
        rows = rows.where(attributes.over(rows, question.where()));
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : rows.col(AtBounds.P));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = entry.getValue().component();
            contribution.add(
                    entry.getKey(),
                    component,
                    component.argument() == null ? null : FactColumns.inputs(rows, component.argument()),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    attributes.conditions(
                            rows,
                            entry.getValue(),
                            component.filter() == null
                                    ? List.of()
                                    : List.of(FactColumns.inputs(rows, component.filter()))),
                    component.type());
        }
        return contribution.part();
    }
}
