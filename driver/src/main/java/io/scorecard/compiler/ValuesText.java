package io.scorecard.compiler;

import io.scorecard.functions.Kpi;
import io.scorecard.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code kpi_values}: one row for each month, KPI and segment value, one segment at a time, and the
 * total. Conditions on {@code kpi} and {@code segment_name} decide what is computed at all; columns that
 * are not named are not. Without either condition there are only totals: every KPI in every segment at
 * once is a statement that engines plan for minutes.
 */
final class ValuesText {

    private final Catalog catalog;
    private final FaceTexts texts;
    private final Set<String> mentioned;
    private final KnownValues known;
    private final @Nullable Set<String> onlyKpis;
    private final @Nullable Set<String> onlySegments;
    private final boolean onlyTotal;
    private final boolean noTotal;

    ValuesText(Catalog catalog, FaceTexts texts, Set<String> mentioned, @Nullable SqlNode where, KnownValues known) {
        this.known = known;
        this.catalog = catalog;
        this.texts = texts;
        this.mentioned = mentioned;
        Pruning pruning = new Pruning();
        if (where != null) {
            pruning.read(where);
        }
        this.onlyKpis = pruning.values("kpi");
        this.onlySegments = pruning.values("segment_name");
        boolean everything = onlyKpis == null && onlySegments == null && !pruning.isNotNull.contains("segment_name");
        this.onlyTotal = everything || pruning.isNull.contains("segment_name");
        this.noTotal = onlySegments != null || pruning.isNotNull.contains("segment_name");
    }

    String text() {
        List<Kpi> kpis = texts.kpis().stream()
                .filter(k -> onlyKpis == null || onlyKpis.contains(k.name()))
                .filter(k -> texts.measures().unavailable(k).isEmpty())
                .toList();
        List<String> blocks = new ArrayList<>();
        if (!noTotal) {
            block(kpis, Optional.empty()).ifPresent(blocks::add);
        }
        if (!onlyTotal) {
            for (KpiColumn segment : segments()) {
                block(kpis, Optional.of(segment)).ifPresent(blocks::add);
            }
        }
        if (blocks.isEmpty()) {
            blocks.add("SELECT month, CAST(NULL AS VARCHAR) AS kpi, CAST(NULL AS VARCHAR) AS segment_name, CAST(NULL AS"
                    + " VARCHAR) AS segment_value, CAST(NULL AS DOUBLE) AS \"value\", CAST(NULL AS DOUBLE) AS numerator,"
                    + " CAST(NULL AS DOUBLE) AS denominator, CAST(NULL AS BIGINT) AS n, CAST(NULL AS VARCHAR) AS unit,"
                    + " CAST(NULL AS VARCHAR) AS better, FALSE AS is_partial FROM kpi WHERE FALSE");
        }
        return new ValuesColumns(mentioned, targets()).over(String.join(" UNION ALL ", blocks));
    }

    /** Segments of customers that group them; names and keys tell them apart. */
    private List<KpiColumn> segments() {
        return catalog.kpi().columns().stream()
                .filter(c -> c.time().isEmpty() && c.isOfCustomers() && !c.isCustomer())
                .filter(c -> SqlTypeName.CHAR_TYPES.contains(c.type().getSqlTypeName()))
                .filter(c -> onlySegments == null || onlySegments.contains(c.name()))
                .toList();
    }

    private Optional<String> block(List<Kpi> all, Optional<KpiColumn> segment) {
        List<Kpi> kpis = all.stream()
                .filter(k -> segment.isEmpty() || texts.measures().knowsCustomers(k))
                .toList();
        if (kpis.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder inner = new StringBuilder("SELECT month, is_partial() AS is_partial");
        segment.ifPresent(
                s -> inner.append(", ").append(FaceTexts.quoted(s.name())).append(" AS segment_value"));
        StringBuilder names = new StringBuilder();
        StringBuilder value = new StringBuilder();
        StringBuilder numerator = new StringBuilder();
        StringBuilder denominator = new StringBuilder();
        StringBuilder n = new StringBuilder();
        int i = 0;
        for (Kpi kpi : kpis) {
            String call = kpi.name() + "()";
            String when = " WHEN " + i + " THEN ";
            inner.append(", CAST(").append(call).append(" AS DOUBLE) AS v").append(i);
            value.append(when).append("v").append(i);
            if (texts.isWanted("numerator")) {
                inner.append(", CAST(numerator(")
                        .append(call)
                        .append(") AS DOUBLE) AS a")
                        .append(i);
                numerator.append(when).append("a").append(i);
            }
            if (texts.isWanted("denominator")) {
                inner.append(", CAST(denominator(")
                        .append(call)
                        .append(") AS DOUBLE) AS b")
                        .append(i);
                denominator.append(when).append("b").append(i);
            }
            if (texts.isWanted("n")) {
                inner.append(", CAST(sample_size(")
                        .append(call)
                        .append(") AS BIGINT) AS c")
                        .append(i);
                n.append(when).append("c").append(i);
            }
            names.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", '")
                    .append(kpi.name())
                    .append("', '")
                    .append(kpi.unit().name().toLowerCase(Locale.ROOT))
                    .append("', '")
                    .append(kpi.better().name().toLowerCase(Locale.ROOT))
                    .append("')");
            i++;
        }
        inner.append(" FROM kpi GROUP BY month");
        segment.ifPresent(s -> inner.append(", ").append(FaceTexts.quoted(s.name())));
        return Optional.of("SELECT m.month, d.kpi, "
                + segment.map(s -> Literals.text(s.name())).orElse("CAST(NULL AS VARCHAR)") + " AS segment_name, "
                + (segment.isPresent() ? "CAST(m.segment_value AS VARCHAR)" : "CAST(NULL AS VARCHAR)")
                + " AS segment_value, "
                + "CASE d.i" + value + " END AS \"value\", " + one(numerator, "DOUBLE") + " AS numerator, "
                + one(denominator, "DOUBLE") + " AS denominator, " + one(n, "BIGINT") + " AS n, d.unit, d.better,"
                + " m.is_partial FROM (" + inner + ") AS m CROSS JOIN (VALUES " + names
                + ") AS d(i, kpi, unit, better)");
    }

    private static String one(StringBuilder cases, String type) {
        return cases.isEmpty() ? "CAST(NULL AS " + type + ")" : "CASE d.i" + cases + " END";
    }

    private List<Target> targets() {
        return catalog.model().targets().stream()
                .filter(t -> onlyKpis == null || onlyKpis.contains(t.kpi()))
                .collect(Collectors.toList());
    }

    /** What AND-ed comparisons with literals leave of two columns. */
    private final class Pruning {
        private final java.util.Map<String, Set<String>> in = new java.util.HashMap<>();
        private final Set<String> isNull = new java.util.HashSet<>();
        private final Set<String> isNotNull = new java.util.HashSet<>();

        @Nullable
        Set<String> values(String column) {
            Set<String> values = in.get(column);
            if (values == null || !column.equals("kpi")) {
                return values;
            }
            Set<String> names = new java.util.HashSet<>();
            values.forEach(v -> catalog.model().catalogue().kpi(v).ifPresent(k -> names.add(k.name())));
            return names;
        }

        void read(SqlNode node) {
            if (!(node instanceof SqlCall call)) {
                return;
            }
            String column = column(call);
            switch (call.getKind()) {
                case AND -> call.getOperandList().forEach(this::read);
                case OR -> either(call);
                case EQUALS -> add(column, List.of(call.operand(1)));
                case IN -> {
                    if (call.operand(1) instanceof SqlNodeList list) {
                        add(column, list.getList());
                    }
                }
                case LIKE -> like(column, call);
                case IS_NULL -> isNull.add(column);
                case IS_NOT_NULL -> isNotNull.add(column);
                default -> {}
            }
        }

        private static String column(SqlCall call) {
            return call.operandCount() > 0 && call.operand(0) instanceof SqlIdentifier id
                    ? id.names.get(id.names.size() - 1).toLowerCase(java.util.Locale.ROOT)
                    : "";
        }

        /** Both sides of an OR prune what both of them name. */
        private void either(SqlCall call) {
            Pruning left = new Pruning();
            Pruning right = new Pruning();
            left.read(call.operand(0));
            right.read(call.operand(1));
            for (String column : left.in.keySet()) {
                if (right.in.containsKey(column)) {
                    Set<String> both = new java.util.HashSet<>(left.in.get(column));
                    both.addAll(right.in.get(column));
                    keep(column, both);
                }
            }
        }

        /** Names of KPIs and segments have no wildcards in them. */
        private void like(String column, SqlCall call) {
            boolean negated = call.getOperator().getName().startsWith("NOT");
            Optional<String> pattern = call.operandCount() == 2 ? known.text(call.operand(1)) : Optional.empty();
            if (negated || pattern.isEmpty()) {
                return;
            }
            StringBuilder regex = new StringBuilder();
            pattern.get()
                    .chars()
                    .forEach(c -> regex.append(
                            c == '%'
                                    ? ".*"
                                    : c == '_' ? "." : java.util.regex.Pattern.quote(String.valueOf((char) c))));
            int flags = call.getOperator().getName().contains("ILIKE") ? java.util.regex.Pattern.CASE_INSENSITIVE : 0;
            java.util.regex.Pattern compiled = java.util.regex.Pattern.compile(regex.toString(), flags);
            Set<String> names = new java.util.HashSet<>();
            if (column.equals("kpi")) {
                texts.kpis().forEach(k -> names.add(k.name()));
            } else {
                catalog.kpi().columns().forEach(c -> names.add(c.name()));
            }
            names.removeIf(n -> !compiled.matcher(n).matches());
            keep(column, names);
        }

        private void add(String column, List<? extends SqlNode> nodes) {
            Set<String> values = new java.util.HashSet<>();
            for (SqlNode node : nodes) {
                Optional<String> text =
                        column.equals("kpi") || column.equals("segment_name") ? known.text(node) : Optional.empty();
                if (text.isEmpty()) {
                    return;
                }
                values.add(text.get());
            }
            keep(column, values);
        }

        private void keep(String column, Set<String> values) {
            in.merge(column, values, (a, b) -> {
                Set<String> both = new java.util.HashSet<>(a);
                both.retainAll(b);
                return both;
            });
        }
    }
}
