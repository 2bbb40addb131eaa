package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The faces of KPIs that stand in FROM: {@code churn_rate_by(industry)}, {@code mrr_movements},
 * {@code kpi_monthly}, {@code kpi_values}. Each becomes the query over {@code kpi} that it is short for,
 * with only the columns and KPIs that the question names.
 */
final class Faces extends SqlShuttle {

    private final FaceTexts texts;
    private final Catalog catalog;
    private final KnownValues known;
    private final Set<String> mentioned = new HashSet<>();

    private Faces(Catalog catalog, Measures measures, SqlNode query, KnownValues known) {
        this.catalog = catalog;
        this.known = known;
        query.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                id.names.forEach(n -> mentioned.add(n.isEmpty() ? "*" : n.toLowerCase(Locale.ROOT)));
                return id;
            }
        });
        this.texts = new FaceTexts(catalog, measures, mentioned);
    }

    static SqlNode expand(Catalog catalog, Measures measures, SqlNode query, KnownValues known) {
        return java.util.Objects.requireNonNull(query.accept(new Faces(catalog, measures, query, known)));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select && select.getFrom() != null) {
            select.setFrom(from(select.getFrom(), select.getWhere()));
        }
        return visited;
    }

    private SqlNode from(SqlNode item, @Nullable SqlNode where) {
        if (item instanceof SqlJoin join) {
            join.setLeft(from(join.getLeft(), join.getJoinType() == JoinType.INNER ? where : null));
            join.setRight(from(join.getRight(), null));
            return join;
        }
        if (item.getKind() == SqlKind.AS) {
            SqlBasicCall as = (SqlBasicCall) item;
            Optional<SqlNode> face = face(as.operand(0), where);
            face.ifPresent(f -> as.setOperand(0, f));
            return as;
        }
        Optional<SqlNode> face = face(item, where);
        return face.isEmpty()
                ? item
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(), face.get(), new SqlIdentifier(name(item), SqlParserPos.ZERO));
    }

    private static String name(SqlNode item) {
        if (item instanceof SqlIdentifier id) {
            return id.names.get(id.names.size() - 1);
        }
        return function(item).orElseThrow().getOperator().getName().toLowerCase(Locale.ROOT);
    }

    private static Optional<SqlBasicCall> function(SqlNode item) {
        SqlNode inner = item;
        while (inner.getKind() == SqlKind.COLLECTION_TABLE || inner.getKind() == SqlKind.LATERAL) {
            inner = ((SqlCall) inner).operand(0);
        }
        return inner instanceof SqlBasicCall call && call.getOperator() instanceof SqlUnresolvedFunction
                ? Optional.of(call)
                : Optional.empty();
    }

    private Optional<SqlNode> face(SqlNode item, @Nullable SqlNode where) {
        Optional<String> text;
        if (item instanceof SqlIdentifier id && id.isSimple()) {
            text = view(id.getSimple().toLowerCase(Locale.ROOT), where);
        } else {
            text = function(item).flatMap(this::called);
        }
        return text.map(SqlTexts::query);
    }

    private Optional<String> view(String name, @Nullable SqlNode where) {
        return switch (name) {
            case "mrr_movements" -> Optional.of(texts.mrrMovements("month"));
            case "kpi_monthly" -> Optional.of(texts.monthly());
            case "kpi_values" -> Optional.of(new ValuesText(catalog, texts, mentioned, where, known).text());
            default -> Optional.empty();
        };
    }

    private Optional<String> called(SqlBasicCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (name.equals("mrr_movements")) {
            return Optional.of(
                    texts.mrrMovements(FaceArguments.of(call, List.of("grain")).grain("month")));
        }
        if (Set.of("kpi_monthly", "kpi_values").contains(name) && call.operandCount() == 0) {
            return view(name, null);
        }
        if (name.equals(ExplainText.NAME)) {
            FaceArguments arguments = FaceArguments.of(call, ExplainText.ARGUMENTS);
            return Optional.of(new ExplainText(catalog, texts).text(explained(arguments), arguments));
        }
        if (!name.endsWith("_by")) {
            return Optional.empty();
        }
        Optional<Kpi> kpi = catalog.model().catalogue().kpi(name.substring(0, name.length() - 3));
        if (kpi.isEmpty()) {
            List<String> names = new ArrayList<>();
            catalog.model().catalogue().names().forEach(n -> names.add(n + "_by"));
            throw ErrorCode.UNKNOWN_FUNCTION.with(name, Nearest.advice(name, names, "There are:"));
        }
        return Optional.of(
                texts.by(kpi.get(), FaceArguments.of(call, List.of("segment", "grain", "period", "options"))));
    }

    private Kpi explained(FaceArguments arguments) {
        String name = arguments.values().getOrDefault("kpi", "");
        return catalog.model()
                .catalogue()
                .kpi(name)
                .filter(k -> !k.hidden())
                .orElseThrow(() -> ErrorCode.UNKNOWN_KPI.with(
                        name, Nearest.advice(name, catalog.model().catalogue().names(), "KPIs:")));
    }
}
