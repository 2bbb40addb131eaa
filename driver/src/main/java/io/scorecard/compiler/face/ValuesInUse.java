package io.scorecard.compiler.face;

import java.util.List;
import java.util.Optional;

/** What a source knows and a question's columns depend on. */
@FunctionalInterface
public interface ValuesInUse {

    /**
     * The values of the first column of a question, in order; empty is NULL. Whether there are more than the limit
     * is told by one more.
     */
    List<Optional<String>> of(String question, int limit);
}
