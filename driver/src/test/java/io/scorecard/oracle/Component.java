package io.scorecard.oracle;

import java.sql.SQLException;
import java.util.Map;

/** One aggregate of one question, by segment value ({@link Row#ALL} where none is asked): Long, BigDecimal or Double. */
interface Component {
    Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException;
}
