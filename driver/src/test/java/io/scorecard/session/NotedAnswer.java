package io.scorecard.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

/** What a question answers, a slash behind each row, and the notes beside the answer. */
record NotedAnswer(String rows, List<String> notes) {

    static NotedAnswer by(Connection connection, String question, Object... values) throws SQLException {
        StringBuilder rows = new StringBuilder();
        List<String> notes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        rows.append(i == 1 ? "" : " ").append(row.getString(i));
                    }
                    rows.append('/');
                }
            }
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                notes.add(w.getMessage());
            }
        }
        return new NotedAnswer(rows.toString(), notes);
    }
}
