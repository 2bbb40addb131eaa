package io.scorecard.byhand;

import io.scorecard.sample.Progress;
import io.scorecard.sample.SampleCompany;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The sample company in a DuckDB of its own, with what the blocks stand on in a schema for each cut that is asked. */
final class Hand {
    private final Connection duckdb;
    private final String prelude;
    private final Set<Cut> ready = new HashSet<>();

    private Hand(Connection duckdb, String prelude) {
        this.duckdb = duckdb;
        this.prelude = prelude;
    }

    static Hand load(Connection duckdb) throws SQLException, IOException {
        SampleCompany.load(duckdb, "sample", 42, 1, Progress.SILENT);
        return new Hand(duckdb, Block.text("prelude"));
    }

    Cells cells(Block block, Cut cut) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            if (ready.add(cut)) {
                statement.execute("CREATE SCHEMA " + cut.schema());
                use(statement, cut);
                statement.execute(cut.macros());
                statement.execute(prelude.replace("${months}", String.valueOf(cut.months())));
            }
            use(statement, cut);
        }
        return Cells.of(duckdb, block.sql());
    }

    private static void use(Statement statement, Cut cut) throws SQLException {
        statement.execute("SET search_path = '" + cut.schema() + ",sample'");
    }
}
