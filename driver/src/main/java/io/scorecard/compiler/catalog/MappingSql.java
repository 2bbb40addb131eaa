package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.sql.ZoneCalls;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.Type;
import io.scorecard.model.TableMapping;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The SQL that a model's mapping writes over a source's columns; what is wrong with it is told with its line. */
record MappingSql(Frontend frontend) {

    /**
     * What a column is mapped to, or null where nothing is. A text that is a source's column by name is that column, also
     * where it would be no name in SQL: {@code Account ID}.
     *
     * @param fields the source's columns, by lower-case name; those that differ in their case alone, by their own
     */
    @Nullable
    RexNode value(TableMapping mapping, String column, Map<String, RexNode> fields) {
        String sql = mapping.columns().getOrDefault(column, column);
        RexNode itself = fields.get(sql.strip());
        RexNode named = itself != null ? itself : fields.get(sql.strip().toLowerCase(Locale.ROOT));
        return named != null || !mapping.columns().containsKey(column)
                ? named
                : expression(mapping, column, sql, fields);
    }

    /**
     * {@code CAST(x AS TIMESTAMPTZ) → x} where a moment or day is wanted: what becomes one keeps the zone that it carries, and
     * is by the source's clock without one, which a cast of the engine's would not know.
     */
    private static SqlNode moment(TableMapping mapping, String column, SqlNode written) {
        boolean timed = mapping.table()
                .column(column)
                .filter(c -> c.type() == Type.INSTANT || c.type() == Type.DAY)
                .isPresent();
        SqlNode plain = timed && ZoneCalls.isCast(written) ? ((SqlCall) written).operand(0) : written;
        plain.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (ZoneCalls.isCast(call)) {
                    throw ErrorCode.INVALID.with(
                            "A cast to a moment with its zone stands alone, for a column that is a moment or a day.",
                            "Leave it out: a text that is mapped to a moment keeps the zone that it carries, and is by the"
                                    + " source's time_zone without one.");
                }
                return super.visit(call);
            }
        });
        return plain;
    }

    /** @param key of the mapping, whose line it is */
    RexNode expression(TableMapping mapping, String key, String sql, Map<String, RexNode> fields) {
        try {
            return frontend.expression(moment(mapping, key, SqlTexts.expression(sql)), fields);
        } catch (ScorecardException e) {
            String what = "'" + mapping.table().name() + "' maps " + sql + ":";
            throw ErrorCode.BAD_MODEL
                    .with(mapping.place(key), what, BadDefinition.plain(e) + quoted(e, fields.keySet()))
                    .because(e);
        }
    }

    /** A name that SQL would read as several words, which is written in quotes. */
    private static String quoted(ScorecardException e, Set<String> fields) {
        return fields.stream()
                .filter(f -> e.code() == ErrorCode.UNKNOWN_COLUMN && !f.matches("\\w+"))
                .findFirst()
                .map(f -> " In an expression a name with a blank or a sign in it is quoted: '\"" + f + "\"'.")
                .orElse("");
    }
}
