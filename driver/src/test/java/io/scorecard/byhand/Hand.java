package io.scorecard.byhand;

import io.scorecard.sample.Progress;
import io.scorecard.sample.SampleCompany;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The sample company in a DuckDB of its own, with what the blocks stand on in a schema for each cut. */
record Hand(Connection duckdb) {

    static Hand load(Connection duckdb, Iterable<Cut> cuts) throws SQLException, IOException {
        SampleCompany.load(duckdb, "sample", 42, 1, Progress.SILENT);
        String prelude = Block.text("prelude");
        try (Statement statement = duckdb.createStatement()) {
            for (Cut cut : cuts) {
                statement.execute("CREATE SCHEMA " + cut.schema());
                use(statement, cut);
                statement.execute(cut.macros());
                statement.execute(prelude.replace("${months}", String.valueOf(cut.months())));
            }
        }
        return new Hand(duckdb);
    }

    Cells cells(Block block, Cut cut) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            use(statement, cut);
        }
        return Cells.of(duckdb, block.sql());
    }

    private static void use(Statement statement, Cut cut) throws SQLException {
        statement.execute("SET search_path = '" + cut.schema() + ",sample'");
    }
}
