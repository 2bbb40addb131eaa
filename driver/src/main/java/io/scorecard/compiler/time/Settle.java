package io.scorecard.compiler.time;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Shared;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Puts literals where a run decides: {@code as_of()}, CURRENT_TIMESTAMP and its kin, the reporting zone. */
public final class Settle extends Rewrite {

    private final Build build;
    private final Now now;
    private final String statement;
    private List<RexNode> asked = List.of();
    private @Nullable RelNode told;

    /** @param statement what {@code pushed_sql()} tells */
    public Settle(Build build, Now now, String statement) {
        this.build = build;
        this.now = now;
        this.statement = statement;
    }

    /** The query for what {@code pushed_sql(..)} stands around, if it is asked. */
    public Optional<RelNode> told() {
        return Optional.ofNullable(told);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        asked = List.of();
        RelNode settled = settled(node);
        if (!asked.isEmpty() && node instanceof Project project) {
            List<String> names =
                    List.of("value", "numerator", "denominator", "n").subList(0, asked.size());
            told = LogicalProject.create(project.getInput(), List.of(), asked, names, Set.of());
        }
        return settled;
    }

    private RelNode settled(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = (RexCall) super.visitCall(call);
                return switch (visited.getOperator().getName()) {
                    case "AS_OF" -> build.instant(now.asOfUtc());
                    case "REPORTING_ZONE" ->
                        build.rex.makeAbstractCast(
                                visited.getType(),
                                build.text(isUtc() ? "UTC" : now.zone().getId()),
                                false);
                    case "COVERED_FROM" ->
                        build.day(doDaysSuffice(visited) ? build.shared.coveredFrom() : Shared.FIRST_DAY);
                    case "COVERED_UNTIL" ->
                        build.day(doDaysSuffice(visited) ? build.shared.coveredUntil() : Shared.LAST_DAY);
                    case "ASKED_IN" -> build.shared.asked().condition(visited);
                    case "MEMBERS_SUFFICE" ->
                        build.rex.makeLiteral(build.shared.asked().membersSuffice(visited));
                    case "ASKED_FROM" -> build.shared.asked().since(visited);
                    case "ASKED_UNTIL" -> build.shared.asked().until(visited);
                    case "DATA_THROUGH" -> build.instant(now.dataThroughUtc());
                    case "PUSHED_SQL" -> told(visited);
                    case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW" ->
                        build.cast(build.instant(now.asOfLocal()), visited.getType());
                    case "CURRENT_TIME", "LOCALTIME" -> time(visited.getType());
                    case "CURRENT_DATE" -> build.day(now.asOfLocal().toLocalDate());
                    case "LOCAL" -> local(visited.getOperands().get(0));
                    case "ADD_DAYS" -> daysLater(visited);
                    case "DAY_OF" ->
                        build.rex.makeAbstractCast(
                                visited.getType(), local(visited.getOperands().get(0)), false);
                    default -> visited;
                };
            }
        });
    }

    private boolean doDaysSuffice(RexCall covered) {
        return covered.getOperands().isEmpty() || build.shared.asked().daysSuffice(covered);
    }

    private RexNode time(org.apache.calcite.rel.type.RelDataType type) {
        String text = now.asOfLocal()
                .toLocalTime()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
        return build.rex.makeTimeLiteral(new org.apache.calcite.util.TimeString(text), type.getPrecision());
    }

    private RexNode told(RexCall call) {
        asked = call.getOperands();
        return build.rex.makeAbstractCast(call.getType(), build.text(statement), false);
    }

    private boolean isUtc() {
        return now.zone().normalized().equals(java.time.ZoneOffset.UTC);
    }

    private RexNode local(RexNode moment) {
        return isUtc() ? moment : build.zoned(Operators.IN_ZONE, moment, now.zone());
    }

    /** Days of the reporting zone, of which one has 23 hours and one 25: a moment is moved on that zone's wall clock. */
    private RexNode daysLater(RexCall call) {
        if (call.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP
                || now.zone().getRules().isFixedOffset()) {
            return call;
        }
        RexNode clock = local(call.getOperands().get(0));
        RexNode later =
                call.clone(call.getType(), List.of(clock, call.getOperands().get(1)));
        return build.zoned(Operators.FROM_ZONE, later, now.zone());
    }
}
