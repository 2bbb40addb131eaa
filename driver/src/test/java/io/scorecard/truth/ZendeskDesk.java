package io.scorecard.truth;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where the raw tables of the help desk lie; the model is the same but for the line of its source. */
enum ZendeskDesk {
    FILES {
        @Override
        String source(Path raw, Path folder) throws IOException {
            Path copies = Files.createDirectories(folder.resolve("raw"));
            for (String table : TABLES) {
                Files.copy(raw.resolve(table + ".csv"), copies.resolve(table + ".csv"));
            }
            return "{type: files, folder: raw}";
        }
    },
    POSTGRESQL {
        @Override
        String source(Path raw, Path folder) throws IOException, SQLException {
            try (Connection connection = Postgres.connect();
                    Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    Path file = raw.resolve(table + ".csv");
                    String columns = Csv.cells(Files.readAllLines(file).get(0)).stream()
                            .map(c -> '"' + c + "\" " + type(c))
                            .collect(Collectors.joining(", "));
                    statement.execute("DROP TABLE IF EXISTS public." + table);
                    statement.execute("CREATE TABLE public." + table + " (" + columns + ")");
                    Postgres.load(connection, "public." + table, file);
                }
                // As a server does by itself, but for a moment too late: it plans badly what it does not know.
                statement.execute("ANALYZE");
            }
            return "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres}"
                    .formatted(Postgres.port());
        }
    };

    private static final List<String> TABLES = List.of(
            "organization_data",
            "ticket_data",
            "ticket_comment_data",
            "ticket_field_history_data",
            "ticket_schedule_data",
            "schedule_data",
            "schedule_holiday_data",
            "user_data");

    /** Writes or loads the raw tables, and tells the model's line. */
    abstract String source(Path raw, Path folder) throws IOException, SQLException;

    private static String type(String column) {
        return switch (column) {
            case "created", "created_at", "updated" -> "TIMESTAMP";
            case "start_date", "end_date" -> "DATE";
            case "public", "_fivetran_deleted" -> "BOOLEAN";
            case "start_time", "end_time" -> "INTEGER";
            case "id", "ticket_id", "user_id", "organization_id", "schedule_id", "assignee_id", "group_id" -> "BIGINT";
            default -> "TEXT";
        };
    }

    Connection open(Path truth, Path folder) throws IOException, SQLException {
        return open(truth, folder, "organization_id");
    }

    /** Every ticket is a customer of its own, so that grouping by customers is grouping by tickets. */
    Connection openByTicket(Path truth, Path folder) throws IOException, SQLException {
        return open(truth, folder, "id");
    }

    /** The peer counts a deleted ticket as long as it was not deleted. */
    Connection openWithDeleted(Path truth, Path folder) throws IOException, SQLException {
        return open(
                truth, folder, "organization_id, status: \"CASE WHEN status = 'deleted' THEN 'open' ELSE status END\"");
    }

    private Connection open(Path truth, Path folder, String customer) throws IOException, SQLException {
        String text;
        try (InputStream resource = ZendeskDesk.class.getResourceAsStream("zendesk.yaml")) {
            text = new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        }
        String model = text.replace("{type: files, folder: raw}", source(truth.resolve("inputs"), folder))
                .replace("customer_id: organization_id", "customer_id: " + customer);
        return DriverManager.getConnection(
                "jdbc:scorecard:" + Files.writeString(folder.resolve("zendesk.yaml"), model));
    }
}
