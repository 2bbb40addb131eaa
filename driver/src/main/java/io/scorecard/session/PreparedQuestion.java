package io.scorecard.session;

import io.scorecard.compiler.AskedFirst;
import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.answer.Sizes;
import io.scorecard.compiler.print.Detail;
import io.scorecard.compiler.print.Statement;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Moved;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A compiled question, bound and run as often as it is asked. */
final class PreparedQuestion implements Prepared {

    /** EXPLAIN runs nothing but the look for the first event, and for the size of an answer. */
    private static final Limits EXPLAINING = new Limits(0, 60, 0);

    /** Rows that are read before anybody gets one: enough to see whether there is anything in an answer. */
    private static final int FEW = 50;

    /** The same where what fails among them can be answered in another way; rows that somebody has are not taken back. */
    private static final int MANY = 10_000;

    private final ModelWorkspace workspace;
    private final String text;
    private final Compiled compiled;
    private final Compilation compilation;
    private final Map<Integer, ParameterType> given;
    private final Map<String, String> failing;
    private final Supplier<Moment> moment;

    /**
     * Compiles the question for what is given for its parameters, for values where they are known, and without KPIs that
     * fail, with the reasons.
     */
    interface Compilation {
        Compiled of(
                Map<Integer, ParameterType> given,
                @Nullable List<@Nullable Object> values,
                Map<String, String> failing);
    }

    PreparedQuestion(
            ModelWorkspace workspace,
            String text,
            Compiled compiled,
            Compilation compilation,
            Supplier<Moment> moment) {
        this(workspace, text, compiled, compilation, Map.of(), Map.of(), moment);
    }

    /**
     * @param text with what it was compiled for beside it, where its columns depend on that: it is part of keys
     * @param given what it was compiled for
     * @param failing the KPIs that it was compiled without
     */
    private PreparedQuestion(
            ModelWorkspace workspace,
            String text,
            Compiled compiled,
            Compilation compilation,
            Map<Integer, ParameterType> given,
            Map<String, String> failing,
            Supplier<Moment> moment) {
        this.workspace = workspace;
        this.text = text;
        this.compiled = compiled;
        this.compilation = compilation;
        this.given = Map.copyOf(given);
        this.failing = failing;
        this.moment = moment;
    }

    @Override
    public List<ResultColumn> columns() {
        return compiled.columns();
    }

    @Override
    public List<ResultColumn> parameters() {
        return compiled.parameters();
    }

    @Override
    public ParameterType.Openness openness(int parameter) {
        return compiled.openness(parameter);
    }

    @Override
    public PreparedQuestion given(Map<Integer, ParameterType> types) {
        if (types.isEmpty()) {
            return this;
        }
        String as = text + " -- given " + new TreeMap<>(types);
        Compiled question = workspace.plans().plan(as, as.length(), () -> compilation.of(types, null, failing));
        return new PreparedQuestion(workspace, as, question, compilation, types, failing, moment);
    }

    /** The same question, of whose views these KPIs are left out. */
    PreparedQuestion without(Map<String, String> reasons) {
        String as = text + " -- without " + new TreeMap<>(reasons);
        Compiled question = workspace.plans().plan(as, as.length(), () -> compilation.of(given, null, reasons));
        return new PreparedQuestion(workspace, as, question, compilation, given, reasons, moment);
    }

    /** What a bound statement depends on, besides the model. */
    private record Bound(String text, int part, Moment moment, List<@Nullable Object> values) {}

    @Override
    public Answer run(List<@Nullable Object> values, Limits limits, Stop stop) {
        return run(values, limits, stop, moved -> {});
    }

    /** @param told of each stage of a question over several sources when it is done */
    Answer run(List<@Nullable Object> written, Limits limits, Stop stop, Consumer<Moved> told) {
        return new RestOfKpis(this, workspace.failures(), written, stop).answer(limits, told);
    }

    /** What its answer depends on, besides the data: equal for what is asked again. */
    Object asked(List<@Nullable Object> written) {
        return new Bound(text, 0, moment.get(), new ArrayList<>(written));
    }

    /** The KPIs that it can do without. */
    List<String> listed(List<@Nullable Object> written) {
        return question(complete(written)).listed();
    }

    boolean hasShapeOf(PreparedQuestion other) {
        return shapes(compiled).equals(shapes(other.compiled));
    }

    /** Of all that it lists. */
    Answer answer(List<@Nullable Object> written, Limits limits, Stop stop, Consumer<Moved> told) {
        List<@Nullable Object> values = complete(written);
        Moment now = moment.get();
        Compiled question = question(values);
        List<@Nullable Object> all = withAnswers(question, values, now, limits, stop);
        Statement statement = bind(question, 0, now, all, limits, stop);
        workspace.currencies().check(statement.money(), now, limits, stop);
        workspace.sought().check(question.sought(), workspace, now, limits, stop);
        List<String> warnings = new ArrayList<>(statement.warnings());
        if (statement.ofCustomers()) {
            workspace.repeated().told(workspace, now, limits, stop).ifPresent(warnings::add);
        }
        warnings.addAll(workspace.words().told(statement.worded(), workspace, now, limits, stop));
        warnings.addAll(workspace.severalCurrencies().notes(question.addedUp(), workspace, now, limits, stop));
        Cursor opened = running(statement, question, all, limits, stop).open(told);
        if (question.listed().isEmpty() && question.compared().isEmpty()) {
            return new Answer(columns(), opened, warnings);
        }
        ReadAhead rows =
                ReadAhead.into(opened, columns().size(), question.listed().isEmpty() ? FEW : MANY);
        if (rows.isEmpty()) {
            warnings.addAll(question.warningsIfEmpty());
        }
        if (rows.isNothing()) {
            warnings.addAll(workspace.sought().unknown(question.compared(), workspace, now, limits, stop));
        }
        return new Answer(columns(), rows, warnings);
    }

    private Running running(
            Statement statement, Compiled question, List<@Nullable Object> values, Limits limits, Stop stop) {
        int most = workspace.model().settings().maxStagedRows();
        return new Running(statement, values, question.columns(), most, limits, stop);
    }

    /** A question as it was compiled for these values. */
    private record For(String text, List<@Nullable Object> values) {}

    private Compiled question(List<@Nullable Object> values) {
        if (!compiled.isSmallerFor(values)) {
            return compiled;
        }
        Compiled question = workspace
                .plans()
                .plan(
                        new For(text, new ArrayList<>(values)),
                        weight(values),
                        () -> compilation.of(given, values, failing));
        if (!shapes(question).equals(shapes(compiled))) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "With this value of a parameter the answer has other columns than were told before it was known.",
                    "Write the value into the question, or name the columns that are wanted.");
        }
        return question;
    }

    private static List<String> shapes(Compiled question) {
        return question.columns().stream()
                .map(c -> c.label() + " " + c.typeName() + " " + c.scale())
                .toList();
    }

    /** The values, and behind them the bounds of time that are asked of the source first. */
    private List<@Nullable Object> withAnswers(
            Compiled question, List<@Nullable Object> values, Moment now, Limits limits, Stop stop) {
        List<@Nullable Object> all = new ArrayList<>(values);
        for (AskedFirst first : question.askedFirst()) {
            Statement statement = bind(first.question(), all.size() - values.size() + 1, now, all, limits, stop);
            Limits allRows = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
            try (Cursor rows =
                    running(statement, first.question(), all, allRows, stop).open(moved -> {})) {
                all.add(first.answer(rows));
            }
        }
        return all;
    }

    Statement bind(List<@Nullable Object> written, Limits limits, Stop stop) {
        List<@Nullable Object> values = complete(written);
        Moment now = moment.get();
        Compiled question = question(values);
        return bind(question, 0, now, withAnswers(question, values, now, limits, stop), limits, stop);
    }

    /** @param part 0: the question itself; else the place of what is asked first */
    private Statement bind(
            Compiled question, int part, Moment now, List<@Nullable Object> values, Limits limits, Stop stop) {
        return workspace
                .plans()
                .plan(
                        new Bound(text, part, now, new ArrayList<>(values)),
                        weight(values),
                        () -> question.bind(
                                now,
                                values,
                                () -> workspace.firstEvent().beginning(now, limits, stop),
                                sizes(now, values, limits, stop)));
    }

    private Sizes sizes(Moment now, List<@Nullable Object> values, Limits limits, Stop stop) {
        return new AskedSizes(workspace, now, values, new Limits(0, limits.timeoutSeconds(), limits.fetchSize()), stop);
    }

    private int weight(List<@Nullable Object> values) {
        long weight = text.length();
        for (Object value : values) {
            weight += value instanceof String string ? string.length() : 1;
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    /** What would be run. */
    List<Detail> explain(List<@Nullable Object> written) {
        List<@Nullable Object> values = complete(written);
        Moment now = moment.get();
        Compiled question = question(values);
        List<@Nullable Object> all = withAnswers(question, values, now, EXPLAINING, new Stop());
        return PlanCache.deep(() -> question.explain(
                now,
                all,
                () -> workspace.firstEvent().beginning(now, EXPLAINING, new Stop()),
                sizes(now, all, EXPLAINING, new Stop())));
    }

    private List<@Nullable Object> complete(List<@Nullable Object> values) {
        int wanted = parameters().size();
        if (values.size() != wanted) {
            throw ErrorCode.BAD_PARAMETER.with(
                    "list", wanted + " values are needed, " + values.size() + " were given.", "Set each ? once.");
        }
        return compiled.spread(values);
    }
}
