package io.scorecard.session;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Asks the company of three customers, opened once for a class of tests. */
abstract class OfThreeCustomers {

    @TempDir
    static Path folder;

    static Connection three;

    @BeforeAll
    static void openThree() throws SQLException, IOException {
        three = Company.open(Company.in(folder));
    }

    @AfterAll
    static void closeThree() throws SQLException {
        three.close();
    }
}
