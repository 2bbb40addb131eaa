package io.scorecard.cli;

import io.scorecard.proof.Finding;
import io.scorecard.proof.Outcome;
import io.scorecard.proof.Proof;
import io.scorecard.proof.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the checks of a model are told: to a person, line by line, or to a program. */
@FunctionalInterface
interface TrialReport {

    void print(List<Trial.Tried> tried);

    static TrialReport named(String format, Console console) {
        return switch (format) {
            case "table" -> tried -> new Lines(console).print(tried);
            case "json" -> tried -> console.out().print(json(tried));
            default -> throw new UsageError("There is no format '" + format + "'. Formats: table, json.");
        };
    }

    static long count(List<Trial.Tried> tried, Outcome outcome) {
        return tried.stream().filter(t -> t.verdict().outcome() == outcome).count();
    }

    /** For the eye. */
    record Lines(Console console) {

        private static final int MOST = 5;
        private static final int NAME = 58;

        /** A fault that many checks fail for, as a customer who stands twice, is shown once. */
        void print(List<Trial.Tried> tried) {
            Set<String> meanings = new HashSet<>();
            for (Proof.Group group : Proof.Group.values()) {
                List<Trial.Tried> some =
                        tried.stream().filter(t -> t.proof().group() == group).toList();
                if (!some.isEmpty()) {
                    console.say(console.painted(Paint.BOLD, group.title()));
                    some.forEach(t -> check(t.proof().subject(), t.verdict(), meanings));
                    console.say("");
                }
            }
            console.say("%d checks: %d passed, %d failed, %d not applicable"
                    .formatted(
                            tried.size(),
                            count(tried, Outcome.PASSED),
                            count(tried, Outcome.FAILED),
                            count(tried, Outcome.NOT_APPLICABLE)));
        }

        /** @param meanings of the failures that were told before */
        private void check(String subject, Verdict verdict, Set<String> meanings) {
            String mark = switch (verdict.outcome()) {
                case PASSED -> console.painted(Paint.GREEN, "● passed");
                case FAILED -> console.painted(Paint.RED, "● failed");
                case NOT_APPLICABLE -> console.painted(Paint.FAINT, "○ n/a   ");
            };
            console.say("  " + mark + "  " + DisplayWidth.padded(subject, NAME, false) + "  "
                    + console.painted(Paint.FAINT, verdict.told()));
            boolean known = verdict.failed() && !verdict.meaning().isEmpty() && !meanings.add(verdict.meaning());
            if (known) {
                console.say("      means     the same as above");
                return;
            }
            List<Finding> findings = verdict.findings();
            for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
                console.say("      asked     " + finding.question().strip().replaceAll("\\s+", " "));
                console.say("      expected  " + finding.expected() + "   (" + finding.where() + ")");
                console.say("      found     " + finding.found());
            }
            if (findings.size() > MOST) {
                console.say("      and " + (findings.size() - MOST) + " more of its kind");
            }
            if (!verdict.meaning().isEmpty() && verdict.failed()) {
                console.say("      means     " + verdict.meaning());
            }
        }
    }

    /** One object: the counts, then the checks, one a line. */
    private static String json(List<Trial.Tried> tried) {
        StringBuilder text = new StringBuilder("{\"passed\": " + count(tried, Outcome.PASSED) + ", \"failed\": "
                + count(tried, Outcome.FAILED) + ", \"not_applicable\": " + count(tried, Outcome.NOT_APPLICABLE)
                + ", \"checks\": [");
        String before = "\n  ";
        for (Trial.Tried one : tried) {
            Verdict verdict = one.verdict();
            text.append(before);
            field(text, "{", "group", one.proof().group().name().toLowerCase(java.util.Locale.ROOT));
            field(text, ", ", "check", one.proof().subject());
            field(text, ", ", "outcome", verdict.outcome().name().toLowerCase(java.util.Locale.ROOT));
            field(text, ", ", "told", verdict.told());
            field(text, ", ", "meaning", verdict.meaning());
            text.append(", \"findings\": [");
            String between = "";
            for (Finding finding : verdict.findings()) {
                text.append(between);
                field(text, "{", "question", finding.question());
                field(text, ", ", "where", finding.where());
                field(text, ", ", "expected", finding.expected());
                field(text, ", ", "found", finding.found());
                text.append('}');
                between = ", ";
            }
            text.append("]}");
            before = ",\n  ";
        }
        return text.append("\n]}\n").toString();
    }

    private static void field(StringBuilder text, String before, String name, String value) {
        text.append(before).append('"').append(name).append("\": ");
        JsonFormat.string(text, value);
    }
}
