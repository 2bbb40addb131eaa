package io.scorecard.compiler.face;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * What AND-ed comparisons with known texts leave of the columns of a view, so that the rest is not computed. The
 * condition itself stays where it is.
 */
final class Pruning {

    /** Nothing is left out. */
    static final Pruning NONE = new Pruning(new KnownValues(null, (question, limit) -> List.of(), Map.of()), Set.of());

    private static final String MONTH = "month";

    private final KnownValues known;
    private final Set<String> names;
    private final Map<String, Set<String>> in = new HashMap<>();
    private final Map<String, Pattern> like = new HashMap<>();
    private final Set<String> truths = new HashSet<>();
    private final Set<String> isNull = new HashSet<>();
    private final Set<String> isNotNull = new HashSet<>();
    private final Set<LocalDate> inMonths = new TreeSet<>();
    private MonthRange months = MonthRange.ALL;

    /** @param names what the view is called in the question: columns of something else are not its own */
    private Pruning(KnownValues known, Set<String> names) {
        this.known = known;
        this.names = names;
    }

    static Pruning of(@Nullable SqlNode where, KnownValues known, Set<String> names) {
        Pruning pruning = new Pruning(known, names);
        if (where != null) {
            pruning.read(where);
            pruning.follow(where, where);
        }
        return pruning;
    }

    /**
     * The values that a column can have, or null where any.
     *
     * @param all its values at all; LIKE chooses among them
     */
    @Nullable
    Set<String> values(String column, Collection<String> all) {
        Set<String> values = in.get(column);
        Pattern pattern = like.get(column);
        if (pattern == null) {
            return values;
        }
        Set<String> matching = new HashSet<>(values == null ? all : values);
        matching.removeIf(v -> !pattern.matcher(v).matches());
        return matching;
    }

    boolean isTrue(String column) {
        return truths.contains(column);
    }

    boolean isNull(String column) {
        return isNull.contains(column);
    }

    boolean isNotNull(String column) {
        return isNotNull.contains(column);
    }

    /** What is left of the column {@code month}. */
    MonthRange months() {
        return months;
    }

    /** What is said of months that are asked by days with which none begins: no row has them. */
    List<String> missed() {
        return inMonths.stream()
                .filter(d -> d.getDayOfMonth() != 1)
                .map(d -> "No month begins with " + d + ": it lies in that of " + d.withDayOfMonth(1) + ".")
                .toList();
    }

    private void read(SqlNode node) {
        if (!(node instanceof SqlCall call)) {
            truths.add(name(node));
            return;
        }
        String column = column(call);
        switch (call.getKind()) {
            case IS_TRUE -> truths.add(column);
            case AND -> call.getOperandList().forEach(this::read);
            case OR -> either(call);
            case EQUALS -> {
                add(column, List.of(call.operand(1)));
                month(column, call.operand(1));
                from(column, call.operand(1));
                until(column, call.operand(1));
                if (call.operand(1) instanceof SqlLiteral literal && Boolean.TRUE.equals(literal.getValue())) {
                    truths.add(column);
                }
            }
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> from(column, call.operand(1));
            case LESS_THAN -> before(column, call.operand(1));
            case LESS_THAN_OR_EQUAL -> until(column, call.operand(1));
            case BETWEEN -> between(column, call);
            case IN -> {
                if (call.operand(1) instanceof SqlNodeList list) {
                    add(column, list.getList());
                    list.forEach(d -> month(column, d));
                }
            }
            case LIKE -> like(column, call);
            case IS_NULL -> isNull.add(column);
            case IS_NOT_NULL -> isNotNull.add(column);
            default -> {}
        }
    }

    /** {@code b.kpi = a.kpi}: what is known of the one is known of the other. */
    private void follow(SqlNode node, SqlNode where) {
        if (node.getKind() == SqlKind.AND) {
            ((SqlCall) node).getOperandList().forEach(n -> follow(n, where));
        } else if (node.getKind() == SqlKind.EQUALS) {
            SqlCall call = (SqlCall) node;
            follow(call.operand(0), call.operand(1), where);
            follow(call.operand(1), call.operand(0), where);
        }
    }

    private void follow(SqlNode own, SqlNode other, SqlNode where) {
        String column = name(own);
        if (column.isEmpty() || name(other).equals(column) || !(other instanceof SqlIdentifier id) || id.isSimple()) {
            return;
        }
        int last = id.names.size() - 1;
        Pruning there = new Pruning(known, Set.of(id.names.get(last - 1).toLowerCase(Locale.ROOT)));
        there.read(where);
        Set<String> values = there.in.get(id.names.get(last).toLowerCase(Locale.ROOT));
        if (values != null) {
            keep(column, values);
        }
    }

    /** Empty where the call does not begin with a column of the view. */
    private String column(SqlCall call) {
        return call.operandCount() == 0 ? "" : name(call.operand(0));
    }

    private String name(SqlNode node) {
        if (!(node instanceof SqlIdentifier id)) {
            return "";
        }
        int last = id.names.size() - 1;
        boolean own = last == 0 || names.contains(id.names.get(last - 1).toLowerCase(Locale.ROOT));
        return own ? id.names.get(last).toLowerCase(Locale.ROOT) : "";
    }

    /** Both sides of an OR prune what both of them name. */
    private void either(SqlCall call) {
        Pruning left = of(call.operand(0), known, names);
        Pruning right = of(call.operand(1), known, names);
        for (String column : left.in.keySet()) {
            if (right.in.containsKey(column)) {
                Set<String> both = new HashSet<>(left.in.get(column));
                both.addAll(right.in.get(column));
                keep(column, both);
            }
        }
    }

    private void like(String column, SqlCall call) {
        boolean negated = call.getOperator().getName().startsWith("NOT");
        Optional<String> pattern =
                call.operandCount() == 2 && !column.isEmpty() ? known.text(call.operand(1)) : Optional.empty();
        if (negated || pattern.isEmpty()) {
            return;
        }
        StringBuilder regex = new StringBuilder();
        pattern.get()
                .chars()
                .forEach(c -> regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf((char) c))));
        int flags = call.getOperator().getName().contains("ILIKE") ? Pattern.CASE_INSENSITIVE : 0;
        like.putIfAbsent(column, Pattern.compile(regex.toString(), flags));
    }

    private void between(String column, SqlCall call) {
        boolean plain = call.getOperator() == SqlStdOperatorTable.BETWEEN;
        if (plain) {
            from(column, call.operand(1));
            until(column, call.operand(2));
        }
    }

    private void from(String column, SqlNode value) {
        if (column.equals(MONTH)) {
            known.date(value).ifPresent(d -> months = months.from(d));
        }
    }

    private void until(String column, SqlNode value) {
        if (column.equals(MONTH)) {
            known.date(value).ifPresent(d -> months = months.until(d));
        }
    }

    private void before(String column, SqlNode value) {
        if (column.equals(MONTH)) {
            known.date(value).ifPresent(d -> months = months.until(d.minusDays(1)));
        }
    }

    private void month(String column, SqlNode value) {
        if (column.equals(MONTH)) {
            known.date(value).ifPresent(inMonths::add);
        }
    }

    private void add(String column, List<? extends SqlNode> nodes) {
        Set<String> values = new HashSet<>();
        for (SqlNode node : nodes) {
            Optional<String> text = column.isEmpty() ? Optional.empty() : known.text(node);
            if (text.isEmpty()) {
                return;
            }
            values.add(text.get());
        }
        keep(column, values);
    }

    private void keep(String column, Set<String> values) {
        in.merge(column, values, (a, b) -> {
            Set<String> both = new HashSet<>(a);
            both.retainAll(b);
            return both;
        });
    }
}
