package io.scorecard.compiler.tree;

import io.scorecard.model.Model;
import io.scorecard.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Brings amounts to the model's currency, at the rates that the relation {@code exchange_rates} tells. An amount
 * without a currency is in the model's. Each amount is rounded once, so that amounts add up. Immutable.
 */
public record Exchange(Build build, String currency) {

    private static final String RATES = "exchange_rates";
    private static final String TABLE = "fx_rates";

    /** The model's currency, where it has rates to it; without one it has nothing to bring amounts to. */
    public static Optional<String> currency(Model model, Sources sources) {
        return model.settings().currency().filter(c -> sources.table(TABLE).isPresent());
    }

    /**
     * Rows with the rate of their currency on a day, or without one.
     *
     * @param day over the rows
     * @param rate the name of the new column
     */
    public Rows rated(Rows rows, RexNode currency, RexNode day, String rate) {
        Rows read = rates();
        Map<String, RexNode> named = new LinkedHashMap<>();
        named.put(rate + "_day", read.col("day"));
        named.put(rate + "_currency", read.col("currency"));
        named.put(rate, read.col("rate"));
        return rows.join(
                JoinRelType.LEFT,
                read.select(named),
                (r, x) -> build.and(
                        build.equal(build.call(SqlStdOperatorTable.UPPER, currency), x.col(rate + "_currency")),
                        build.equal(day, x.col(rate + "_day"))));
    }

    private Rows rates() {
        RelDataType row = build.types.createStructType(
                List.of(
                        build.types.nullable(SqlTypeName.DATE),
                        build.types.nullable(SqlTypeName.VARCHAR),
                        build.types.nullable(SqlTypeName.DOUBLE)),
                List.of("day", "currency", "rate"));
        return Rows.of(build, new RelationView(RATES, () -> row).scan(build.cluster));
    }

    /** An amount at a rate; nothing where an amount in another currency has none. */
    public RexNode at(RexNode amount, RexNode currency, RexNode rate) {
        RexNode own = build.or(
                build.isNull(currency),
                build.equal(currency, build.text("")),
                build.equal(build.call(SqlStdOperatorTable.UPPER, currency), build.text(this.currency)));
        return build.when(own, amount, exchanged(amount, rate));
    }

    /** In ten-thousandths, rounded half away from zero; such numbers are exact in doubles. */
    private RexNode exchanged(RexNode amount, RexNode rate) {
        RexNode parts = build.cast(
                build.rex.makeCall(amount.getType(), SqlStdOperatorTable.MULTIPLY, List.of(amount, build.whole(10000))),
                build.types.nullable(SqlTypeName.DOUBLE));
        RexNode exact = times(parts, rate);
        RexNode half = build.cast(build.rex.makeExactLiteral(new java.math.BigDecimal("0.5")), exact.getType());
        RexNode rounded = build.when(
                build.less(exact, build.whole(0)),
                build.negative(floor(build.minus(half, exact))),
                floor(build.plus(exact, half)));
        return build.cast(
                build.rex.makeCall(rounded.getType(), SqlStdOperatorTable.DIVIDE, List.of(rounded, build.whole(10000))),
                amount.getType());
    }

    private RexNode times(RexNode a, RexNode b) {
        return build.rex.makeCall(a.getType(), SqlStdOperatorTable.MULTIPLY, List.of(a, b));
    }

    private RexNode floor(RexNode value) {
        return build.rex.makeCall(value.getType(), SqlStdOperatorTable.FLOOR, List.of(value));
    }
}
