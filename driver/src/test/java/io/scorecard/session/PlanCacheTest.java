package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scorecard.functions.ScorecardException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanCacheTest {

    private final PlanCache plans = new PlanCache();
    private final AtomicInteger made = new AtomicInteger();

    private Object plan(String key, int weight) {
        return plans.plan(key, weight, () -> {
            made.incrementAndGet();
            return new Object();
        });
    }

    @Test
    void planIsMadeOnce() {
        assertSame(plan("a", 10), plan("a", 10));
        assertEquals(1, made.get());
    }

    @Test
    void heavyPlanIsNotKept() {
        plan("a", 300_000);
        plan("a", 300_000);
        assertEquals(2, made.get());
    }

    @Test
    void plansThatTogetherAreHeavyPushOutTheEldest() {
        for (int i = 0; i < 6; i++) {
            plan("a" + i, 200_000);
        }
        plan("a5", 200_000);
        assertEquals(6, made.get());
        plan("a0", 200_000);
        assertEquals(7, made.get());
    }

    @Test
    void recursionWithoutEndIsAQuestionThatIsTooLarge() {
        ScorecardException refused = assertThrows(ScorecardException.class, () -> plans.plan("a", 1, () -> endless(0)));
        assertEquals("54000", refused.code().sqlState());
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }
}
