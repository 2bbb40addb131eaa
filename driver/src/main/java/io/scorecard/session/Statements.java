package io.scorecard.session;

import io.scorecard.compiler.Metadata;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.run.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The statements that are no queries: SHOW, DESCRIBE, EXPLAIN, SET and RESET. They never reach the parser. */
final class Statements {

    private static final List<String> SHOWN = List.of("kpis", "tables", "segments", "all");

    private final ModelSession session;

    Statements(ModelSession session) {
        this.session = session;
    }

    /** Empty where it is a query. */
    Optional<Prepared> prepared(String sql) {
        Words words = new Words(sql);
        return switch (words.upper()) {
            case "SHOW" -> Optional.of(show(words));
            case "DESCRIBE", "DESC" -> Optional.of(describe(words));
            case "EXPLAIN" -> Optional.of(explain(words, sql));
            case "SET" -> Optional.of(set(words));
            case "RESET" -> Optional.of(reset(words));
            default -> Optional.empty();
        };
    }

    private Prepared show(Words words) {
        words.take();
        if (words.took("COLUMNS")) {
            return columns(words);
        }
        String name = words(words, "What to show");
        return switch (name) {
            case "kpis" ->
                session.question(
                        "SELECT name, title, family, summary, unit, better, available, why_not FROM kpi_catalog");
            case "segments" -> session.question("SELECT * FROM kpi_segments");
            case "tables" -> Told.texts("name type meaning", this::tables);
            case "all" -> Told.texts("name value", this::settings);
            default -> setting(name);
        };
    }

    private Prepared columns(Words words) {
        if (!words.took("FROM") && !words.took("IN")) {
            throw words.wrong("FROM and the name of a table are missing.");
        }
        String name = words.name("The name of a table");
        words.end();
        return table(name).orElseThrow(() -> unknown(name));
    }

    /** The words up to the end as one name: {@code transaction_isolation_level}. */
    private static String words(Words words, String what) {
        StringJoiner name = new StringJoiner("_");
        do {
            name.add(words.name(what).toLowerCase(Locale.ROOT));
        } while (!words.atEnd());
        return name.toString();
    }

    private List<List<@Nullable Object>> tables() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        session.metadata()
                .tables()
                .forEach(t -> rows.add(List.of(t.name(), t.type().toLowerCase(Locale.ROOT), t.remarks())));
        return rows;
    }

    private List<List<@Nullable Object>> settings() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        session.values().all().forEach((name, value) -> rows.add(List.of(name, value)));
        return rows;
    }

    private Prepared setting(String written) {
        List<String> names = new ArrayList<>(SHOWN);
        names.addAll(session.values().all().keySet());
        String name = SettingValues.name(written);
        if (!names.contains(name)) {
            throw ErrorCode.UNKNOWN_SETTING.with(written, Nearest.advice(written, names, "SHOW tells:"));
        }
        return Told.texts(name, () -> List.of(List.of(session.values().value(name))));
    }

    private Prepared describe(Words words) {
        words.take();
        boolean kpi = words.took("KPI");
        if (kpi && words.atEnd()) {
            return table("kpi").orElseThrow();
        }
        boolean table = !kpi && words.took("TABLE");
        String name = words.name("The name of " + (kpi ? "a KPI" : "a table or KPI"));
        words.end();
        if (kpi) {
            return kpi(name)
                    .orElseThrow(() -> ErrorCode.UNKNOWN_KPI.with(
                            name, session.compiler().kpiNames().advice(name, "SHOW KPIS lists them:")));
        }
        return table(name).or(() -> table ? Optional.empty() : kpi(name)).orElseThrow(() -> unknown(name));
    }

    private RuntimeException unknown(String name) {
        List<String> tables =
                session.metadata().tables().stream().map(Metadata.Table::name).toList();
        Optional<String> kpi = Nearest.to(name, tables).isPresent()
                ? Optional.empty()
                : session.compiler().kpiNames().meant(name);
        return ErrorCode.UNKNOWN_TABLE.with(name, kpi.orElseGet(() -> Nearest.advice(name, tables, "Tables:")));
    }

    private Optional<Prepared> kpi(String name) {
        return session.compiler().isKpi(name)
                ? Optional.of(Told.texts(
                        "property value",
                        () -> session.compiler().describeKpi(name).stream()
                                .<List<@Nullable Object>>map(d -> List.of(d.name(), d.text()))
                                .toList()))
                : Optional.empty();
    }

    private Optional<Prepared> table(String name) {
        return session.metadata().tables().stream()
                .filter(t -> t.name().equalsIgnoreCase(name))
                .findFirst()
                .map(t -> Told.texts("column type nullable meaning", () -> columns(t)));
    }

    private static List<List<@Nullable Object>> columns(Metadata.Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ResultColumn column : table.columns()) {
            boolean nullable = column.nullable() && !table.primaryKey().contains(column.label());
            rows.add(List.of(column.label(), column.typeName(), nullable ? "yes" : "no", column.remarks()));
        }
        return rows;
    }

    /** The query keeps its lines and columns, so that what is wrong in it is found. */
    private Prepared explain(Words words, String sql) {
        words.take();
        boolean run = words.took("ANALYZE");
        if (words.upper().equals("VERBOSE")) {
            throw words.wrong("EXPLAIN tells everything, so it has no VERBOSE.");
        }
        if (!run && words.took("PLAN") && !words.took("FOR")) {
            throw words.wrong("FOR is missing.");
        }
        if (words.atEnd()) {
            throw words.wrong("the query is missing.");
        }
        int start = words.position();
        String blanks = sql.substring(0, start).replaceAll("[^\\n]", " ");
        String question = blanks + sql.substring(start);
        return run ? session.analyzed(question) : session.explained(question);
    }

    private Prepared set(Words words) {
        words.take();
        if (!words.took("SESSION")) {
            words.took("LOCAL");
        }
        String written = words.name("The name of a setting").toLowerCase(Locale.ROOT);
        if (written.equals("time") && words.took("ZONE")) {
            return changed(words, Setting.TIME_ZONE);
        }
        if (!words.took("=") && !words.took("TO")) {
            throw words.wrong("= is missing.");
        }
        return changed(words, setter(written));
    }

    private Prepared changed(Words words, Setting setting) {
        if (words.took("DEFAULT")) {
            words.end();
            return Told.nothing(() -> session.reset(setting));
        }
        if (!words.took("DATE")) {
            words.took("TIMESTAMP");
        }
        if (words.atEnd()) {
            throw words.wrong("the value is missing.");
        }
        String value = words.take();
        words.end();
        SessionSettings read = setting.read(value, session.moment().zone());
        return Told.nothing(() -> session.change(setting, read));
    }

    private Prepared reset(Words words) {
        words.take();
        if (words.took("ALL")) {
            words.end();
            return Told.nothing(() -> Arrays.stream(Setting.values()).forEach(session::reset));
        }
        Setting setting = setter(words(words, "The name of a setting"));
        return Told.nothing(() -> session.reset(setting));
    }

    private Setting setter(String written) {
        String name = session.values().known(written);
        return Setting.named(name)
                .orElseThrow(() -> ErrorCode.FIXED_SETTING.with(
                        name,
                        String.join(
                                ", ",
                                Arrays.stream(Setting.values())
                                        .map(Setting::text)
                                        .toList())));
    }
}
