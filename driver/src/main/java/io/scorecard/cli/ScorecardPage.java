package io.scorecard.cli;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The scorecard of one month: a line for each KPI, and for each segment of some. */
record ScorecardPage(LocalDate month, int months, Map<String, String> titles, Console console) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final int[] WIDTHS = {28, 12, 11, 12, 11};

    void heading(String company) {
        String title = company + ", " + MONTH.format(month);
        console.say(console.painted(Paint.BOLD, title));
        console.say("");
        String line = DisplayWidth.padded("", WIDTHS[0], false);
        List<String> names = List.of("value", "change", "target");
        for (int i = 0; i < names.size(); i++) {
            line += DisplayWidth.padded(names.get(i), WIDTHS[i + 1], true);
        }
        line += "   " + DisplayWidth.padded("status", WIDTHS[4], false) + "last " + months + " months";
        console.say(console.painted(Paint.FAINT, line));
    }

    /** One line for each KPI that has a reading. */
    void totals(List<String> kpis, List<Reading> readings) {
        for (String kpi : kpis) {
            line(title(kpi), readings.stream().filter(r -> r.kpi().equals(kpi)).toList());
        }
    }

    /** One line for each segment that has had a value in any of the months. */
    void bySegment(String kpi, List<Reading> readings) {
        List<Reading> ofKpi = readings.stream().filter(r -> r.kpi().equals(kpi)).toList();
        if (ofKpi.isEmpty()) {
            return;
        }
        console.say("");
        console.say(title(kpi) + " by segment");
        ofKpi.stream()
                .filter(r -> r.value() != null)
                .map(Reading::segment)
                .distinct()
                .sorted(ScorecardPage::nullsLast)
                .forEach(segment -> line(
                        "  " + Optional.ofNullable(segment).orElse("(none)"),
                        ofKpi.stream()
                                .filter(r -> Objects.equals(r.segment(), segment))
                                .toList()));
    }

    private void line(String name, List<Reading> course) {
        Optional<Reading> current =
                course.stream().filter(r -> r.month().equals(month)).findFirst();
        if (current.isEmpty()) {
            return;
        }
        Reading now = current.get();
        List<Double> values = new ArrayList<>();
        for (int back = months - 1; back >= 0; back--) {
            LocalDate then = month.minusMonths(back);
            values.add(course.stream()
                    .filter(r -> r.month().equals(then))
                    .findFirst()
                    .map(Reading::value)
                    .orElse(null));
        }
        console.say(DisplayWidth.padded(name, WIDTHS[0], false)
                + DisplayWidth.padded(Figure.text(now.value(), now.unit()), WIDTHS[1], true)
                + DisplayWidth.padded(Figure.change(now.change(), now.unit()), WIDTHS[2], true)
                + DisplayWidth.padded(Figure.text(now.target(), now.unit()), WIDTHS[3], true)
                + "   " + status(now)
                + Sparkline.of(values).stripTrailing());
    }

    private String status(Reading now) {
        boolean judged = Stream.of("green", "amber", "red").anyMatch(now.status()::equals);
        String text = DisplayWidth.padded(judged ? "● " + now.status() : "", WIDTHS[4], false);
        return judged ? console.painted(Paint.valueOf(now.status().toUpperCase(Locale.ROOT)), text) : text;
    }

    private String title(String kpi) {
        return titles.getOrDefault(kpi, kpi);
    }

    private static int nullsLast(String a, String b) {
        return a == null ? (b == null ? 0 : 1) : b == null ? -1 : a.compareTo(b);
    }
}
