package io.scorecard.proof;

import java.util.List;

/**
 * What a proof found.
 *
 * @param told how much was looked at; where the proof is not applicable, why
 * @param meaning what a failure means; empty where there is none
 */
public record Verdict(Outcome outcome, String told, List<Finding> findings, String meaning) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean failed() {
        return outcome == Outcome.FAILED;
    }

    static Verdict passed(String told) {
        return new Verdict(Outcome.PASSED, told, List.of(), "");
    }

    static Verdict notApplicable(String why) {
        return new Verdict(Outcome.NOT_APPLICABLE, why, List.of(), "");
    }

    /** Passed where nothing was found. */
    static Verdict of(String told, List<Finding> findings, String meaning) {
        return findings.isEmpty() ? passed(told) : new Verdict(Outcome.FAILED, told, findings, meaning);
    }
}
