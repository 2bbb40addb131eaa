package io.scorecard.cli;

import java.util.List;

/** Tells where the server is: it stands in front of the driver, in a jar of its own, and is started from that. */
final class Serve implements Command {

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "answer psql, Superset and others by the PostgreSQL protocol";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard serve [MODEL] [--port N] [--data DIR]

            The server has a jar of its own, scorecard-server; ./scorecard serve builds and starts it.
            """;
    }

    @Override
    public List<String> options() {
        return List.of("--port", "--data");
    }

    @Override
    public void run(Arguments arguments, Console console) {
        throw new UsageError("The server has a jar of its own, scorecard-server; ./scorecard serve starts it.");
    }
}
