package io.scorecard.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Reads all agents in a process of its own, and tells how many they were and what the process has taken. */
final class Reader {

    private Reader() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        long start = System.nanoTime();
        long first = 0;
        long read = 0;
        double sum = 0;
        try (Connection connection = Store.open(Path.of(arguments[0]), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT agent_id, name, hourly_cost FROM agents")) {
            while (rows.next()) {
                first = read == 0 ? System.nanoTime() - start : first;
                read++;
                sum += rows.getDouble(3);
                if (rows.getString(2).length() < 14) {
                    throw new IllegalStateException(rows.getString(2));
                }
            }
        }
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .map(l -> l.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
        System.out.printf(
                "%d rows, sum %.0f, first after %d ms, all after %d ms, resident at most %d MiB%n",
                read,
                sum,
                TimeUnit.NANOSECONDS.toMillis(first),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                Long.parseLong(peak) / 1024);
    }
}
