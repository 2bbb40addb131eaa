package io.scorecard.compiler.measure;

import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Unit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Which KPIs are values of survey answers, and what becomes of one that rests on fewer answers than the model's
 * {@code min_responses}: it is NULL, while its numerator, denominator and number of answers stay.
 */
public final class SurveyAnswers {

    private static final Pattern SCORE = Pattern.compile("\\b(nps|csat|ces|fcr)_score\\b");

    private SurveyAnswers() {}

    /** Whether a text of SQL names a score. */
    public static boolean scoresIn(String sql) {
        return SCORE.matcher(sql).find();
    }

    /** Whether a KPI is computed from scores, and is no count of them. */
    public static boolean isValueOf(KpiUse use) {
        return use.part() == KpiPart.VALUE && isValueOf(use.kpi(), use.definition());
    }

    public static boolean isValueOf(Kpi kpi, Definition definition) {
        boolean scores = Stream.concat(Stream.of(definition.formula()), definition.binds().values().stream())
                .anyMatch(SurveyAnswers::scoresIn);
        return scores && definition.unit().orElse(kpi.unit()) != Unit.COUNT;
    }

    /** Why there is no value then. */
    public static String tooFew(int atLeast) {
        return "fewer than " + atLeast + " answers, the model's min_responses";
    }

    public static Measure where(Build build, Measure value, Measure answers, int atLeast) {
        RexBuilder rex = build.rex;
        RexNode shown = rex.makeInputRef(value.type(), 0);
        RexNode enough = rex.makeCall(
                SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                rex.makeInputRef(answers.type(), 1),
                build.literal(atLeast, answers.type()));
        RexNode kept = rex.makeCall(SqlStdOperatorTable.CASE, enough, shown, rex.makeNullLiteral(value.type()));
        return Measure.of(kept, List.of(value, answers));
    }
}
