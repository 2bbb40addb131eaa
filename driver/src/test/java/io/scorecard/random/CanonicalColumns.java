package io.scorecard.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the random company's canonical tables that plain questions ask for. */
final class CanonicalColumns {
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("customers", "customer_id:t name:t created_at:i segment:t region:t industry:t owner_name:t");
        TABLES.put("subscriptions", "subscription_id:t customer_id:t plan_id:t status:t valid_from:i valid_to:i mrr:m");
        TABLES.put(
                "tickets",
                "ticket_id:t customer_id:t created_at:i status:t channel:t priority:t first_response_at:i"
                        + " last_solved_at:i agent_reply_count:n reopen_count:n customer_reply_count:n"
                        + " handle_minutes:d is_deleted:f");
        TABLES.put(
                "surveys",
                "response_id:t survey_type:t customer_id:t respondent_id:t ticket_id:t sent_at:i responded_at:i"
                        + " channel:t nps_score:d csat_score:d ces_score:d");
        TABLES.put("revenue", "revenue_id:t customer_id:t occurred_at:i amount:m revenue_type:t cost_of_service:m");
        TABLES.put("costs", "cost_id:t period_start:y period_end:y amount:m category:t customer_id:t ticket_id:t");
        TABLES.put("plans", "plan_id:t name:t tier:t");
    }

    private CanonicalColumns() {}

    static List<String> tables() {
        return List.copyOf(TABLES.keySet());
    }

    static List<Column> of(String table, String alias) {
        List<Column> columns = new ArrayList<>();
        for (String column : String.valueOf(TABLES.get(table)).split(" ")) {
            String[] parts = column.split(":");
            columns.add(Column.of(alias + "." + parts[0], kind(parts[1])));
        }
        return columns;
    }

    static boolean has(String table, String column) {
        return String.valueOf(TABLES.get(table)).contains(column + ":");
    }

    private static Kind kind(String letter) {
        return switch (letter) {
            case "n" -> Kind.INTEGER;
            case "m" -> Kind.DECIMAL;
            case "d" -> Kind.DOUBLE;
            case "i" -> Kind.INSTANT;
            case "y" -> Kind.DAY;
            case "f" -> Kind.FLAG;
            default -> Kind.TEXT;
        };
    }
}
