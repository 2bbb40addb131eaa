package io.scorecard.server.session;

import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Report;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the session answers by itself: a tag, and perhaps one value.
 *
 * @param label the value's column, or null where there is none
 */
record Told(String tag, @Nullable String label, Deed deed) implements Plan {

    /** What running it does. */
    @FunctionalInterface
    interface Deed {
        /** The value, or null where there is none; it may leave notices. */
        @Nullable
        String run(List<Report> notices) throws SQLException;
    }

    /** What running it does where there is nothing to tell. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    static Told done(String tag, Action action) {
        return new Told(tag, null, notices -> {
            action.run();
            return null;
        });
    }

    static Told value(String tag, String label, String value) {
        return new Told(tag, label, notices -> value);
    }

    @Override
    public List<Field> fields() {
        return label == null ? List.of() : List.of(Field.text(label));
    }

    @Override
    public List<Integer> parameters() {
        return List.of();
    }

    @Override
    public Answer run(List<@Nullable Object> arguments) throws SQLException {
        List<Report> notices = new ArrayList<>();
        return new OneValue(fields(), notices, tag, deed.run(notices));
    }

    /** That value, as rows. */
    private static final class OneValue implements Answer {
        private final List<Field> fields;
        private final List<Report> notices;
        private final String tag;
        private @Nullable String value;

        private OneValue(List<Field> fields, List<Report> notices, String tag, @Nullable String value) {
            this.fields = fields;
            this.notices = notices;
            this.tag = tag;
            this.value = value;
        }

        @Override
        public List<Field> fields() {
            return fields;
        }

        @Override
        public List<Report> notices() {
            return notices;
        }

        @Override
        public byte @Nullable [] @Nullable [] next(Formats formats) {
            String cell = value;
            value = null;
            return cell == null ? null : new byte[][] {cell.getBytes(StandardCharsets.UTF_8)};
        }

        @Override
        public String tag(long rows) {
            return tag;
        }

        @Override
        public void close() {}
    }
}
