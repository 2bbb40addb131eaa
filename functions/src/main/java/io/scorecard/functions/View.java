package io.scorecard.functions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ready table for dashboards: {@code SELECT * FROM cohort_retention}, and with arguments {@code
 * cohort_retention('quarter', 'segment')}. Its SQL may read {@code kpi}, canonical tables, named
 * relations and other views; what a model does not map is empty and NULL in it.
 *
 * @param columns what each column means, in order; a column that stands for segments is not listed
 * @param needs the columns ({@code table.column}) without which the view means nothing
 * @param optional views that it reads where the model maps what they need; without it they have no rows in it
 * @param orderedBy the columns by which its rows are shown to who reads it plainly and names no order
 * @param levels the column that is NULL in totals and names the segment in the same by segments, where it has both
 * @param sql empty for the few whose columns or rows follow the catalogue
 */
public record View(
        String name,
        String title,
        String summary,
        String grain,
        List<ViewParameter> parameters,
        Map<String, String> columns,
        List<String> needs,
        List<String> optional,
        List<String> orderedBy,
        Optional<String> levels,
        Optional<String> sql,
        List<Example> examples,
        Place place) {

    public View {
        parameters = List.copyOf(parameters);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        needs = List.copyOf(needs);
        optional = List.copyOf(optional);
        orderedBy = List.copyOf(orderedBy);
    }
}
