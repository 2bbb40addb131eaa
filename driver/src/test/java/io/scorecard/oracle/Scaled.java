package io.scorecard.oracle;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A component times a constant, exactly. */
record Scaled(Component component, String factor) implements Component {
    @Override
    public Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException {
        Map<String, Number> scaled = new LinkedHashMap<>();
        component
                .of(asked, period)
                .forEach((segment, amount) ->
                        scaled.put(segment, new BigDecimal(amount.toString()).multiply(new BigDecimal(factor))));
        return scaled;
    }
}
