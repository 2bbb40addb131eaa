package io.scorecard.functions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads the worked examples of a KPI. */
final class ExampleReader {

    private static final List<String> KEYS = List.of("ask", "answer", "given", "as_of", "settings", "because");

    private final GivenReader given;

    ExampleReader(CanonicalTables tables) {
        this.given = new GivenReader(tables);
    }

    List<Example> read(YamlMap kpi) {
        List<Example> examples = new ArrayList<>();
        for (YamlValue value : kpi.list("examples")) {
            examples.add(example(value.map().only(KEYS)));
        }
        return examples;
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
