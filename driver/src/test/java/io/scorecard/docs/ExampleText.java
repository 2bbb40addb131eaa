package io.scorecard.docs;

import io.scorecard.functions.Example;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A worked example as a row of a table. Where it has data of its own, the reason tells of them. */
record ExampleText(Example example) {

    private static final Pattern OF_A_MONTH =
            Pattern.compile("SELECT (.+) FROM kpi WHERE month = DATE '(\\d{4}-\\d{2})-01'");

    /** Question, answer, reason. */
    List<String> cells() {
        return List.of(question(), answer(), example.because().orElse(""));
    }

    private String question() {
        Matcher month = OF_A_MONTH.matcher(example.ask());
        String asked = month.matches()
                ? Markdown.code(month.group(1)) + " of " + month.group(2)
                : Markdown.code(example.ask());
        String settings = example.settings().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(e -> Markdown.code(e.getKey() + ": " + e.getValue()))
                .collect(Collectors.joining(", "));
        return settings.isEmpty() ? asked : asked + " with " + settings;
    }

    private String answer() {
        Object answer = example.answer();
        if (answer == null) {
            return "NULL";
        }
        return answer instanceof Number number ? new BigDecimal(number.toString()).toPlainString() : answer.toString();
    }
}
