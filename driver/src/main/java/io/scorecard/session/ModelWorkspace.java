package io.scorecard.session;

import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.FirstUse;
import io.scorecard.compiler.Moment;
import io.scorecard.model.Model;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import io.scorecard.source.SampleLoader;
import io.scorecard.source.Sources;
import java.time.Clock;

/** A compiled model with its sources. Thread-safe. */
final class ModelWorkspace implements Workspace {

    private final Model model;
    private final Clock clock;
    private final Sources sources;
    private final Compiler compiler;
    private final FirstEvent firstEvent;
    private final Currencies currencies;
    private final SeveralCurrencies severalCurrencies;
    private final KnownSizes sizes;
    private final KnownFailures failures;
    private final RepeatedCustomers repeated;
    private final UnknownWords words;
    private final SoughtValues sought = new SoughtValues();
    private final PlanCache plans = new PlanCache();

    ModelWorkspace(Model model, SampleLoader sampleLoader, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.sources = Sources.open(model, sampleLoader);
        FirstUse.await();
        this.compiler = new Compiler(model, sources);
        this.firstEvent = new FirstEvent(compiler, clock);
        this.sizes = new KnownSizes(clock);
        this.failures = new KnownFailures(clock);
        this.repeated = new RepeatedCustomers(clock);
        this.words = new UnknownWords(clock);
        this.severalCurrencies = new SeveralCurrencies(clock);
        this.currencies = new Currencies(
                compiler, model.settings().currency(), sources.table("fx_rates").isPresent(), clock);
    }

    Model model() {
        return model;
    }

    Clock clock() {
        return clock;
    }

    Compiler compiler() {
        return compiler;
    }

    FirstEvent firstEvent() {
        return firstEvent;
    }

    Currencies currencies() {
        return currencies;
    }

    SeveralCurrencies severalCurrencies() {
        return severalCurrencies;
    }

    KnownSizes sizes() {
        return sizes;
    }

    KnownFailures failures() {
        return failures;
    }

    RepeatedCustomers repeated() {
        return repeated;
    }

    UnknownWords words() {
        return words;
    }

    SoughtValues sought() {
        return sought;
    }

    /** Asks a question of the program's own. */
    Cursor ask(String sql, Moment moment, Limits limits, Stop stop) {
        return Running.own(
                compiler,
                sql,
                moment,
                () -> firstEvent.beginning(moment, limits, stop),
                model.settings().maxStagedRows(),
                limits,
                stop);
    }

    PlanCache plans() {
        return plans;
    }

    Sources sources() {
        return sources;
    }

    @Override
    public Session open(SessionSettings settings) {
        return new ModelSession(this, settings);
    }

    @Override
    public void close() {
        sources.close();
    }
}
