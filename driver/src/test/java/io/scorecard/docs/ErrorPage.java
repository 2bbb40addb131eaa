package io.scorecard.docs;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of all errors; blanks of a sentence are shown as an ellipsis. */
final class ErrorPage {

    /** More than any sentence and its advice have. */
    private static final Object[] BLANKS = {"…", "…", "…", "…", "…", "…"};

    private static final Map<Integer, String> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(1, "The connection");
        GROUPS.put(2, "The question");
        GROUPS.put(3, "The model");
        GROUPS.put(4, "A source");
        GROUPS.put(9, "Scorecard itself");
    }

    String text() {
        Markdown page = new Markdown();
        page.heading(1, "Errors");
        page.paragraph(
                "Every error has a number that stays, an SQLSTATE, a sentence that says what is wrong, and advice. "
                        + "A program reads them from the `SQLException`: `getErrorCode()`, `getSQLState()`, `getMessage()`. "
                        + "The first digit says whose move it is. An ellipsis stands for what differs from case to case; "
                        + "a message never holds a secret or a value of a cell.");
        GROUPS.forEach((group, title) -> {
            page.heading(2, title);
            page.table(
                    List.of("number", "SQLSTATE", "name", "message"),
                    Arrays.stream(ErrorCode.values())
                            .filter(code -> code.number() / 1000 == group)
                            .map(ErrorPage::row)
                            .toList());
            if (group == ErrorCode.SOURCE_DATA.number() / 1000) {
                faults(page);
            }
        });
        return page.toString();
    }

    private static void faults(Markdown page) {
        page.paragraph("SC-" + ErrorCode.SOURCE_DATA.number()
                + " has the SQLSTATE that PostgreSQL has for what is wrong with the value, whatever the source is; others"
                + " of class 22 come as a source tells them. Where nothing narrower is known it is "
                + ErrorCode.SOURCE_DATA.sqlState() + ".");
        page.table(
                List.of("SQLSTATE", "what is wrong"),
                Arrays.stream(DataFault.values())
                        .map(f -> List.of(f.sqlState(), f.words()))
                        .toList());
    }

    private static List<String> row(ErrorCode code) {
        String message = code.with(BLANKS).getMessage();
        return List.of(
                "SC-" + code.number(),
                code.sqlState(),
                code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                message.substring(message.indexOf(']') + 1).strip().replace("<", "\\<"));
    }
}
