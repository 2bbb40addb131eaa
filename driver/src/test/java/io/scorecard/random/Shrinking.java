package io.scorecard.random;

import java.util.function.Predicate;

/** Makes a query that fails as small as it gets while it still fails. */
final class Shrinking {
    private static final int TRIES = 400;

    private Shrinking() {}

    static Piece of(Piece failing, Predicate<Piece> stillFails) {
        Piece smallest = failing;
        int tries = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Piece less : smallest.smaller()) {
                boolean shorter = less.in(Wording.OURS).length()
                        < smallest.in(Wording.OURS).length();
                if (shorter && ++tries < TRIES && stillFails.test(less)) {
                    smallest = less;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }
}
