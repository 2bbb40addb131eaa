package io.scorecard.compiler.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser and the validator say in their own terms, said in those of somebody who asks; and what helps. */
public final class PlainWords {

    /** @param what may hold {@code $1}, as the pattern's groups */
    private record Saying(Pattern theirs, String what, String advice) {

        static Saying of(String theirs, String what, String advice) {
            return new Saying(Pattern.compile(theirs), what, advice);
        }
    }

    /** What is wrong, and what can be done. */
    public record Said(String what, String advice) {}

    private static final List<Saying> INVALID = List.of(
            Saying.of(
                    "Column '([^']*)' is ambiguous",
                    "'$1' is a column of several tables of the question.",
                    "Write the name of one before it, with a dot."),
            Saying.of(
                    "Expression '([^']*)' is not being grouped",
                    "'$1' stands beside aggregates or measures and is not grouped.",
                    "Add it to GROUP BY, or leave it out."),
            Saying.of(
                    "Aggregate expressions cannot be nested",
                    "An aggregate stands inside another; a measure like mrr() is one by itself.",
                    "Aggregate an answer: SELECT AVG(x) FROM (SELECT month, mrr() AS x FROM kpi GROUP BY month) AS t."),
            Saying.of(
                    "Aggregate expression is illegal in WHERE clause",
                    "An aggregate or measure stands in WHERE, which is tested before anything is grouped.",
                    "Put the condition into HAVING."),
            Saying.of(
                    "Aggregate expression is illegal in GROUP BY clause",
                    "An aggregate or measure stands in GROUP BY.",
                    "Group an answer: SELECT x, COUNT(*) FROM (SELECT month, mrr() AS x FROM kpi GROUP BY month) AS t GROUP BY x."),
            Saying.of(
                    "Ordinal out of range",
                    "GROUP BY or ORDER BY names a column by a number that SELECT does not have.",
                    "Count the columns of SELECT from 1."),
            Saying.of(
                    "Cannot apply 'WHOLE_UNITS' .*",
                    "MAKE_INTERVAL takes whole numbers, but for secs.",
                    "Write hours => n for parts of a day, or make it whole: days => CAST(x AS integer)."),
            Saying.of(
                    "Cannot apply '([^']*)' to arguments of type '([^']*)'\\..*",
                    "'$1' does not take these types: $2.",
                    "Make them alike with CAST(.. AS ..)."),
            Saying.of(
                    "Argument to function '([^']*)' must be a literal",
                    "$1 takes a written value there, and neither a parameter nor a column.",
                    "Write the value into the question."),
            Saying.of(
                    "Column count mismatch in ([\\w ]+)",
                    "The queries of $1 have different numbers of columns.",
                    "Give each the same columns in the same order."),
            Saying.of(
                    "Type mismatch in column (\\d+) of (.*)",
                    "Column $1 has a different type in the queries of $2.",
                    "Make them alike with CAST(.. AS ..)."),
            Saying.of(
                    "Values passed to IN operator must have compatible types",
                    "IN compares values of different types.",
                    "Make them alike with CAST(.. AS ..)."));

    private static final List<Saying> SYNTAX = List.of(
            Saying.of("(?is).*Encountered \";\".*", "Another statement follows.", "Ask one question at a time."),
            Saying.of(
                    "(?is).*Encountered \"\\\\?'.*",
                    "A text is not closed.",
                    "It ends with a single quote; write '' for one inside."),
            Saying.of(
                    "(?is).*Encountered \"<EOF>\".*",
                    "The question ends too early.",
                    "Look for a parenthesis that is not closed, or a part that is missing."),
            Saying.of(
                    "(?is).*Non-query expression encountered.*",
                    "This is no question.",
                    "It begins with SELECT, WITH, VALUES, EXPLAIN, SHOW or DESCRIBE."));

    /** What to write for {@code SELECT TOP 5}. */
    public static final String FIRST_ROWS = "Write LIMIT at the end: SELECT .. FROM .. ORDER BY .. LIMIT 5.";

    private PlainWords() {}

    public static Optional<Said> invalid(String theirs) {
        return first(INVALID, theirs);
    }

    static Optional<Said> syntax(String theirs, String question, int line, int column) {
        String last = question.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        String around = last.substring(Math.max(0, Math.min(last.length(), column - 20)));
        if (around.matches("(?is).{0,20}\\bAT\\s+TIME\\s+ZONE\\b.*")) {
            return Optional.of(
                    new Said(
                            "AT TIME ZONE is not understood.",
                            "local(created_at) is a moment in the reporting zone; SET time_zone = 'Europe/Berlin' chooses it."));
        }
        if (around.matches("(?is).{0,20}\\bsimilar\\s.*") && last.matches("(?is).*substring\\s*\\(.*")) {
            return Optional.of(new Said(
                    "SUBSTRING by SIMILAR is not understood.",
                    "Write the regular expression: SUBSTRING(x FROM 'a(.*)b') gives its first group in parentheses."));
        }
        if (around.matches("(?is).{0,20}\\bfor\\s.*") && last.matches("(?is).*substring\\s*\\(.*")) {
            return Optional.of(
                    new Said("SUBSTRING does not say from where.", "Write SUBSTRING(x FROM 1 FOR 2), or LEFT(x, 2)."));
        }
        if (around.matches("(?is).{0,30}\\bWITH\\s+TIES\\b.*")) {
            return Optional.of(
                    new Said(
                            "WITH TIES is not understood.",
                            "Rank the rows: SELECT .. FROM (SELECT .., RANK() OVER (ORDER BY ..) AS r FROM ..) AS t WHERE r <= 3."));
        }
        String before = last.substring(0, Math.max(0, Math.min(last.length(), column - 1)));
        if (before.matches("(?is)(?:.*\\bSELECT\\s+(?:DISTINCT\\s+)?)?\\s*TOP\\s*")) {
            return Optional.of(new Said("TOP is not understood.", FIRST_ROWS));
        }
        return first(SYNTAX, theirs);
    }

    private static Optional<Said> first(List<Saying> sayings, String theirs) {
        for (Saying saying : sayings) {
            Matcher matcher = saying.theirs().matcher(theirs);
            if (matcher.matches()) {
                return Optional.of(
                        new Said(matcher.replaceFirst(saying.what()), matcher.replaceFirst(saying.advice())));
            }
        }
        return Optional.empty();
    }
}
