package io.scorecard.compiler.call;

import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.time.Shift;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Kpi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** The KPIs that an expression names, as columns or as calls with an option, under invented names. */
final class KpiReferences {

    private final Catalogue catalogue;
    private final KpiUse asker;
    private final Map<KpiUse, String> names = new LinkedHashMap<>();
    private final Map<String, Shifted> shifted = new LinkedHashMap<>();

    /** An expression over KPIs of another period. */
    record Shifted(Shift shift, SqlNode expression) {}

    KpiReferences(Catalogue catalogue, KpiUse asker) {
        this.catalogue = catalogue;
        this.asker = asker;
    }

    /** What was found, by the name that stands for it. */
    Map<String, KpiUse> found() {
        Map<String, KpiUse> found = new LinkedHashMap<>();
        names.forEach((use, name) -> found.put(name, use));
        return found;
    }

    /** What is asked of other periods, by the name that stands for it. */
    Map<String, Shifted> shifted() {
        return shifted;
    }

    SqlNode name(SqlNode expression) {
        return expression.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier id) {
                return id.isSimple()
                        ? catalogue
                                .kpi(id.getSimple())
                                .<SqlNode>map(k -> stand(KpiUse.plain(k), id))
                                .orElse(id)
                        : id;
            }

            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                Optional<Shift> shift = call instanceof SqlBasicCall
                        ? Shift.find(call.getOperator().getName(), call.getOperandList())
                        : Optional.empty();
                if (shift.isPresent()) {
                    String name = "s" + shifted.size();
                    shifted.put(name, new Shifted(shift.get(), call.operand(0)));
                    return new SqlIdentifier(name, call.getParserPosition());
                }
                Optional<Kpi> kpi = call instanceof SqlBasicCall && call.getOperator() instanceof SqlUnresolvedFunction
                        ? catalogue.kpi(call.getOperator().getName())
                        : Optional.empty();
                return kpi.isEmpty()
                        ? super.visit(call)
                        : stand(MeasureArguments.use(kpi.get(), call.getOperandList()), call);
            }
        });
    }

    private SqlIdentifier stand(KpiUse use, SqlNode at) {
        if (use.kpi().equals(asker.kpi()) && use.equals(asker)) {
            throw new IllegalArgumentException("it names itself");
        }
        String name = names.computeIfAbsent(use, u -> "k" + names.size());
        return new SqlIdentifier(name, at.getParserPosition());
    }
}
