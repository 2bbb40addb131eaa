package io.scorecard.model;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Unit;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code benchmarks}: the company's own industry and maturity, and rows of the table {@code benchmarks} where no
 * source has them. A figure in another unit would be a wrong comparison, and one without a source is nobody's.
 */
final class BenchmarkReader {

    static final List<String> KEYS = List.of("industry", "maturity", "rows");
    static final List<String> ROW_KEYS =
            List.of("kpi", "industry", "maturity", "low", "median", "high", "unit", "source", "source_date");

    private final Catalogue catalogue;
    private final Optional<String> currency;

    /** @param currency the model's */
    BenchmarkReader(Catalogue catalogue, Optional<String> currency) {
        this.catalogue = catalogue;
        this.currency = currency;
    }

    Benchmarks read(YamlMap model) {
        Optional<YamlMap> found = model.optionalMap("benchmarks");
        if (found.isEmpty()) {
            return new Benchmarks(Optional.empty(), Optional.empty(), List.of());
        }
        YamlMap keys = found.get().only(KEYS);
        List<Benchmark> rows = keys.list("rows").stream().map(v -> row(v.map())).toList();
        if (!rows.isEmpty()
                && model.optionalMap("tables").filter(t -> t.has("benchmarks")).isPresent()) {
            throw keys.value("rows")
                    .wrong(
                            "benchmarks stand here and in a mapped table",
                            "Keep one of the two: 'rows', or 'benchmarks' under 'tables'.");
        }
        return new Benchmarks(
                own(keys, "industry", rows, Benchmark::industry),
                own(keys, "maturity", rows, Benchmark::maturity),
                rows);
    }

    /** What the company says of itself; of rows that stand here it must be one of theirs. */
    private static Optional<String> own(
            YamlMap keys, String key, List<Benchmark> rows, Function<Benchmark, Optional<String>> ofRow) {
        List<String> there = rows.stream()
                .map(ofRow)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        Optional<YamlValue> value = keys.find(key);
        value.filter(v -> !there.isEmpty() && !there.contains(v.text())).ifPresent(v -> {
            throw v.wrong(
                    YamlValue.shown(v.text()) + " is the " + key + " of no benchmark",
                    Nearest.advice(v.text(), there, "There are:"));
        });
        return value.map(YamlValue::text);
    }

    private Benchmark row(YamlMap keys) {
        keys.only(ROW_KEYS);
        YamlValue name = keys.value("kpi");
        Kpi kpi = catalogue
                .kpi(name.text())
                .orElseThrow(() -> name.wrong(
                        YamlValue.shown(name.text()) + " is not a KPI",
                        catalogue.kpiNames().advice(name.text(), "KPIs:")));
        YamlValue source = keys.find("source")
                .filter(v -> !v.text().isEmpty())
                .orElseThrow(() -> keys.wrong(
                        "a benchmark without a source is nobody's", "Add 'source': who published it and where."));
        Benchmark row = new Benchmark(
                kpi.name(),
                keys.optionalText("industry"),
                keys.optionalText("maturity"),
                keys.find("low").map(YamlValue::number),
                keys.find("median").map(YamlValue::number),
                keys.find("high").map(YamlValue::number),
                unit(kpi, keys),
                source.text(),
                keys.find("source_date").map(DefaultPeriodReader::day));
        inOrder(keys, row);
        return row;
    }

    private String unit(Kpi kpi, YamlMap keys) {
        boolean money = kpi.unit() == Unit.MONEY;
        String word = kpi.unit().name().toLowerCase(Locale.ROOT);
        Optional<String> wanted = money ? currency : Optional.of(word);
        String unit = keys.optionalText("unit").orElse("");
        if (money && wanted.isEmpty()) {
            throw keys.wrong(
                    "'" + kpi.name() + "' is money, and the model has no currency",
                    "Write 'currency' into the model; benchmarks are not exchanged.");
        }
        if (!unit.equals(wanted.get())) {
            YamlValue place = keys.find("unit").orElse(keys.value("kpi"));
            throw place.wrong(
                    "'" + kpi.name() + "' is measured in " + (money ? wanted.get() : word),
                    "Write 'unit: " + wanted.get() + "', and the numbers in it"
                            + (kpi.unit() == Unit.RATIO && kpi.reads().isEmpty() ? ": 0.05 is 5 per cent." : "."));
        }
        return unit;
    }

    private static void inOrder(YamlMap keys, Benchmark row) {
        List<BigDecimal> numbers = List.of(row.low(), row.median(), row.high()).stream()
                .flatMap(Optional::stream)
                .toList();
        if (numbers.isEmpty()) {
            throw keys.wrong("a benchmark needs a number", "Write 'low', 'median' or 'high'.");
        }
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i - 1).compareTo(numbers.get(i)) > 0) {
                throw keys.wrong(
                        "'low', 'median' and 'high' go upwards", "'low' is the lower number, whatever is better.");
            }
        }
    }
}
