package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements that would change something, told by their words: most of them are no SQL that our parser
 * knows, and "syntax error" would be the wrong answer to DROP.
 */
final class ReadOnly {

    private static final Set<String> CHANGING = Set.of(
            "ABORT",
            "ALTER",
            "ANALYZE",
            "ATTACH",
            "CALL",
            "CHECKPOINT",
            "CLUSTER",
            "COMMENT",
            "COPY",
            "CREATE",
            "DEALLOCATE",
            "DECLARE",
            "DELETE",
            "DETACH",
            "DISCARD",
            "DO",
            "DROP",
            "EXECUTE",
            "EXPORT",
            "GRANT",
            "IMPORT",
            "INSERT",
            "INSTALL",
            "INTO",
            "LISTEN",
            "LOAD",
            "LOCK",
            "MERGE",
            "NOTIFY",
            "PRAGMA",
            "PREPARE",
            "REASSIGN",
            "REFRESH",
            "REINDEX",
            "RENAME",
            "REPLACE",
            "REVOKE",
            "SECURITY",
            "TRUNCATE",
            "UNLISTEN",
            "UPDATE",
            "UPSERT",
            "USE",
            "VACUUM");

    private ReadOnly() {}

    /** Refuses a statement that begins with a word of change. */
    static void check(List<Token> tokens) {
        if (!tokens.isEmpty()
                && !tokens.get(0).is("INTO")
                && CHANGING.contains(tokens.get(0).upper())) {
            throw ErrorCode.ONLY_QUERIES.with(tokens.get(0).upper());
        }
    }

    /** The refusal of a word of change that the parser stumbled over: {@code WITH t AS (DELETE ..)}. */
    static Optional<ScorecardException> at(String sql, int line, int column) {
        int offset = 0;
        for (int l = 1; l < line && offset >= 0; l++) {
            offset = sql.indexOf('\n', offset) + 1;
        }
        int place = offset + column - 1;
        return Token.of(sql).stream()
                .filter(t -> t.start() <= place && place < t.end() && CHANGING.contains(t.upper()))
                .map(t -> ErrorCode.ONLY_QUERIES.with(t.is("INTO") ? "SELECT INTO" : t.upper()))
                .findFirst();
    }
}
