package io.scorecard.docs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the few forms of Markdown that the reference pages have. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    Markdown paragraph(String line) {
        text.append(line).append("\n\n");
        return this;
    }

    Markdown heading(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    /** A table; without titles its head stays empty, as Markdown wants one. */
    Markdown table(List<String> titles, List<List<String>> rows) {
        int columns = rows.isEmpty() ? titles.size() : rows.get(0).size();
        row(titles, columns);
        text.append("|---".repeat(columns)).append("|\n");
        rows.forEach(row -> row(row, columns));
        text.append('\n');
        return this;
    }

    private void row(List<String> cells, int columns) {
        text.append(IntStream.range(0, columns)
                        .mapToObj(i -> i < cells.size() ? cells.get(i).replace("|", "\\|") : "")
                        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
                        .collect(Collectors.joining("|", "|", "|")))
                .append('\n');
    }

    /** A block that is shown as it is, with the language for its colours. */
    Markdown block(String language, String content) {
        text.append("```").append(language).append('\n').append(content.strip()).append("\n```\n\n");
        return this;
    }

    Markdown list(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
        return this;
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String code(String code) {
        return "`" + code.replaceAll("\\s+", " ").strip() + "`";
    }

    static String codes(List<String> codes) {
        return codes.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
