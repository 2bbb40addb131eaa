package io.scorecard.compiler;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/** Puts literals where a run decides: {@code as_of()}, CURRENT_TIMESTAMP and its kin, the reporting zone. */
final class Settle extends Rewrite {

    private final Build build;
    private final Now now;

    Settle(Build build, Now now) {
        this.build = build;
        this.now = now;
    }

    @Override
    RelNode rewrite(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = (RexCall) super.visitCall(call);
                return switch (visited.getOperator().getName()) {
                    case "AS_OF" -> build.instant(now.asOfUtc());
                    case "COVERED_FROM" -> build.day(build.shared.coveredFrom());
                    case "COVERED_UNTIL" -> build.day(build.shared.coveredUntil());
                    case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW" ->
                        build.cast(build.instant(now.asOfLocal()), visited.getType());
                    case "CURRENT_DATE" -> build.day(now.asOfLocal().toLocalDate());
                    case "LOCAL" -> local(visited.getOperands().get(0));
                    case "DAY_OF" -> build.rex.makeAbstractCast(
                            build.types.nullable(SqlTypeName.DATE), local(visited.getOperands().get(0)), false);
                    default -> visited;
                };
            }
        });
    }

    private RexNode local(RexNode moment) {
        return now.zone().normalized().equals(java.time.ZoneOffset.UTC)
                ? moment
                : build.rex.makeCall(
                        moment.getType(), Operators.IN_ZONE, List.of(moment, build.text(now.zone().getId())));
    }
}
