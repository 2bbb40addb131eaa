package io.scorecard.source;

import io.scorecard.model.SourceSpec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of a source's own tables are shown: patterns in which {@code *} stands for any letters but the
 * dot. One without a dot means tables of every schema.
 */
final class Exposure {

    private final List<Pattern> patterns;

    private Exposure(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static Exposure of(SourceSpec source) {
        return new Exposure(source.expose().stream().map(Exposure::pattern).toList());
    }

    boolean shows(List<String> table) {
        String whole = String.join(".", table);
        String last = table.get(table.size() - 1);
        return patterns.stream()
                .anyMatch(p -> p.matcher(whole).matches() || p.matcher(last).matches());
    }

    private static Pattern pattern(String text) {
        String regex =
                List.of(text.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^.]*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
