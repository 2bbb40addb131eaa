package io.scorecard.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** One thing that can be done on the command line. */
interface Command {

    String name();

    /** One line for the list of commands. */
    String summary();

    /** How it is written, and what its options mean. */
    String help();

    /** The options it takes, with their dashes; each has a value. */
    List<String> options();

    void run(Arguments arguments, Console console) throws SQLException, IOException;
}
