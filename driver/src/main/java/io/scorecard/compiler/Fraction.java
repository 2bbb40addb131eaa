package io.scorecard.compiler;

import java.util.Locale;
import java.util.Optional;

/** The two sides of a formula's last division, as they are written; a sum is no fraction, nor is a CASE. */
record Fraction(String numerator, String denominator) {

    static Optional<Fraction> of(String formula) {
        if (formula.strip().toUpperCase(Locale.ROOT).startsWith("CASE")) {
            return Optional.empty();
        }
        int depth = 0;
        int division = -1;
        boolean quoted = false;
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (quoted) {
                continue;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && (c == '+' || c == '-')) {
                return Optional.empty();
            } else if (depth == 0 && c == '/') {
                division = i;
            }
        }
        return division < 0
                ? Optional.empty()
                : Optional.of(new Fraction(
                        formula.substring(0, division).strip(),
                        formula.substring(division + 1).strip()));
    }
}
