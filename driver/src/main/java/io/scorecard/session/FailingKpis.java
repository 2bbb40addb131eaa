package io.scorecard.session;

import io.scorecard.functions.ScorecardException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the KPIs for which a question over many fails at a value, by asking it without the others, half by half. Only
 * sources know which value a KPI reads, and PostgreSQL does not even tell what column it is of.
 *
 * @param failure of the question as it was asked
 * @param asking the question without certain KPIs; throws what goes wrong
 */
record FailingKpis(ScorecardException failure, Consumer<Map<String, String>> asking) {

    private static final String NO_CODE = "^SC-\\d+ \\[\\w+] ";

    /** The reasons, by name; throws the failure where no KPI of them can be shown. */
    Map<String, String> among(List<String> listed) {
        if (listed.size() < 2 || reason(listed, List.of()).isPresent()) {
            throw failure;
        }
        Map<String, String> found = new LinkedHashMap<>();
        look(listed, listed, found);
        if (found.isEmpty() || found.size() == listed.size()) {
            throw failure;
        }
        return found;
    }

    /** @param some of which one fails at least */
    private void look(List<String> listed, List<String> some, Map<String, String> found) {
        if (some.size() == 1) {
            reason(listed, some).ifPresent(r -> found.put(some.get(0), r));
            return;
        }
        List<String> first = some.subList(0, some.size() / 2);
        List<String> second = some.subList(some.size() / 2, some.size());
        boolean firstFails = first.size() == 1 || reason(listed, first).isPresent();
        if (firstFails) {
            look(listed, first, found);
        }
        if (!firstFails || second.size() == 1 || reason(listed, second).isPresent()) {
            look(listed, second, found);
        }
    }

    /** Why the question fails with these alone; empty where it does not. */
    private Optional<String> reason(List<String> listed, List<String> asked) {
        Map<String, String> others = new LinkedHashMap<>();
        listed.stream().filter(k -> !asked.contains(k)).forEach(k -> others.put(k, ""));
        try {
            asking.accept(others);
            return Optional.empty();
        } catch (ScorecardException e) {
            if (!e.isOfValue()) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()).replaceFirst(NO_CODE, ""));
        }
    }
}
