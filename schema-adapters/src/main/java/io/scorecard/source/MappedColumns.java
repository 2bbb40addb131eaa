package io.scorecard.source;

import io.scorecard.functions.Column;
import io.scorecard.functions.Type;
import io.scorecard.model.Model;
import io.scorecard.model.TableMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A source's own columns as the model calls what it reads from them. */
record MappedColumns(Model model) {

    /** A canonical column, with its table. */
    record Canonical(TableMapping mapping, String name) {

        @Override
        public String toString() {
            return mapping.table().name() + "." + name;
        }

        boolean isText() {
            return mapping.table().column(name).map(Column::type).orElse(Type.TEXT) == Type.TEXT;
        }
    }

    /** @param table as a mapping's {@code from} names it, without its schema */
    List<Canonical> of(String source, String table, String column) {
        return model.tables().values().stream()
                .filter(m -> m.source().equals(source)
                        && last(m).filter(table::equalsIgnoreCase).isPresent())
                .flatMap(m -> of(m, column))
                .toList();
    }

    private static Optional<String> last(TableMapping mapping) {
        List<String> from = mapping.from();
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(from.size() - 1));
    }

    private static Stream<Canonical> of(TableMapping mapping, String column) {
        Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(column) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
        Stream<String> written = mapping.columns().entrySet().stream()
                .filter(c -> word.matcher(c.getValue()).find())
                .map(Map.Entry::getKey);
        Stream<String> named = mapping.table().columns().stream()
                .map(Column::name)
                .filter(c -> c.equalsIgnoreCase(column) && !mapping.columns().containsKey(c));
        return Stream.concat(written, named).map(c -> new Canonical(mapping, c));
    }
}
