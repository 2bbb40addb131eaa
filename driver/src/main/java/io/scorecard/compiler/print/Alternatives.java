package io.scorecard.compiler.print;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code a|ab} of a regular expression: PostgreSQL takes the longest alternative that fits, DuckDB the first one. Where each
 * begins with other letters only one of them fits, and both take that.
 */
final class Alternatives {

    /** {@code ^\s+|\s+$}: what stands at either end. */
    private static final Pattern ENDS = Pattern.compile("(?s)\\^([^|^$()]+)\\|\\1\\$");

    /** The letters that a piece begins with; none that may be missing or come more than once. */
    private static final Pattern BEGINNING = Pattern.compile("(?s)(?:[\\p{L}\\p{N} ](?![*?+{]))*");

    private Alternatives() {}

    /** Whether it matters which one is taken. */
    static boolean matter(String pattern) {
        if (!pattern.contains("|") || ENDS.matcher(pattern).matches()) {
            return false;
        }
        List<String> beginnings = new ArrayList<>();
        boolean atStart = List.of(pattern.split("\\|", -1)).stream().allMatch(p -> p.startsWith("^"));
        for (String piece : pattern.split("\\|", -1)) {
            String inner = piece.substring(piece.lastIndexOf('(') + 1);
            int skipped = inner.startsWith("?:") ? 2 : atStart && inner.startsWith("^") ? 1 : 0;
            beginnings.add(beginning(inner.substring(skipped)));
            if (piece.lastIndexOf('(') > 0 && beginnings.size() > 1) {
                // The last alternative of one group, with the first one of another behind it: "ab)(c".
                beginnings.add(beginning(piece));
            }
        }
        for (int i = 0; i < beginnings.size(); i++) {
            for (int j = 0; j < beginnings.size(); j++) {
                if (i != j && beginnings.get(i).startsWith(beginnings.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String beginning(String piece) {
        Matcher beginning = BEGINNING.matcher(piece);
        return beginning.lookingAt() ? beginning.group() : "";
    }
}
