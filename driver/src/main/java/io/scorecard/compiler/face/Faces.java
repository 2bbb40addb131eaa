package io.scorecard.compiler.face;

import io.scorecard.compiler.call.ClosedColumns;
import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Views;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The faces of KPIs that stand in FROM: {@code churn_rate_by(industry)}, and the views, {@code mrr_movements} and
 * {@code mrr_movements('quarter')}. Each becomes the query that it is short for, with only the columns and KPIs
 * that the question names.
 */
public final class Faces extends SqlShuttle {

    private final FaceTexts texts;
    private final Catalog catalog;
    private final Measures measures;
    private final KnownValues known;
    private final Set<String> mentioned;
    private final List<String> views;
    private final Set<SqlNode> ordered = Collections.newSetFromMap(new IdentityHashMap<>());
    private Set<String> withs = Set.of();

    /** @param views the views that the query stands in, outermost first; none for a question */
    private Faces(Catalog catalog, Measures measures, SqlNode query, KnownValues known, List<String> views) {
        this.catalog = catalog;
        this.measures = measures;
        this.known = known;
        this.views = views;
        this.mentioned = AskedColumns.named(query);
        this.texts = new FaceTexts(catalog, measures, mentioned, this::isShown);
    }

    public static SqlNode expand(Catalog catalog, Measures measures, SqlNode query, KnownValues known) {
        return expand(catalog, measures, ViewOrder.of(catalog, query), known, List.of());
    }

    private static SqlNode expand(
            Catalog catalog, Measures measures, SqlNode query, KnownValues known, List<String> views) {
        return java.util.Objects.requireNonNull(query.accept(new Faces(catalog, measures, query, known, views)));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlWith with) {
            return with(with);
        }
        if (call instanceof SqlOrderBy order) {
            ordered.add(order.query);
        }
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select && select.getFrom() != null) {
            Faces faces = ordered.contains(call) ? this : within(select);
            select.setFrom(faces.from(select.getFrom(), select.getWhere()));
        }
        return visited;
    }

    /** A view that a view's SELECT reads alone is asked for what stands in that SELECT, and not all around it. */
    private Faces within(SqlSelect select) {
        if (views.isEmpty() || !FromItems.isAlone(select.getFrom())) {
            return this;
        }
        Faces faces = new Faces(catalog, measures, select, known, views);
        faces.withs = withs;
        return faces.mentioned.contains(AskedColumns.ALL) ? this : faces;
    }

    /** A name that WITH gives is that relation, not the view of the same name. */
    private SqlNode with(SqlWith with) {
        Set<String> outside = withs;
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            Set<String> after = new HashSet<>(withs);
            after.add(item.name.getSimple().toLowerCase(Locale.ROOT));
            if (item.recursive.booleanValue()) {
                withs = after;
            }
            item.query = java.util.Objects.requireNonNull(item.query.accept(this));
            withs = after;
        }
        with.body = java.util.Objects.requireNonNull(with.body.accept(this));
        withs = outside;
        return with;
    }

    /** @param where what holds for its rows: others come to nothing */
    private SqlNode from(SqlNode item, @Nullable SqlNode where) {
        if (item instanceof SqlJoin join) {
            SqlNode on = join.getConditionType() == JoinConditionType.ON ? join.getCondition() : null;
            JoinType type = join.getJoinType();
            join.setLeft(from(join.getLeft(), holding(where, on, type.generatesNullsOnLeft(), type)));
            join.setRight(from(join.getRight(), holding(where, on, type.generatesNullsOnRight(), type)));
            return join;
        }
        if (item.getKind() == SqlKind.AS) {
            SqlBasicCall as = (SqlBasicCall) item;
            String alias = ((SqlIdentifier) as.operand(1)).getSimple();
            Optional<SqlNode> face = face(as.operand(0), pruning(where, alias));
            face.ifPresent(f -> as.setOperand(0, f));
            return as;
        }
        Optional<SqlNode> face =
                FromItems.isNamed(item) ? face(item, pruning(where, FromItems.name(item))) : Optional.empty();
        return face.isEmpty()
                ? item
                : SqlStdOperatorTable.AS.createCall(
                        item.getParserPosition(),
                        face.get(),
                        new SqlIdentifier(FromItems.name(item), SqlParserPos.ZERO));
    }

    /** An outer join keeps what does not meet its condition of one side, and looks at WHERE when the other may be missing. */
    private static @Nullable SqlNode holding(
            @Nullable SqlNode where, @Nullable SqlNode on, boolean mayBeMissing, JoinType type) {
        boolean outer = type == JoinType.LEFT || type == JoinType.RIGHT || type == JoinType.FULL;
        SqlNode asked = mayBeMissing ? null : where;
        SqlNode met = type == JoinType.FULL || outer && !mayBeMissing ? null : on;
        return asked == null || met == null
                ? met == null ? asked : met
                : SqlStdOperatorTable.AND.createCall(SqlParserPos.ZERO, asked, met);
    }

    private Pruning pruning(@Nullable SqlNode where, String name) {
        return Pruning.of(where, known, Set.of(name.toLowerCase(Locale.ROOT)));
    }

    private Optional<SqlNode> face(SqlNode item, Pruning pruning) {
        if (!(item instanceof SqlIdentifier id)) {
            return FromItems.function(item)
                    .flatMap(f -> called(f, pruning).map(q -> Views.marked(q, FromItems.name(f), Optional.empty())));
        }
        String name = id.isSimple() ? id.getSimple().toLowerCase(Locale.ROOT) : "";
        if (withs.contains(name)) {
            return Optional.empty();
        }
        Optional<View> view = view(name);
        boolean relation = views.contains(name)
                && catalog.model().catalogue().relation(name).isPresent();
        if (view.isEmpty() || relation) {
            return views.isEmpty() ? Optional.empty() : new Schemas(catalog).inViews(name);
        }
        List<String> lacking = lacking(view.get());
        if (!lacking.isEmpty()) {
            known.note("What " + views.get(views.size() - 1) + " takes from " + name
                    + " is NULL: that needs columns that the model does not map: " + String.join(", ", lacking) + ".");
            return Optional.of(ViewText.nothing(view.get()));
        }
        return Optional.of(Views.marked(
                view(view.get(), new FaceArguments(name, Map.of()), pruning),
                name,
                view.get().levels()));
    }

    private Optional<View> view(String name) {
        return catalog.model().catalogue().view(name);
    }

    /** What the model lacks that a view needs and that the one around it can do without. */
    private List<String> lacking(View view) {
        boolean optional = !views.isEmpty()
                && view(views.get(views.size() - 1))
                        .filter(v -> v.optional().contains(view.name()))
                        .isPresent();
        return optional ? catalog.mapped().missing(view.needs()) : List.of();
    }

    private SqlNode view(View view, FaceArguments arguments, Pruning pruning) {
        if (view.columns().containsKey("month") && ClosedColumns.isBuiltIn(view.name())) {
            pruning.missed().forEach(known::note);
        }
        if (view.sql().isPresent()) {
            return body(view, arguments);
        }
        LeftOut.of(view, catalog, measures, texts, pruning).forEach(known::note);
        return SqlTexts.query(
                switch (view.name()) {
                    case "kpi_monthly" ->
                        new MonthlyText(texts, events(), pruning.months().where(0)).text();
                    case "kpi_values" ->
                        ValuesText.where(catalog, texts, mentioned, pruning).text();
                    case "canary" -> new CanaryText(catalog, texts, mentioned, pruning).text();
                    case "scorecard" -> {
                        ScorecardText.ifEmpty(pruning).ifPresent(known::noteIfEmpty);
                        yield new ScorecardText(catalog, texts, mentioned, pruning).text();
                    }
                    default -> throw new IllegalStateException(view.name());
                });
    }

    private boolean isShown(Kpi kpi) {
        if (measures.unavailable(kpi).isPresent()) {
            return false;
        }
        known.list(kpi.name());
        return !known.failing().containsKey(kpi.name());
    }

    private EventsText events() {
        return new EventsText(catalog, texts.isWanted("events"));
    }

    private SqlNode body(View view, FaceArguments arguments) {
        List<String> inside = new ArrayList<>(views);
        inside.add(view.name());
        if (views.contains(view.name())) {
            throw ErrorCode.BAD_DEFINITION.with(
                    view.place(), view.name(), "it comes back to itself: " + String.join(" -> ", inside) + ".", "");
        }
        SqlNode query = new ViewText(catalog, view, arguments).query();
        new AskedColumns(k -> catalog.model()
                        .catalogue()
                        .kpi(k)
                        .flatMap(measures::unavailable)
                        .isPresent())
                .keep(query, mentioned);
        return expand(catalog, measures, query, known, inside);
    }

    private Optional<SqlNode> called(SqlBasicCall call, Pruning pruning) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        Optional<View> view = view(name);
        if (view.isPresent()) {
            return Optional.of(view(view.get(), FaceArguments.of(call, ViewText.parameters(view.get())), pruning));
        }
        return new CalledFaces(catalog, texts, known).text(call).map(SqlTexts::query);
    }
}
