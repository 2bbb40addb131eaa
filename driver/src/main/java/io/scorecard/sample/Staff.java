package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** Reps and support agents, whose hour becomes dearer on the first of January 2025. */
final class Staff {

    private static final String[] FIRST = {
        "Mia", "Noah", "Lena", "Omar", "Sofia", "Jonas", "Ines", "Paul", "Yara", "Tom"
    };
    private static final String[] LAST = {"Keller", "Rossi", "Dubois", "Yilmaz", "Jansen", "Weber", "Costa"};
    private static final int RISE_MONTH = Timeline.month(2025, 1);

    private final Timeline timeline;
    private final int agents;

    Staff(Timeline timeline, double scale) {
        this.timeline = timeline;
        agents = Math.max(3, (int) Math.round(Story.AGENTS_AT_SCALE_ONE * scale));
    }

    static String repId(int rep) {
        return "REP-" + (rep + 1);
    }

    /** Some agent who was there at that time; the last quarter of them came with the rise. */
    String support(SplittableRandom random, long at) {
        int there = at < timeline.start(RISE_MONTH) ? Math.max(2, agents * 3 / 4) : agents;
        return agentId(random.nextInt(there));
    }

    private static String agentId(int agent) {
        return "AG-" + (agent + 1);
    }

    void write(Connection duckdb, String schema) throws SQLException {
        try (Table table = new Table(duckdb, schema, "agents", """
            agent_id VARCHAR, name VARCHAR, team VARCHAR, hourly_cost DECIMAL(38,4), valid_from TIMESTAMP,
            valid_to TIMESTAMP\
            """)) {
            long rise = timeline.start(RISE_MONTH);
            for (int rep = 0; rep < Story.REPS.length; rep++) {
                write(table, repId(rep), Story.REPS[rep], "customer success", 52, timeline.start(0), Timeline.NEVER);
            }
            for (int agent = 0; agent < agents; agent++) {
                String name = FIRST[agent % FIRST.length] + " " + LAST[agent / FIRST.length % LAST.length];
                int cost = 34 + agent * 3 % 11;
                if (agent < Math.max(2, agents * 3 / 4)) {
                    write(table, agentId(agent), name, "support", cost, timeline.start(0), rise);
                }
                write(table, agentId(agent), name, "support", cost + 3, rise, Timeline.NEVER);
            }
        }
    }

    private static void write(Table table, String id, String name, String team, int cost, long from, long to)
            throws SQLException {
        table.row()
                .text(id)
                .text(name)
                .text(team)
                .money(cost * 10_000L)
                .instant(from)
                .instant(to)
                .end();
    }
}
