package io.scorecard.server.session;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Textless;
import io.scorecard.server.wire.Report;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the driver threw, as a client of PostgreSQL is told it.
 *
 * <p>The driver has one text for what is wrong and what can be done; here they part again, by the sentence
 * of its {@link ErrorCode}.
 */
final class Refusal {

    private static final Pattern NUMBERED = Pattern.compile("(SC-[0-9]+) \\[[0-9A-Z]{5}] (.*)", Pattern.DOTALL);

    private static final System.Logger LOGGER = System.getLogger("io.scorecard.server");

    private Refusal() {}

    /** Something that nobody foresaw; its text may hold what is none of the client's business. */
    static Report of(Throwable surprise) {
        String sentence = "Scorecard failed on this question ("
                + surprise.getClass().getSimpleName() + ", reference "
                + UUID.randomUUID().toString().substring(0, 8) + ").";
        LOGGER.log(System.Logger.Level.ERROR, sentence, Textless.of(surprise));
        return Report.error("XX000", sentence, "Please report it with the question.");
    }

    /** What nobody foresaw is told whoever runs the server, too: where it happened, and nothing of question and data. */
    static Report of(SQLException failure) {
        if (failure.getErrorCode() == ErrorCode.INTERNAL.number()) {
            LOGGER.log(System.Logger.Level.ERROR, failure.getMessage(), failure);
        }
        String state = Optional.ofNullable(failure.getSQLState()).orElse("XX000");
        String text = Optional.ofNullable(failure.getMessage()).orElse("Scorecard failed.");
        Matcher numbered = NUMBERED.matcher(text);
        if (!numbered.matches()) {
            return Report.error(state, text, "");
        }
        String message = numbered.group(2);
        int cut = Arrays.stream(ErrorCode.values())
                .filter(code -> code.number() == failure.getErrorCode())
                .findFirst()
                .map(code -> sentenceEnd(code, message))
                .orElse(message.length());
        return Report.error(
                state,
                numbered.group(1) + " " + message.substring(0, cut),
                message.substring(cut).strip());
    }

    private static int sentenceEnd(ErrorCode code, String message) {
        Matcher sentence = Pattern.compile(pattern(code.sentence()) + "(?= |$)", Pattern.DOTALL)
                .matcher(message);
        return sentence.lookingAt() ? sentence.end() : message.length();
    }

    /** A sentence that is nothing but blanks to be filled ends with its first full stop. */
    private static String pattern(String sentence) {
        StringBuilder pattern = new StringBuilder();
        String[] fixed = sentence.split("%s", -1);
        for (int i = 0; i < fixed.length; i++) {
            if (i > 0) {
                pattern.append(i == fixed.length - 1 && fixed[i].isEmpty() ? ".*?[.!?]" : ".*?");
            }
            pattern.append(Pattern.quote(fixed[i]));
        }
        return pattern.toString();
    }
}
