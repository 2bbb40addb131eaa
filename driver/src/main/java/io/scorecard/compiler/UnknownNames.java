package io.scorecard.compiler;

import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.ScorecardException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a name that the catalogue knows means nothing in a model: it maps too little. */
record UnknownNames(Catalog catalog, Measures measures) {

    Optional<ScorecardException> why(String name) {
        Optional<Kpi> kpi = catalog.model().catalogue().kpi(name);
        if (kpi.isPresent()) {
            return kpi.flatMap(measures::unavailable);
        }
        List<String> unmapped = catalog.unmapped(name.toLowerCase(Locale.ROOT));
        return unmapped.isEmpty()
                ? Optional.empty()
                : Optional.of(ErrorCode.UNKNOWN_COLUMN.with(
                        name,
                        "any table that the model maps",
                        "Map " + String.join(" or ", unmapped) + " to ask for it."));
    }
}
