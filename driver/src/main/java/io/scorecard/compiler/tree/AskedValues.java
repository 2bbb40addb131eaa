package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a named relation's column a statement looks at, so that what it rests on need not be computed for
 * others: {@code asked_in('relation.column', x)} says so where the relation rests on, and {@code
 * asked_from('relation.column', x)} from which moment on they are looked at, {@code asked_until} before which one. Any value, where one reader does not say, or
 * where something else rests on the same. In the same way {@code members_suffice('relation')} says that nobody looks at
 * single customers, and {@code covered_from('relation')} holds where every reader dates its rows by the relation's days.
 */
public final class AskedValues {

    private static final Set<SqlOperator> ASKING = Set.of(
            Operators.ASKED_IN,
            Operators.ASKED_FROM,
            Operators.ASKED_UNTIL,
            Operators.MEMBERS_SUFFICE,
            Operators.COVERED_FROM,
            Operators.COVERED_UNTIL);

    /** A place where a named relation is read. */
    private record Reading(
            String by, String relation, boolean inGroups, List<String> columns, List<RexNode> conditions) {}

    private final Build build;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, RelNode> relations;
    private final Function<String, Optional<List<String>>> days;
    private final Map<String, Set<String>> asking = new HashMap<>();
    private final Set<String> ofMembers = new HashSet<>();

    /**
     * @param relations the statement's WITH
     * @param days the columns that date a named relation's rows; empty for other parts of the WITH
     */
    public AskedValues(
            Build build,
            RelNode statement,
            Map<String, RelNode> relations,
            Function<String, Optional<List<String>>> days) {
        this.build = build;
        this.relations = relations;
        this.days = days;
        look("", statement, List.of());
        relations.forEach((name, rel) -> look(name, rel, List.of()));
    }

    /** {@code asked_in('relation.column', x)}: that x is one of the values; TRUE where those may be any. */
    public RexNode condition(RexCall call) {
        RexNode value = call.getOperands().get(1);
        return values(place(call), AskedValues::looked)
                .map(all -> RexUtil.composeDisjunction(
                        build.rex,
                        all.stream().map(v -> build.equal(value, build.text(v))).toList()))
                .orElseGet(() -> build.rex.makeLiteral(true));
    }

    /** {@code asked_from('relation.column', x)}: that x is not before the first of the moments; TRUE where it may be any. */
    public RexNode since(RexCall call) {
        RexNode value = call.getOperands().get(1);
        return values(place(call), (r, c) -> moment(r, c, SqlKind.GREATER_THAN_OR_EQUAL))
                .map(all -> build.atLeast(value, moment(value, all.first())))
                .orElseGet(() -> build.rex.makeLiteral(true));
    }

    /** {@code asked_until('relation.column', x)}: that x is before the last of the moments; TRUE where it may be any. */
    public RexNode until(RexCall call) {
        RexNode value = call.getOperands().get(1);
        return values(place(call), (r, c) -> moment(r, c, SqlKind.LESS_THAN))
                .map(all -> build.less(value, moment(value, all.last())))
                .orElseGet(() -> build.rex.makeLiteral(true));
    }

    private RexNode moment(RexNode value, TimestampString moment) {
        return build.rex.makeTimestampLiteral(moment, value.getType().getPrecision());
    }

    /**
     * {@code members_suffice('relation')}: that all readers ask sums by customers' segments alone, so that customers who are
     * alike in these may stand for each other in what the relation rests on.
     */
    public boolean membersSuffice(RexCall call) {
        return values(place(call), (reading, column) -> reading.inGroups ? Set.of(reading.by) : null)
                .isPresent();
    }

    /**
     * {@code covered_from('relation')}: that nobody looks at rows of the relation for the sake of days that are not theirs,
     * as one that dates them a month later, so that those of the days that the statement looks at suffice.
     */
    public boolean daysSuffice(RexCall call) {
        String relation = place(call).relation();
        Set<String> between = restedOnBy(relation);
        return readings.stream()
                        .noneMatch(
                                r -> between.contains(r.relation) && !between.contains(r.by) && !r.by.equals(relation))
                && areDaysKept(relation);
    }

    private boolean areDaysKept(String relation) {
        List<String> own = days.apply(relation).orElse(List.of());
        return !own.isEmpty()
                && own.containsAll(build.shared.datesOf(relation))
                && readings.stream()
                        .filter(r -> r.relation.equals(relation))
                        .map(Reading::by)
                        .distinct()
                        .allMatch(by -> days.apply(by)
                                .map(d -> isKept(new KeptDays(relation, own), by, d) && areDaysKept(by))
                                .orElse(true));
    }

    private boolean isKept(KeptDays kept, String by, List<String> dates) {
        RelNode definition = Objects.requireNonNull(relations.get(by));
        List<String> names = definition.getRowType().getFieldNames();
        return !dates.isEmpty()
                && kept.of(definition, dates.stream().map(names::indexOf).toList());
    }

    /** Whether what a relation computes depends on whether members suffice. */
    public boolean asksForMembers(String relation) {
        return ofMembers.contains(relation);
    }

    /** A column of a relation; empty where a relation alone is meant. */
    private record Place(String relation, String column) {}

    private static Place place(RexCall call) {
        String[] names = Objects.requireNonNull(
                        RexLiteral.stringValue(call.getOperands().get(0)))
                .split("\\.");
        return new Place(names[0], names.length == 1 ? "" : names[1]);
    }

    private <T extends Comparable<T>> Optional<SortedSet<T>> values(
            Place place, BiFunction<Reading, String, @Nullable Set<T>> look) {
        String relation = place.relation();
        Set<String> between = restedOnBy(relation);
        SortedSet<T> values = new TreeSet<>();
        for (Reading reading : readings) {
            if (reading.relation.equals(relation)) {
                Set<T> looked = look.apply(reading, place.column());
                if (looked == null) {
                    return Optional.empty();
                }
                values.addAll(looked);
            } else if (between.contains(reading.relation)
                    && !between.contains(reading.by)
                    && !reading.by.equals(relation)) {
                return Optional.empty();
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** What a relation rests on and that itself asks, or rests on what asks. */
    private Set<String> restedOnBy(String relation) {
        Set<String> below = new HashSet<>(Set.of(relation));
        while (readings.stream().anyMatch(r -> below.contains(r.by) && below.add(r.relation))) {
            continue;
        }
        Set<String> between = new HashSet<>(asking.getOrDefault(relation, Set.of()));
        while (readings.stream()
                .anyMatch(r -> between.contains(r.relation)
                        && below.contains(r.by)
                        && !r.by.equals(relation)
                        && between.add(r.by))) {
            continue;
        }
        return between;
    }

    private static @Nullable Set<String> looked(Reading reading, String column) {
        for (RexNode condition : reading.conditions) {
            Set<String> texts = new TreeSet<>();
            if (RelOptUtil.disjunctions(condition).stream().allMatch(c -> isOne(c, reading, column, texts))) {
                return texts;
            }
        }
        return null;
    }

    /** The moment from which on, or before which, a reader looks at rows. */
    private static @Nullable Set<TimestampString> moment(Reading reading, String column, SqlKind comparison) {
        for (RexNode condition : reading.conditions) {
            if (condition.getKind() == comparison
                    && ((RexCall) condition).getOperands().get(0) instanceof RexInputRef ref
                    && reading.columns.get(ref.getIndex()).equals(column)
                    && ((RexCall) condition).getOperands().get(1) instanceof RexLiteral literal
                    && literal.getTypeName() == SqlTypeName.TIMESTAMP) {
                return Set.of(Objects.requireNonNull(literal.getValueAs(TimestampString.class)));
            }
        }
        return null;
    }

    /** {@code column = 'text'}. */
    private static boolean isOne(RexNode condition, Reading reading, String column, Set<String> texts) {
        if (condition.getKind() != SqlKind.EQUALS) {
            return false;
        }
        List<RexNode> sides = ((RexCall) condition).getOperands();
        RexNode text = RexUtil.removeCast(sides.get(1));
        boolean found = sides.get(0) instanceof RexInputRef ref
                && reading.columns.get(ref.getIndex()).equals(column)
                && text instanceof RexLiteral literal
                && literal.getValue() instanceof org.apache.calcite.util.NlsString;
        if (found) {
            texts.add(Objects.requireNonNull(RexLiteral.stringValue(text)));
        }
        return found;
    }

    /** @param conditions over the node's row, which all that is read of it meets */
    private void look(String by, RelNode node, List<RexNode> conditions) {
        RelationView view = node instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
        if (view != null) {
            readings.add(new Reading(
                    by, view.name(), view.isInGroups(), node.getRowType().getFieldNames(), conditions));
        }
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                look(by, query.rel, List.of());
                return super.visitSubQuery(query);
            }

            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getOperator() == Operators.MEMBERS_SUFFICE) {
                    ofMembers.add(by);
                }
                if (ASKING.contains(call.getOperator()) && !call.getOperands().isEmpty()) {
                    asking.computeIfAbsent(place(call).relation(), r -> new HashSet<>())
                            .add(by);
                }
                return super.visitCall(call);
            }
        });
        if (node instanceof Filter filter) {
            RexNode expanded = RexUtil.expandSearch(build.rex, null, filter.getCondition());
            List<RexNode> all = new ArrayList<>(conditions);
            all.addAll(RelOptUtil.conjunctions(expanded));
            look(by, filter.getInput(), all);
        } else if (node instanceof Project project && !RexOver.containsOver(project.getProjects(), null)) {
            look(by, project.getInput(), RelOptUtil.pushPastProject(conditions, project));
        } else {
            node.getInputs().forEach(i -> look(by, i, List.of()));
        }
    }
}
