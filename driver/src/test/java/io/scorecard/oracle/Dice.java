package io.scorecard.oracle;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Seeded chance that likes the starts of months, weeks and days, where rules about bounds go wrong. */
public record Dice(SplittableRandom random) {

    public static Dice of(long seed) {
        return new Dice(new SplittableRandom(seed));
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from low to high, both possible. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    @SafeVarargs
    public final <T extends @Nullable Object> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** An instant of the interval: in 4 of 10 cases any second, else the start of its month, week or day. */
    public LocalDateTime instant(LocalDateTime from, LocalDateTime to) {
        LocalDateTime any = from.plusSeconds(random.nextLong(ChronoUnit.SECONDS.between(from, to)));
        LocalDateTime day = any.truncatedTo(ChronoUnit.DAYS);
        LocalDateTime wanted = switch (random.nextInt(10)) {
            case 0, 1, 2 -> day.withDayOfMonth(1);
            case 3 -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case 4, 5 -> day;
            default -> any;
        };
        return wanted.isBefore(from) ? any : wanted;
    }
}
