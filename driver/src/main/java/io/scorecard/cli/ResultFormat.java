package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A way to write a result, row by row: a result may be longer than memory. */
@FunctionalInterface
interface ResultFormat {

    void print(ResultSet rows, PrintStream out) throws SQLException;

    static ResultFormat named(String name) {
        return switch (name) {
            case "table" -> new TableFormat();
            case "csv" -> new CsvFormat();
            case "json" -> new JsonFormat();
            default -> throw new UsageError("There is no format '" + name + "'. Formats: table, csv, json.");
        };
    }
}
