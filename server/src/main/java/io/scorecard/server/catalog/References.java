package io.scorecard.server.catalog;

import java.util.Set;

/**
 * Types that are names to a reader and numbers to a comparison: {@code 'kpi'::regclass → regclass_oid('kpi')}, {@code
 * c.oid::regclass → regclass_name(c.oid)}. Which of both is wanted shows in what stands behind.
 */
final class References {

    private static final Set<String> TYPES =
            Set.of("regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole");

    private static final Set<String> NUMBERS = Set.of("oid", "int4", "int8", "integer", "bigint");

    private static final Set<String> TEXTS = Set.of("text", "varchar", "name");

    private final Words words;

    References(Words words) {
        this.words = words;
    }

    /** {@code ::} and what follows it; a cast to another type is DuckDB's, too. */
    void cast() {
        int place = words.sees(2, ".") ? 3 : 1;
        String type = words.value(place);
        if (!TYPES.contains(type)) {
            words.replace(1, "::");
            return;
        }
        boolean literal = words.hasRead(1) && words.seesLiteral(-1);
        words.skip(place + 1);
        refer(type, literal);
    }

    /** How many words {@code CAST(.. AS regclass)} has before its last bracket; 0 where another cast stands here. */
    int standardCast() {
        int depth = 0;
        for (int i = 1; words.has(i); i++) {
            depth += words.sees(i, "(") ? 1 : words.sees(i, ")") ? -1 : 0;
            if (depth == 0) {
                return TYPES.contains(words.value(i - 1)) ? i : 0;
            }
        }
        return 0;
    }

    /**
     * The value just written, as a number or as a name: whatever is wanted behind it.
     *
     * @param literal whether it is a text that names the thing
     */
    void refer(String type, boolean literal) {
        boolean again = words.sees(0, "::") || words.sees(0, "AS");
        String wanted = words.value(words.sees(2, ".") ? 3 : 1);
        boolean toNumber = again && NUMBERS.contains(wanted);
        boolean toText = again && TEXTS.contains(wanted);
        String value = words.takeValue();
        if (literal && !toNumber && type.equals("regproc")) {
            words.write("regproc_literal(" + value + ")");
        } else if (literal && toText) {
            words.write(type + "_name(" + type + "_oid(" + value + "))");
        } else {
            words.write(type + (toNumber || literal ? "_oid(" : "_name(") + value + ")");
        }
    }
}
