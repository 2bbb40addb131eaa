package io.scorecard.oracle;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers of four kinds: out of range, fractional, unanswered, anonymous, and tickets that are rated again. */
final class RandomSurveys {
    private static final int ANSWERS = 220;

    private RandomSurveys() {}

    static Table of(Dice dice) {
        Table table = new Table(
                "surveys",
                "response_id VARCHAR",
                "survey_type VARCHAR",
                "score DOUBLE PRECISION",
                "scale_min BIGINT",
                "scale_max BIGINT",
                "direction VARCHAR",
                "customer_id VARCHAR",
                "respondent_id VARCHAR",
                "ticket_id VARCHAR",
                "sent_at TIMESTAMP",
                "responded_at TIMESTAMP",
                "channel VARCHAR");
        Set<String> taken = new HashSet<>();
        while (table.rows().size() < ANSWERS) {
            String type = dice.pick("nps", "nps", "nps", "nps", "csat", "csat", "csat", "ces", "ces", "exit", "fcr");
            String customer = dice.chance(8) ? null : Integer.toString(dice.between(1, 43));
            String respondent = dice.chance(12) ? null : (customer == null ? "x" : customer) + dice.pick("a", "b");
            String ticket = type.equals("csat") && dice.chance(75) ? Integer.toString(dice.between(1, 30)) : null;
            LocalDateTime sent = dice.instant(RandomCompany.BEGIN, RandomCompany.END);
            LocalDateTime responded = dice.chance(10) ? null : dice.instant(sent, sent.plusDays(20));
            if (responded != null
                    && (!taken.add(type + respondent + responded)
                            || !taken.add(type + " ticket " + ticket + responded))) {
                continue;
            }
            boolean unanswered = responded == null || dice.chance(5);
            table.add(
                    Integer.toString(table.rows().size() + 1),
                    type,
                    unanswered ? null : score(dice, type),
                    type.equals("nps") ? 0L : 1L,
                    type.equals("nps") ? 10L : type.equals("ces") ? 7L : 5L,
                    type.equals("ces") ? "ease" : null,
                    customer,
                    respondent,
                    ticket,
                    sent,
                    responded,
                    dice.<@Nullable String>pick("email", "app", null));
        }
        return table;
    }

    private static Double score(Dice dice, String type) {
        return switch (type) {
            case "nps" ->
                dice.chance(10) ? dice.pick(-1.0, 11.0, 8.5, 6.5, 10.5, -0.5) : (Double) (double) dice.between(0, 10);
            case "csat" -> dice.chance(10) ? dice.pick(0.0, 6.0, 4.5, 3.5) : (Double) (double) dice.between(1, 5);
            case "ces" -> dice.chance(10) ? dice.pick(0.0, 8.0, 4.5) : (Double) (double) dice.between(1, 7);
            default -> (double) dice.between(0, 1);
        };
    }
}
