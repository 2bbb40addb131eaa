package io.scorecard.driver;

import io.scorecard.session.Session;
import java.util.Optional;

/**
 * The model of one connection, which follows its file: a change is taken over by the next statement, whole, or
 * not at all. What SET has changed goes with it.
 *
 * <p>The file is not looked at for every statement. Not thread-safe, but for {@link #session}.
 */
final class CurrentModel {

    private final SharedWorkspaces workspaces;
    private final Optional<String> currency;
    private volatile SharedWorkspaces.Lease lease;
    private Optional<String> told;
    private long looked = System.nanoTime();
    private int version;
    private boolean closed;

    CurrentModel(SharedWorkspaces workspaces, SharedWorkspaces.Lease lease, Optional<String> currency) {
        this.workspaces = workspaces;
        this.lease = lease;
        this.currency = currency;
        this.told = Optional.empty();
    }

    Session session() {
        return lease.session();
    }

    int version() {
        return version;
    }

    /** Whether it reports in the currency that the connection wants, if it wants one. */
    boolean hasCurrency() {
        return hasCurrency(lease);
    }

    private boolean hasCurrency(SharedWorkspaces.Lease of) {
        return currency.map(c -> of.session().settings().contains("currency=" + c))
                .orElse(true);
    }

    /** The session of the model as it is now; what is to be told of it is added to the warnings, once. */
    Session followed(Warnings warnings) {
        long now = System.nanoTime();
        if (!closed && now - looked >= workspaces.look().toNanos()) {
            looked = now;
            follow();
        }
        Optional<String> notice = lease.notice();
        if (!notice.equals(told)) {
            told = notice;
            notice.ifPresent(warnings::add);
        }
        return lease.session();
    }

    private void follow() {
        SharedWorkspaces.Lease renewed;
        try {
            renewed = workspaces.renewed(lease);
        } catch (RuntimeException gone) {
            // A file that is away, perhaps for a moment while it is written anew: the model as it was goes on.
            return;
        }
        if (renewed == lease) {
            return;
        }
        if (!hasCurrency(renewed)) {
            renewed.close();
            return;
        }
        SharedWorkspaces.Lease old = lease;
        lease = renewed;
        version++;
        old.close();
    }

    void close() {
        closed = true;
        lease.close();
    }
}
