package io.scorecard.functions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The name that was probably meant: did-you-mean for every kind of name. */
public final class Nearest {

    private static final int MOST_LISTED = 60;
    private static final int MOST_KIN = 12;
    private static final int SHORTEST_WORD = 3;

    private Nearest() {}

    /** The candidate within a third of the word's length in edits, or empty. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(java.util.Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 3);
        return candidates.stream()
                .filter(c -> !c.equalsIgnoreCase(wanted))
                .filter(c -> Math.abs(c.length() - wanted.length()) <= limit)
                .map(c -> new Scored(c, edits(wanted, c.toLowerCase(java.util.Locale.ROOT))))
                .filter(s -> s.edits <= limit)
                .min(Comparator.comparingInt(Scored::edits).thenComparing(Scored::name))
                .map(Scored::name);
    }

    /** "Did you mean 'x'?" or, where nothing is near, the names with such a word, or the list. */
    public static String advice(String word, Collection<String> candidates, String listIntroduction) {
        return meant(word, candidates)
                .orElseGet(() -> candidates.isEmpty() ? "There are none." : listed(candidates, listIntroduction));
    }

    /** "Did you mean 'x'?", or empty where nothing is near and no name has such a word. */
    public static Optional<String> meant(String word, Collection<String> candidates) {
        return question(to(word, candidates).map(List::of).orElseGet(() -> kin(word, candidates)));
    }

    private static String listed(Collection<String> candidates, String introduction) {
        int more = candidates.size() - MOST_LISTED;
        return introduction + " "
                + String.join(
                        ", ", candidates.stream().sorted().limit(MOST_LISTED).toList())
                + (more > 0 ? " and " + more + " others." : ".");
    }

    /**
     * Those of which a word begins so: {@code churn} is no name, and many speak of it. What ends with it comes first, as
     * {@code total_revenue} is a revenue, then what begins with it, as {@code revenue_at_risk} is about it.
     */
    static List<String> kin(String word, Collection<String> candidates) {
        String begins = word.toLowerCase(java.util.Locale.ROOT);
        return candidates.stream()
                .filter(c -> begins.length() >= SHORTEST_WORD
                        && ("_" + c.toLowerCase(java.util.Locale.ROOT)).contains("_" + begins))
                .sorted(Comparator.comparing((String c) ->
                                !c.toLowerCase(java.util.Locale.ROOT).endsWith("_" + begins))
                        .thenComparing(
                                c -> !c.toLowerCase(java.util.Locale.ROOT).startsWith(begins))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_KIN)
                .toList();
    }

    /** "Did you mean 'x'?", or empty where there is none. */
    static Optional<String> question(List<String> meant) {
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        meant.size() == 1
                                ? "Did you mean '" + meant.get(0) + "'?"
                                : "Did you mean one of " + String.join(", ", meant) + "?");
    }

    private record Scored(String name, int edits) {}

    /** Optimal string alignment distance: a swap of neighbours is one edit. */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
