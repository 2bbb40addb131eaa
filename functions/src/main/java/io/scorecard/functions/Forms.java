package io.scorecard.functions;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the form of a definition alone says of its values. */
public final class Forms {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ONE_LESS = Pattern.compile("1 - ([a-z][a-z0-9_]*)(\\('[a-z0-9_]+'\\))?");
    private static final List<String> NO_SUMS = List.of("/", "DISTINCT", "AVG(", "MIN(", "MAX(", "PERCENTILE");

    private Forms() {}

    /**
     * Whether it counts or adds up money, so that the values of parts add up to the value of the whole. In doubt
     * it does not.
     */
    public static boolean adds(Catalogue catalogue, Definition definition, Unit unit) {
        return adds(catalogue, definition, unit, new HashSet<>());
    }

    private static boolean adds(Catalogue catalogue, Definition definition, Unit unit, Set<String> seen) {
        boolean sums = (unit == Unit.COUNT || unit == Unit.MONEY)
                && NO_SUMS.stream().noneMatch(w -> definition.formula().contains(w));
        if (!sums || definition.over().isPresent() || definition.per().isPresent()) {
            return sums && definition.each().isEmpty();
        }
        List<Kpi> parts = NAME.matcher(definition.formula())
                .results()
                .map(MatchResult::group)
                .flatMap(n -> catalogue.kpi(n).stream())
                .toList();
        boolean product = definition.formula().contains("*") && parts.size() > 1;
        return !product
                && !parts.isEmpty()
                && parts.stream().allMatch(p -> !seen.add(p.name()) || adds(catalogue, p.definition(), p.unit(), seen));
    }

    /** The measure that it and this make 1: {@code churn_rate('event')} for {@code 1 - churn_rate('event')}. */
    public static Optional<String> oneLess(Definition definition) {
        Matcher matcher = ONE_LESS.matcher(definition.formula().strip());
        return matcher.matches()
                ? Optional.of(
                        matcher.group(1) + Optional.ofNullable(matcher.group(2)).orElse("()"))
                : Optional.empty();
    }
}
