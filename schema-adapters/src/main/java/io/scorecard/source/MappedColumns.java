package io.scorecard.source;

import io.scorecard.functions.Column;
import io.scorecard.functions.Place;
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

    /** A canonical column, with its table and, where the model has a line for it, that. */
    record Canonical(TableMapping mapping, String name) {

        @Override
        public String toString() {
            return mapping.table().name() + "." + name
                    + (mapping.columns().containsKey(name) ? at(mapping.place(name)) : "");
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

    /** Queries of the model that name both; what they make of a column, they alone know. */
    List<String> queries(String source, String table, String column) {
        return model.tables().values().stream()
                .filter(m -> m.source().equals(source))
                .filter(m -> m.query()
                        .filter(q -> word(table).matcher(q).find()
                                && word(column).matcher(q).find())
                        .isPresent())
                .map(m -> "the query of " + m.table().name() + at(m.place("query")))
                .toList();
    }

    private static String at(Place place) {
        return " at " + place;
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE);
    }

    private static Optional<String> last(TableMapping mapping) {
        List<String> from = mapping.from();
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(from.size() - 1));
    }

    private static Stream<Canonical> of(TableMapping mapping, String column) {
        Pattern word = word(column);
        Stream<String> written = mapping.columns().entrySet().stream()
                .filter(c -> word.matcher(c.getValue()).find())
                .map(Map.Entry::getKey);
        Stream<String> named = mapping.table().columns().stream()
                .map(Column::name)
                .filter(c -> c.equalsIgnoreCase(column) && !mapping.columns().containsKey(c));
        return Stream.concat(written, named).map(c -> new Canonical(mapping, c));
    }
}
