package io.scorecard.compiler.tree;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/** Where the rows of a canonical table come from: a source's table, or a model's query over several. */
public interface Origin {

    RelDataType row();

    RelNode scan(RelOptCluster cluster);
}
