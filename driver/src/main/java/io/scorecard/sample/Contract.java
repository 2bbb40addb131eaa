package io.scorecard.sample;

import io.scorecard.sample.Version.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The core subscription of one customer while it is being told: opened, changed, closed, perhaps
 * opened again; each step closes a version and begins the next. One thread.
 */
final class Contract {

    private static final long LONG = Timeline.NEVER;

    private final String customer;
    private final List<Version> versions = new ArrayList<>();
    private int number;
    private boolean open;
    private long since;
    private Plan plan = Plan.ENTRY;
    private int seats;
    private boolean annual;
    private int discountPercent;
    private long discountEnd = LONG;
    private long trialEnd = LONG;

    Contract(String customer) {
        this.customer = customer;
    }

    void open(long from, Plan plan, int seats, boolean annual) {
        this.plan = plan;
        this.seats = seats;
        this.annual = annual;
        number++;
        trialEnd = Timeline.NEVER;
        since = from;
        open = true;
    }

    /** Free until {@code end}, paid from then on. */
    void trial(long end) {
        trialEnd = end;
        add("trialing", end, null);
        since = end;
    }

    void discount(int percent, long end) {
        discountPercent = percent;
        discountEnd = end;
    }

    /** The price as listed from now on. */
    void endDiscount(long at) {
        add("active", at, null);
        since = at;
        discountPercent = 0;
        discountEnd = LONG;
    }

    void change(long at, Plan plan, int seats) {
        add("active", at, null);
        since = at;
        this.plan = plan;
        this.seats = seats;
    }

    /** Leaves; where it is for want of payment, the last days before and two weeks after are unpaid. */
    void close(long at, Ending ending) {
        open = false;
        long late = at - 10 * Timeline.DAY;
        if (!"involuntary".equals(ending.type()) || late <= since) {
            add("active", at, ending);
            discount(0, LONG);
            return;
        }
        add("active", late, null);
        since = late;
        add("past_due", at, null);
        since = at;
        add("unpaid", at + 14 * Timeline.DAY, ending);
        discount(0, LONG);
    }

    /** Holds the subscription without paying, from its last end on. */
    void pause(long to) {
        Version last = versions.get(versions.size() - 1);
        if (to > last.to()) {
            since = last.to();
            add("paused", to, null);
        }
    }

    /** The versions so far, and the one that lasts. */
    List<Version> versions(@Nullable Ending announced) {
        if (open) {
            add("active", Timeline.NEVER, announced);
        }
        return List.copyOf(versions);
    }

    private void add(String status, long to, @Nullable Ending ending) {
        versions.add(new Version(
                "S" + customer.substring(1) + "-" + number,
                plan,
                status,
                seats,
                plan.unitAmount(annual),
                annual,
                discountPercent,
                discountEnd,
                since,
                to,
                trialEnd,
                ending));
    }

    boolean isOpen() {
        return open;
    }

    boolean isAnnual() {
        return annual;
    }

    Plan plan() {
        return plan;
    }

    int seats() {
        return seats;
    }

    long since() {
        return since;
    }

    long discountEnd() {
        return discountEnd;
    }
}
