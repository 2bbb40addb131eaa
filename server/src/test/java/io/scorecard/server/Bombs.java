package io.scorecard.server;

/** Questions that run until somebody stops them. */
final class Bombs {

    /** A product of all events with themselves, five times. */
    static final String SLOW = "SELECT MAX(a.user_id || b.user_id || c.user_id || d.user_id || e.user_id)"
            + " FROM usage_events a, usage_events b, usage_events c, usage_events d, usage_events e";

    private Bombs() {}
}
