package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.functions.Column;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Place;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.View;
import io.scorecard.model.TableMapping;
import io.scorecard.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something in a model that is wrong or may not be what was meant, whatever the data are.
 *
 * @param subject the name that it is about
 * @param place the model's line, where it has one
 */
public record ModelFinding(Code code, String subject, String text, String advice, Optional<Place> place) {

    /** What kind of finding it is, and how bad. */
    public enum Code {
        UNKNOWN_TARGET_SEGMENT("error"),
        HISTORY_OF_NOTHING("error"),
        UNKNOWN_VIEW_COLUMN("warning"),
        ALMOST_CANONICAL("note"),
        NO_SEGMENT("note");

        public final String severity;

        Code(String severity) {
            this.severity = severity;
        }
    }

    public static List<ModelFinding> of(Catalog catalog) {
        List<ModelFinding> found = new ArrayList<>(ofTargets(catalog));
        found.addAll(almostCanonical(catalog));
        found.addAll(ofHistoryAlone(catalog));
        return found;
    }

    /** Targets that no value can have. */
    public static List<ModelFinding> ofTargets(Catalog catalog) {
        Set<String> known =
                catalog.kpi().columns().stream().map(KpiColumn::name).collect(Collectors.toSet());
        List<ModelFinding> found = new ArrayList<>();
        for (Target target : catalog.model().targets()) {
            target.segmentName()
                    .filter(s -> !known.contains(s))
                    .ifPresent(s -> found.add(new ModelFinding(
                            Code.UNKNOWN_TARGET_SEGMENT,
                            target.kpi(),
                            "the target of '" + target.kpi() + "' is for '" + s + "', which is no segment.",
                            Nearest.advice(s, known, "Segments:"),
                            Optional.of(target.place()))));
        }
        return found;
    }

    /**
     * Columns that a view describes and does not have.
     *
     * @param shown those that its SQL has
     */
    public static List<ModelFinding> ofView(View view, List<String> shown) {
        return view.columns().keySet().stream()
                .filter(c -> !shown.contains(c))
                .map(c -> new ModelFinding(
                        Code.UNKNOWN_VIEW_COLUMN,
                        view.name(),
                        "the view '" + view.name() + "' describes '" + c + "', which its SQL does not show.",
                        Nearest.advice(c, shown, "It shows:"),
                        Optional.of(view.place())))
                .toList();
    }

    /** A segment of the model's own that a slip of the pen has made of a canonical column. */
    private static List<ModelFinding> almostCanonical(Catalog catalog) {
        List<ModelFinding> found = new ArrayList<>();
        if (!catalog.isReadable(Catalog.CUSTOMERS)) {
            return found;
        }
        for (KpiColumn column : catalog.kpi().columns()) {
            if (column.table().equals(Catalog.CUSTOMERS)) {
                almost(column.column(), catalog.canonical(Catalog.CUSTOMERS))
                        .ifPresent(c -> found.add(note(
                                Code.ALMOST_CANONICAL,
                                column.name(),
                                "'" + column.name()
                                        + "' of customers is a segment of the model's own, almost called like"
                                        + " the canonical column '" + c + "', which is not mapped.")));
            }
        }
        return found;
    }

    /** The canonical column that is not mapped and nearly bears the name of one that is none. */
    static Optional<String> almost(String column, CanonicalRows customers) {
        if (customers.table().column(column).isPresent()) {
            return Optional.empty();
        }
        List<String> open = customers.table().columns().stream()
                .map(Column::name)
                .filter(c -> !customers.has(c))
                .toList();
        return Nearest.to(column, open);
    }

    private static List<ModelFinding> ofHistoryAlone(Catalog catalog) {
        if (!catalog.isMapped(Catalog.HISTORY)
                || !catalog.isReadable(Catalog.HISTORY)
                || !catalog.isReadable(Catalog.CUSTOMERS)) {
            return List.of();
        }
        CanonicalRows history = catalog.canonical(Catalog.HISTORY);
        List<String> customers = catalog.isMapped(Catalog.CUSTOMERS)
                ? catalog.canonical(Catalog.CUSTOMERS).visible()
                : List.of();
        List<String> attributes = history.visible().stream()
                .filter(c -> history.table().column(c).isEmpty())
                .toList();
        if (attributes.isEmpty()) {
            return List.of(new ModelFinding(
                    Code.HISTORY_OF_NOTHING,
                    Catalog.HISTORY,
                    "customer_history tells of no attribute, so that today's segments count at all times.",
                    "Map those that change, called as in customers: columns: {segment: ..}.",
                    catalog.sources().table(Catalog.HISTORY).map(TableMapping::place)));
        }
        return attributes.stream()
                .filter(c -> !customers.contains(c))
                .map(c -> note(
                        Code.NO_SEGMENT,
                        c,
                        "'" + c + "' of customer_history is no segment: customers do not map it, too."))
                .toList();
    }

    private static ModelFinding note(Code code, String subject, String text) {
        return new ModelFinding(code, subject, text, "", Optional.empty());
    }

    /** For whoever cannot go on with it. */
    public ScorecardException refusal() {
        return ErrorCode.BAD_MODEL.with(place.map(Place::toString).orElse("the model"), text, advice);
    }
}
