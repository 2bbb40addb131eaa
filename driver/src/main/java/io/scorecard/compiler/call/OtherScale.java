package io.scorecard.compiler.call;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code csat(nps_score)}: an answer to another question, on another scale. Of 0 to 10 those from 1 to 5 would count as
 * scores of csat, and the others be left out, without a word.
 */
final class OtherScale {

    private OtherScale() {}

    /** Refuses a column that is what another KPI measures with. What is computed of one may be on this KPI's scale. */
    static void refuse(Catalogue catalogue, Kpi kpi, List<SqlNode> arguments) {
        List<String> names = List.copyOf(kpi.takes().keySet());
        for (int i = 0; i < arguments.size(); i++) {
            String own = scale(kpi, names.get(i));
            if (own.isEmpty() || !(arguments.get(i) instanceof SqlIdentifier id)) {
                continue;
            }
            String given = id.names.get(id.names.size() - 1);
            if (!given.equalsIgnoreCase(own) && isScale(catalogue, given)) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + kpi.name() + "' is given '" + given + "', which has another scale than '" + own + "'.",
                        "Write " + kpi.name() + "(" + own + "), or compute from it what is on that scale.");
            }
        }
    }

    private static boolean isScale(Catalogue catalogue, String column) {
        return catalogue.kpis().stream()
                .anyMatch(k ->
                        k.takes().keySet().stream().anyMatch(t -> scale(k, t).equalsIgnoreCase(column)));
    }

    /** The column of scores that an argument stands for in {@code kpi}, or nothing. */
    private static String scale(Kpi kpi, String argument) {
        String column = kpi.definition().binds().getOrDefault(argument, "");
        return kpi.within().containsKey(argument) && column.matches("\\w+") ? column : "";
    }
}
