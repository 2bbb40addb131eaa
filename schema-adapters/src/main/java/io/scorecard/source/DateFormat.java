package io.scorecard.source;

import io.scorecard.model.DateOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A format in DuckDB's words, as {@code %d/%m/%Y}: which other dates the same texts may mean. */
record DateFormat(String text) {

    private static final Pattern PART = Pattern.compile("%[dmYy]");

    /** The same format with its parts in another order; none where a year of four digits would have to move. */
    Optional<DateFormat> in(DateOrder order) {
        List<String> found =
                PART.matcher(text).results().map(r -> r.group().substring(1)).toList();
        if (found.size() != 3) {
            return Optional.empty();
        }
        String year = found.contains("Y") ? "Y" : "y";
        List<String> wanted = new ArrayList<>();
        for (char part : order.key().toCharArray()) {
            wanted.add(part == 'y' ? year : String.valueOf(part));
        }
        if (year.equals("Y") && wanted.indexOf(year) != found.indexOf(year)) {
            return Optional.empty();
        }
        StringBuilder written = new StringBuilder();
        Matcher part = PART.matcher(text);
        for (String next : wanted) {
            part.find();
            part.appendReplacement(written, "%" + next);
        }
        return Optional.of(new DateFormat(part.appendTail(written).toString()));
    }
}
