package io.scorecard.compiler.print;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/** The part of a regular expression that SUBSTRING gives: its first group in parentheses, or all of it where it has none. */
final class FirstGroup {

    private FirstGroup() {}

    /** 1 or 0. One that a match may do without is nothing to DuckDB and NULL to PostgreSQL. */
    static int in(String pattern) {
        Deque<Integer> open = new ArrayDeque<>();
        boolean found = false;
        boolean mayMiss = false;
        boolean alternatives = false;
        for (int i = 0; i < pattern.length(); i++) {
            Matcher plain = Greed.PLAIN.matcher(pattern).region(i, pattern.length());
            if (plain.lookingAt()) {
                i = plain.end() - 1;
                continue;
            }
            switch (pattern.charAt(i)) {
                case '(' -> {
                    open.push(i);
                    if (!found && !pattern.startsWith("(?", i)) {
                        found = true;
                        mayMiss = open.size() > 1 || Greed.isOptional(pattern, i);
                    }
                }
                case ')' -> open.poll();
                case '|' -> alternatives |= open.isEmpty();
                default -> {}
            }
        }
        if (found && (mayMiss || alternatives)) {
            throw ErrorCode.UNSUPPORTED.with(
                    "SUBSTRING by a group that a match may do without, over files or DuckDB",
                    "Let the first group in parentheses be always there, and write (?:..) for the others.");
        }
        return found ? 1 : 0;
    }
}
