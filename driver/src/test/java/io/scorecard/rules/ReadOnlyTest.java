package io.scorecard.rules;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever would change something is refused as such, and not as a mistake in SQL. */
class ReadOnlyTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE customers",
                "drop table if exists customers;",
                "/* tidy */ COPY customers TO '/var/x'",
                "COPY (SELECT 1) TO STDOUT",
                "INSERT INTO customers VALUES ('x')",
                "UPDATE customers SET segment = 'x'",
                "DELETE FROM customers",
                "MERGE INTO customers USING x ON 1 = 1 WHEN MATCHED THEN DELETE",
                "CREATE TABLE x AS SELECT 1",
                "CREATE OR REPLACE VIEW x AS SELECT 1",
                "ALTER TABLE customers ADD COLUMN x INT",
                "TRUNCATE customers",
                "GRANT ALL ON customers TO x",
                "ATTACH 'x.db' AS x",
                "PRAGMA database_list",
                "INSTALL httpfs",
                "LOAD httpfs",
                "VACUUM",
                "CALL f()",
                "DO $$ BEGIN END $$",
                "LOCK TABLE customers",
                "EXPLAIN DROP TABLE customers",
                "WITH gone AS (DELETE FROM customers RETURNING *) SELECT * FROM gone",
                "SELECT * INTO x FROM customers",
                "SELECT * FROM customers FOR UPDATE",
            })
    void changesAreRefused(String sql) {
        assertRefused("25006", "Scorecard only reads", sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELEC 1", "dropp table customers", "SELECT 1 FROM", "SELECT 'update"})
    void mistakesAreMistakes(String sql) {
        company(Company.Engine.DUCKDB).assertRefused("42601", "SC-2001 [42601] Line 1, column", sql);
    }
}
