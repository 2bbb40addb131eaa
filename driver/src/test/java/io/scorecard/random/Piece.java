package io.scorecard.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part of a query that can be written in each wording and made smaller by one step. Immutable. */
interface Piece {
    Piece NOTHING = text("");

    void write(Wording wording, StringBuilder text);

    /** Every piece that is this one less something; most of it first. It need not be valid SQL any more. */
    List<Piece> smaller();

    default String in(Wording wording) {
        StringBuilder text = new StringBuilder();
        write(wording, text);
        return text.toString();
    }

    static Piece text(String text) {
        return words(text, text, text);
    }

    /** The same meaning in other words. */
    static Piece words(String ours, String postgreSql, String duckDb) {
        return new Words(ours, postgreSql, duckDb);
    }

    /** One after the other; strings stand for themselves. */
    static Piece of(Object... parts) {
        return new Sequence(pieces(parts));
    }

    /** What can be left out. */
    static Piece maybe(Object... parts) {
        return new Optional(of(parts));
    }

    /** An expression, which shrinks to those of its parts that yield the same. */
    static Expression expression(Kind kind, Object... parts) {
        return new Expression(kind, pieces(parts));
    }

    /** At least so many items with separators; where none is left the prefix goes, too. */
    static Piece items(String prefix, String separator, List<? extends Piece> items, int least) {
        return new Items(prefix, separator, List.copyOf(items), least);
    }

    /** One text to us, another piece to the engines. */
    static Piece instead(Piece ours, Piece straight) {
        return new Instead(ours, straight);
    }

    private static List<Piece> pieces(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part instanceof Piece piece ? piece : text((String) part))
                .toList();
    }

    private static List<List<Piece>> oneSmaller(List<Piece> parts) {
        List<List<Piece>> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (Piece less : parts.get(i).smaller()) {
                List<Piece> changed = new ArrayList<>(parts);
                changed.set(i, less);
                found.add(changed);
            }
        }
        return found;
    }

    record Words(String ours, String postgreSql, String duckDb) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            text.append(
                    switch (wording) {
                        case OURS -> ours;
                        case POSTGRESQL -> postgreSql;
                        case DUCKDB -> duckDb;
                    });
        }

        @Override
        public List<Piece> smaller() {
            return List.of();
        }
    }

    record Sequence(List<Piece> parts) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            parts.forEach(part -> part.write(wording, text));
        }

        @Override
        public List<Piece> smaller() {
            return oneSmaller(parts).stream().<Piece>map(Sequence::new).toList();
        }
    }

    record Optional(Piece piece) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            piece.write(wording, text);
        }

        @Override
        public List<Piece> smaller() {
            List<Piece> found = new ArrayList<>(List.of(NOTHING));
            piece.smaller().forEach(less -> found.add(new Optional(less)));
            return found;
        }
    }

    record Items(String prefix, String separator, List<Piece> items, int least) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            for (int i = 0; i < items.size(); i++) {
                text.append(i == 0 ? prefix : separator);
                items.get(i).write(wording, text);
            }
        }

        @Override
        public List<Piece> smaller() {
            List<Piece> found = new ArrayList<>();
            for (int i = 0; items.size() > least && i < items.size(); i++) {
                List<Piece> fewer = new ArrayList<>(items);
                fewer.remove(i);
                found.add(new Items(prefix, separator, fewer, least));
            }
            oneSmaller(items).forEach(less -> found.add(new Items(prefix, separator, less, least)));
            return found;
        }
    }

    record Expression(Kind kind, List<Piece> parts) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            parts.forEach(part -> part.write(wording, text));
        }

        @Override
        public List<Piece> smaller() {
            List<Piece> found = new ArrayList<>();
            for (Piece part : parts) {
                if (part instanceof Expression inner && inner.kind() == kind) {
                    found.add(inner);
                }
            }
            oneSmaller(parts).forEach(less -> found.add(new Expression(kind, less)));
            return found;
        }
    }

    record Instead(Piece ours, Piece straight) implements Piece {
        @Override
        public void write(Wording wording, StringBuilder text) {
            (wording == Wording.OURS ? ours : straight).write(wording, text);
        }

        @Override
        public List<Piece> smaller() {
            return List.of();
        }
    }
}
