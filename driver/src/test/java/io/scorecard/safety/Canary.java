package io.scorecard.safety;

import java.util.concurrent.atomic.AtomicInteger;

/** A class that anybody may name and nobody may load: it tells when it is initialised. */
final class Canary {

    /** Apart from the canary, so that looking does not wake it. */
    static final class Cage {
        static final AtomicInteger SONGS = new AtomicInteger();

        private Cage() {}
    }

    static {
        Cage.SONGS.incrementAndGet();
    }

    private Canary() {}
}
