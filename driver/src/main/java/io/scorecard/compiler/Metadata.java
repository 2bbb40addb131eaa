package io.scorecard.compiler;

import io.scorecard.run.ResultColumn;
import java.util.List;

/** What tools are told about a model: tables, columns, keys and functions. */
public interface Metadata {

    List<Table> tables();

    List<Function> functions();

    /**
     * A table or view.
     *
     * @param schema {@code scorecard} for ours, a source's name for an exposed table
     * @param type {@code TABLE} or {@code VIEW}
     */
    record Table(
            String schema,
            String name,
            String type,
            String remarks,
            List<ResultColumn> columns,
            List<String> primaryKey,
            List<ForeignKey> foreignKeys) {}

    /** {@code column} of a table holds the key of {@code table}. */
    record ForeignKey(String column, String table, String tableColumn) {}

    /**
     * A function.
     *
     * @param arguments name and type of each; the last may repeat
     * @param result {@code null} columns for a scalar or an aggregate
     */
    record Function(
            String name,
            String remarks,
            List<ResultColumn> arguments,
            List<ResultColumn> resultColumns,
            boolean table) {}
}
