package io.scorecard.sample;

/**
 * A ticket as it went. Instants that did not come, or not before the end of all data, are
 * {@link Timeline#NEVER}.
 */
record Ticket(
        String id,
        String requester,
        String agent,
        long created,
        long response,
        long firstSolved,
        long lastSolved,
        long closed,
        int replies,
        int customerReplies,
        boolean reopened,
        boolean deleted) {

    boolean isAnswered() {
        return response != Timeline.NEVER;
    }

    boolean isSolved() {
        return lastSolved != Timeline.NEVER;
    }

    String status() {
        if (deleted) {
            return "deleted";
        }
        if (closed != Timeline.NEVER) {
            return "closed";
        }
        if (isSolved()) {
            return "solved";
        }
        return isAnswered() ? "pending" : "open";
    }
}
