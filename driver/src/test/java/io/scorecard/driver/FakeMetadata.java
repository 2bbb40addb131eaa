package io.scorecard.driver;

import static io.scorecard.driver.FakeWorkspace.column;

import io.scorecard.compiler.Metadata;
import io.scorecard.run.ResultColumn;
import java.sql.Types;
import java.util.List;

/** Two tables that refer to each other, a view, a table of a source, and two functions. */
record FakeMetadata(List<Table> tables, List<Function> functions) implements Metadata {

    private static final ResultColumn KEY =
            new ResultColumn("customer_id", Types.VARCHAR, "VARCHAR", 0, 0, false, "Who it is.");
    private static final ResultColumn MRR =
            new ResultColumn("mrr", Types.DECIMAL, "DECIMAL", 18, 2, true, "Recurring revenue a month.");

    static final FakeMetadata SHOP = new FakeMetadata(
            List.of(
                    table("customers", "TABLE", "Who buys.", List.of(KEY, MRR), List.of("customer_id")),
                    new Table(
                            "scorecard",
                            "surveys",
                            "TABLE",
                            "What they answer.",
                            List.of(column("survey_id", Types.VARCHAR, "VARCHAR"), KEY),
                            List.of("survey_id"),
                            List.of(new ForeignKey("customer_id", "customers", "customer_id"))),
                    table(
                            "kpi_monthly",
                            "VIEW",
                            "A row a month.",
                            List.of(column("month", Types.DATE, "DATE")),
                            List.of()),
                    new Table(
                            "crm",
                            "deals",
                            "TABLE",
                            "",
                            List.of(column("deal%id", Types.BIGINT, "BIGINT")),
                            List.of(),
                            List.of())),
            List.of(
                    new Function(
                            "nps",
                            "Net Promoter Score.",
                            List.of(column("score", Types.DOUBLE, "DOUBLE")),
                            List.of(),
                            false),
                    new Function(
                            "nps_by",
                            "Net Promoter Score by segment.",
                            List.of(column("segment", Types.VARCHAR, "VARCHAR")),
                            List.of(column("segment", Types.VARCHAR, "VARCHAR"), column("nps", Types.DOUBLE, "DOUBLE")),
                            true)));

    private static Table table(String name, String type, String remarks, List<ResultColumn> columns, List<String> key) {
        return new Table("scorecard", name, type, remarks, columns, key, List.of());
    }
}
