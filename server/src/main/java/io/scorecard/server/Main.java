package io.scorecard.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** Starts the server. Exit status 1: refused or failed, and said why; 2: not understood. */
public final class Main {

    private static final String HELP = """
            Usage: scorecard serve [MODEL] [--port N] [--data DIR]

            Serves a model to every client that speaks the PostgreSQL protocol, such as psql or Superset. The
            database has the model's name; the user is analyst, without a password, from this machine only.

              MODEL       the model file; without it the built-in sample company
              --port N    the port on 127.0.0.1; without it 5433, with 0 any that is free
              --data DIR  the folder that the model's data files lie in; without it the model's own

            Example:
              scorecard serve examples/sample/model.yaml --port 5433
              psql -h 127.0.0.1 -p 5433 -U analyst sample
            """;

    private Main() {}

    public static void main(String[] line) throws InterruptedException {
        int status = start(line);
        if (status >= 0) {
            System.exit(status);
        }
        new CountDownLatch(1).await();
    }

    /** -1: the server runs. */
    private static int start(String[] line) {
        try {
            Invitation asked = Invitation.parse(line);
            if (asked.help()) {
                System.out.print(HELP);
                return 0;
            }
            asked.data().ifPresent(folder -> System.setProperty("scorecard.data", folder.toString()));
            House house = new House(asked.model().map(Path::toString).orElse("sample"));
            Server server = Server.start(house, asked.port(), Limits.USUAL);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            System.out.printf(
                    "Scorecard serves database %s to user %s, without a password, on this machine only: "
                            + "psql -h 127.0.0.1 -p %d -U %s %s%n",
                    server.database(), House.USER, server.port(), House.USER, server.database());
            return -1;
        } catch (IllegalArgumentException e) {
            return failed(e.getMessage() + " See scorecard serve --help.", 2);
        } catch (SQLException e) {
            return failed(String.valueOf(e.getMessage()), 1);
        } catch (IOException e) {
            return failed("Cannot listen: " + e.getMessage() + ". Choose another port with --port.", 1);
        }
    }

    private static void close(Server server) {
        try {
            server.close();
        } catch (SQLException | IOException e) {
            // The process ends anyhow.
            return;
        }
    }

    private static int failed(String message, int status) {
        System.out.flush();
        System.err.println("scorecard: " + message);
        return status;
    }
}
