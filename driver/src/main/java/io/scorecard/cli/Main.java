package io.scorecard.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The command line. Exit status 0: done; 1: refused or failed, and said why; 2: not understood. */
public final class Main {

    private final List<Command> commands;

    Main(Door door) {
        this.commands = List.of(
                new Demo(door),
                new Sql(door),
                new Kpis(door),
                new Describe(door),
                new Check(door),
                new Trial(door),
                new ExportViews(door),
                new Generate(),
                new Serve());
    }

    public static void main(String[] line) {
        int status = new Main(Door::throughDriverManager).run(Arrays.asList(line), Console.ofProcess());
        System.exit(status);
    }

    int run(List<String> line, Console console) {
        int status = done(line, console);
        // A stream that prints keeps its failures to itself.
        return console.out().checkError() && status == 0
                ? failed(console, "Cannot write all of it. Is the disk full?", 1)
                : status;
    }

    private int done(List<String> line, Console console) {
        if (line.isEmpty() || isHelp(line.get(0))) {
            return help(line.size() > 1 ? Optional.of(line.get(1)) : Optional.empty(), console);
        }
        if (line.get(0).equals("--version")) {
            console.say("scorecard " + version());
            return 0;
        }
        List<String> rest = line.subList(1, line.size());
        if (!rest.isEmpty() && isHelp(rest.get(0))) {
            return help(Optional.of(line.get(0)), console);
        }
        String page = "";
        try {
            Command command = command(line.get(0));
            page = command.name() + " ";
            command.run(Arguments.parse(rest, command.options()), console);
            return 0;
        } catch (UsageError error) {
            return failed(console, error.getMessage() + " See scorecard " + page + "--help.", 2);
        } catch (InvalidPathException error) {
            return failed(console, "'" + error.getInput() + "' is no path: " + error.getReason() + ".", 2);
        } catch (SQLException error) {
            return failed(console, OneLine.of(error), 1);
        } catch (IOException error) {
            return failed(console, "Cannot read or write: " + error.getMessage(), 1);
        }
    }

    private int help(Optional<String> name, Console console) {
        if (name.isEmpty()) {
            console.say("Customer KPIs in plain SQL.\n\nUsage: scorecard COMMAND [options]\n");
            commands.forEach(command -> console.say(String.format("  %-10s %s", command.name(), command.summary())));
            console.say(
                    "\nscorecard COMMAND --help tells more about one of them, scorecard --version which version this is.");
            return 0;
        }
        try {
            console.say(command(name.get()).help().stripTrailing());
            return 0;
        } catch (UsageError error) {
            return failed(console, error.getMessage(), 2);
        }
    }

    private Command command(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageError("There is no command '" + name + "'. Commands: "
                        + String.join(", ", commands.stream().map(Command::name).toList()) + "."));
    }

    private static int failed(Console console, String message, int status) {
        console.out().flush();
        console.err().println("scorecard: " + message);
        return status;
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h") || word.equals("help");
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }
}
