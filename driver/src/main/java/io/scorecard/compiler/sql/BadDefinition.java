package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.KpiNames;
import io.scorecard.functions.Place;
import io.scorecard.functions.ScorecardException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.runtime.CalciteContextException;

/** What is wrong with a definition, told with its name, file and line: whoever asks did not write it. */
public final class BadDefinition {

    private static final String CODE = "^SC-\\d+ \\[\\w+] (?:Line \\d+, column \\d+: )?";

    private static final Set<ErrorCode> OF_SQL = EnumSet.of(
            ErrorCode.SYNTAX,
            ErrorCode.INVALID,
            ErrorCode.UNKNOWN_COLUMN,
            ErrorCode.UNKNOWN_TABLE,
            ErrorCode.UNKNOWN_FUNCTION);

    private BadDefinition() {}

    /** What a definition's SQL gives; what is wrong with it is the definition's fault. */
    public static <T> T told(Place place, String name, Supplier<T> sql) {
        try {
            return sql.get();
        } catch (CalciteContextException e) {
            throw of(place, name, Complaints.of(e));
        } catch (ScorecardException e) {
            throw OF_SQL.contains(e.code()) ? of(place, name, e) : e;
        }
    }

    public static ScorecardException of(Kpi kpi, String wrong, Exception cause) {
        return ErrorCode.BAD_DEFINITION
                .with(kpi.place(), kpi.name(), wrong, "Mend the definition.")
                .because(cause);
    }

    /** A formula that is no SQL; where in it is told by words, as lines and columns are those of the file. */
    public static ScorecardException unparsed(Kpi kpi, ScorecardException cause) {
        return of(kpi.place(), kpi.name(), cause);
    }

    /** What is wrong, without its code: what it stands in is what is wrong. */
    public static String plain(ScorecardException cause) {
        return String.valueOf(cause.getMessage()).replaceFirst(CODE, "");
    }

    /** A formula over columns or functions that are not there. */
    public static ScorecardException invalid(Kpi kpi, CalciteContextException cause, Collection<String> columns) {
        return of(
                kpi.place(),
                kpi.name(),
                Complaints.of(cause, NamesInScope.of("the relation", columns), List.of(), KpiNames.none()));
    }

    private static ScorecardException of(Place place, String name, ScorecardException cause) {
        String wrong =
                plain(cause).replace("The question", "its SQL").replace("any table of the question", "what it reads");
        return ErrorCode.BAD_DEFINITION.with(place, name, wrong, "").because(cause);
    }
}
