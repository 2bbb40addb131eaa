package io.scorecard.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Something that check has found, and how bad it is: error, warning or note. */
record Finding(String severity, String text) {

    static Finding of(String severity, long rows, String text) {
        String of = rows == 1 ? text.replaceFirst("^rows ", "row ") : text;
        return new Finding(severity, String.format(Locale.ROOT, "%,d %s", rows, of));
    }

    /** What an error says, without its code. */
    static String plain(SQLException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^SC-\\d+ \\[\\w+] ", "");
    }

    static boolean isWrong(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.severity.equals("error"));
    }

    /** The worst first. */
    static void tell(List<Finding> findings, Console console) {
        for (String severity : List.of("error", "warning", "note")) {
            findings.stream()
                    .filter(f -> f.severity.equals(severity))
                    .forEach(f -> console.say("      " + mark(console, severity) + "  " + f.text));
        }
    }

    private static String mark(Console console, String severity) {
        return switch (severity) {
            case "error" -> console.painted(Paint.RED, "● error  ");
            case "warning" -> console.painted(Paint.AMBER, "● warning");
            default -> console.painted(Paint.FAINT, "○ note   ");
        };
    }
}
