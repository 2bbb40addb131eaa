package io.scorecard.compiler.answer;

import io.scorecard.compiler.print.Statement;
import io.scorecard.run.ResultColumn;
import java.util.List;

/** What a source is asked about sizes before a statement is printed, where an answer may be too large. */
public interface Sizes {

    /** Nothing is ever too large: for questions of the program's own. */
    Sizes SMALL = new Sizes() {
        @Override
        public long values(String column) {
            return 0;
        }

        @Override
        public long count(Statement statement, List<ResultColumn> columns) {
            return 0;
        }
    };

    /** About how many values a column of {@code kpi} has. */
    long values(String column);

    /** The number that a statement answers, whose parameters are the question's. */
    long count(Statement statement, List<ResultColumn> columns);
}
