package io.scorecard.model;

import io.scorecard.functions.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code crm.public."Accounts.2026"}: parts between dots; one in double quotes may have anything in it. */
final class DottedName {

    private static final Pattern PART = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")+)\"|([^\".\\s]+))(\\.|$)");

    private DottedName() {}

    static List<String> parts(YamlValue value) {
        String text = value.text();
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int end = 0;
        boolean complete = false;
        while (matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
            end = matcher.end();
            complete = matcher.group(3).isEmpty();
        }
        if (!complete || end != text.length()) {
            throw value.wrong(
                    "this is not a table's name", "Write 'source.table' or 'source.schema.table'; quote other parts.");
        }
        return parts;
    }
}
