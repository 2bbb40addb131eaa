package io.scorecard.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One thing to be looked at.
 *
 * @param subject what it is about, as the name of a KPI
 */
public record Proof(Group group, String subject, Body body) {

    /** Where proofs are listed together. */
    public enum Group {
        BUILT_IN("Examples of the built-in definitions"),
        OWN("Examples of your own definitions"),
        DATA("What must hold in your data");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Looks. */
    @FunctionalInterface
    public interface Body {
        Verdict look() throws SQLException, IOException;
    }

    /** A question that is not answered is no proof of anything wrong where the refusal says what is missing. */
    public Verdict verdict() throws IOException {
        try {
            return body.look();
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^SC-\\d+ \\[\\w+] ", "");
            if ("0A000".equals(e.getSQLState())) {
                return Verdict.notApplicable(message.replaceFirst("(?s)\\. .*", ""));
            }
            return new Verdict(
                    Outcome.FAILED, "not answered", List.of(), "The question could not be answered: " + message);
        }
    }
}
