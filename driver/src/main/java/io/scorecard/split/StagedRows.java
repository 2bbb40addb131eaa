package io.scorecard.split;

import io.scorecard.source.Engine;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A part of a question that one database answers and the embedded one goes on with.
 *
 * @param relations of its WITH
 * @param table the temporary table that takes its rows
 * @param row the table's columns
 */
public record StagedRows(Engine engine, RelNode tree, Map<String, RelNode> relations, String table, RelDataType row) {}
