package io.scorecard.sample;

/** Told from time to time how far a long piece of work has come; called by the thread that does it. */
@FunctionalInterface
public interface Progress {

    /** Listens to nothing. */
    Progress SILENT = (what, done, total) -> {};

    /**
     * @param what is being made, in plural
     * @param done never above {@code total}
     */
    void at(String what, long done, long total);
}
