package io.scorecard.compiler.time;

import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Another time in the place of the period that is asked: {@code previous(m)}, {@code year_ago(m)}, {@code
 * rolling(m, 3)}, {@code year_to_date(m)}. Periods are moved, not rows, so that a condition on time hides
 * nothing that lies before it.
 *
 * @param periods how many a rolling measure looks at; 1 for the others
 * @param buckets what the asked periods are
 */
public record Shift(Kind kind, int periods, Buckets buckets) {

    static final int MOST_PERIODS = 1000;

    public enum Kind {
        PREVIOUS("the period before"),
        YEAR_AGO("the same period a year ago"),
        ROLLING("the last periods"),
        YEAR_TO_DATE("the year so far");

        public final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        public String function() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it does with a period that is not whole. */
        Optional<String> ofAPart() {
            return this == PREVIOUS || this == YEAR_AGO
                    ? Optional.of("Of a period that is not whole, " + function() + "() looks at the same part.")
                    : Optional.empty();
        }
    }

    /** Start and end of a period, or of what is looked at in its place. */
    record Span(LocalDateTime start, LocalDateTime end) {}

    /** The shift that a function of this name means; its operands are the measure and what follows it. */
    public static Optional<Shift> find(String function, List<SqlNode> operands) {
        for (Kind kind : Kind.values()) {
            if (kind.function().equalsIgnoreCase(function)) {
                return Optional.of(new Shift(kind, periods(kind, operands), Buckets.UNKNOWN));
            }
        }
        return Optional.empty();
    }

    private static int periods(Kind kind, List<SqlNode> operands) {
        int wanted = kind == Kind.ROLLING ? 2 : 1;
        BigDecimal periods = BigDecimal.ONE;
        if (operands.size() == 2 && operands.get(1) instanceof SqlNumericLiteral number && number.isInteger()) {
            periods = number.getValueAs(BigDecimal.class);
        } else if (operands.size() == 2) {
            periods = BigDecimal.ZERO;
        }
        boolean inRange = periods.signum() > 0 && periods.compareTo(BigDecimal.valueOf(MOST_PERIODS)) <= 0;
        if (operands.size() != wanted || !inRange) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + kind.function() + "' has the wrong arguments.",
                    kind == Kind.ROLLING
                            ? "Write rolling(nps(), 3): a measure and a number of periods from 1 to " + MOST_PERIODS
                                    + "."
                            : "Write " + kind.function() + "(nps()): one measure.");
        }
        return periods.intValueExact();
    }

    Shift in(Buckets buckets) {
        return new Shift(kind, periods, buckets);
    }

    public boolean needsUnit() {
        return kind != Kind.YEAR_TO_DATE;
    }

    /** @param asked the period of the question, by whose length a total moves */
    Span of(Span span, Span asked, Settings settings) {
        PeriodMoves moves = new PeriodMoves(buckets, asked, settings);
        return switch (kind) {
            case PREVIOUS -> new Span(moves.back(span.start, 1), moves.back(span.end, 1));
            case ROLLING -> new Span(moves.back(span.start, periods - 1), span.end);
            case YEAR_AGO -> moves.yearAgo(span);
            case YEAR_TO_DATE -> new Span(moves.yearStart(span), span.end);
        };
    }
}
