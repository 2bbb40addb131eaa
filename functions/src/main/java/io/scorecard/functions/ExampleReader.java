package io.scorecard.functions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the worked examples of a KPI. */
final class ExampleReader {

    private static final List<String> KEYS = List.of("ask", "answer", "given", "as_of", "settings", "because");

    private final GivenReader given;
    private final boolean later;

    /** @param later whether they are read when they are looked at, which a start does not */
    ExampleReader(CanonicalTables tables, boolean later) {
        this.given = new GivenReader(tables);
        this.later = later;
    }

    List<Example> read(YamlMap kpi) {
        return later ? new ReadLater<>(() -> readNow(kpi)) : readNow(kpi);
    }

    private List<Example> readNow(YamlMap kpi) {
        return kpi.list("examples").stream()
                .map(v -> example(v.map().only(KEYS)))
                .toList();
    }

    private Example example(YamlMap keys) {
        if (!keys.has("answer")) {
            throw keys.wrong("'answer' is missing", "Add it; 'answer: null' where there is none.");
        }
        if (keys.has("given") && !keys.has("as_of")) {
            throw keys.wrong("'as_of' is missing", "Say at which moment the given data are asked.");
        }
        return new Example(
                keys.text("ask"),
                keys.find("answer").map(YamlValue::scalar).orElse(null),
                given.read(keys.optionalMap("given")),
                keys.find("as_of").map(ExampleReader::instant),
                keys.textMap("settings"),
                keys.optionalText("because"),
                keys.place());
    }

    /** A moment in UTC; a day stands for its first instant. */
    private static Instant instant(YamlValue value) {
        String text = value.text();
        try {
            boolean day = text.length() == "2026-03-01".length();
            return day ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw value.wrong("'" + text + "' is not a moment", "Write 2026-03-01 or 2026-03-01T12:00:00Z.")
                    .because(e);
        }
    }
}
