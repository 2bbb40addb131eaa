package io.scorecard.compiler.print;

import io.scorecard.functions.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [:alpha:]} within a set of a regular expression, which is any letter to PostgreSQL and one of A to Z to DuckDB.
 *
 * @param inSet how DuckDB is told of it within a set
 * @param length of what PostgreSQL is told
 */
record RegexClass(String inSet, int length) {

    private static final Pattern NAMED = Pattern.compile("\\[([:.=])\\^?(\\w*)[:.=]]");

    private static final Map<String, String> KNOWN = Map.of(
            "alpha", "\\pL",
            "alnum", "\\pL\\pN",
            "word", "\\pL\\pN_",
            "upper", "\\p{Lu}",
            "lower", "\\p{Ll}",
            "digit", "[:digit:]",
            "xdigit", "[:xdigit:]",
            "space", "[:space:]",
            "blank", "[:blank:]");

    /** The class that stands at a place within a set. */
    static Optional<RegexClass> at(String pattern, int place) {
        Matcher named = NAMED.matcher(pattern).region(place, pattern.length());
        if (!named.lookingAt()) {
            return Optional.empty();
        }
        String known = named.group(1).equals(":") ? KNOWN.get(named.group(2)) : null;
        if (known == null) {
            throw ErrorCode.UNSUPPORTED.with(
                    named.group() + " in a regular expression, over files or DuckDB",
                    "Write the characters, as [,;.], or [:alpha:], [:alnum:], [:upper:], [:lower:], [:digit:], [:space:].");
        }
        return Optional.of(new RegexClass(known, named.end() - place));
    }
}
