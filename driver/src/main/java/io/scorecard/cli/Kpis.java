package io.scorecard.cli;

import java.sql.SQLException;
import java.util.List;

/** Lists the KPIs of a model. */
final class Kpis implements Command {
    private final Door door;

    Kpis(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "kpis";
    }

    @Override
    public String summary() {
        return "list the KPIs that can be asked";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard kpis [MODEL] [--data DIR] [--format table|csv|json]

            Lists the KPIs by family; scorecard describe tells what one of them means. In csv and json each has its
            summary, its unit, and whether the model has the data for it.

            """ + Door.MODEL_HELP + "  --format F     table (name and title), csv or json; without it table\n";
    }

    @Override
    public List<String> options() {
        return Door.OPTIONS_AND_FORMAT;
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException {
        Sql.ask(door, "SHOW KPIS", arguments.modelAsOption(), console, new KpiList());
    }
}
