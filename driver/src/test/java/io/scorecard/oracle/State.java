package io.scorecard.oracle;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A count or an amount of money that the grid knows, added up over the periods that the asked one stands for.
 *
 * @param columns the grid's columns that are added; a leading minus subtracts
 */
record State(Function<Period, List<Period>> window, String... columns) implements Component {

    /** In the asked period itself. */
    static State of(String... columns) {
        return new State(List::of, columns);
    }

    /** In other periods, such as the twelve months to the asked one's end. */
    static State over(Function<Period, List<Period>> window, String... columns) {
        return new State(window, columns);
    }

    @Override
    public Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException {
        Map<String, Number> sums = new LinkedHashMap<>();
        for (Row row : asked.grid().rows(window.apply(period))) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String column : columns) {
                boolean less = column.startsWith("-");
                BigDecimal amount = new BigDecimal(String.valueOf(row.value(less ? column.substring(1) : column)));
                sum = less ? sum.subtract(amount) : sum.add(amount);
            }
            boolean money = columns[0].endsWith("_mrr");
            BigDecimal total = sum.add(
                    new BigDecimal(sums.getOrDefault(row.key().segment(), 0L).toString()));
            sums.put(row.key().segment(), money ? (Number) total : (Number) total.longValueExact());
        }
        return sums;
    }
}
