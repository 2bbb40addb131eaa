package io.scorecard.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts that have broken somebody's quoting, and as many made from their pieces as are wanted. */
final class HostileStrings {

    static final List<String> KNOWN = List.of(
            "",
            " ",
            "'",
            "''",
            "'''",
            "\"",
            "\"\"",
            "\\",
            "\\'",
            "\\\\'",
            "'\\''",
            "' OR '1'='1",
            "' OR 1=1 --",
            "' OR 1=1 /*",
            "'; DROP TABLE unmapped_canary; --",
            "\\'; DROP TABLE unmapped_canary; --",
            "\"; DROP TABLE unmapped_canary; --",
            "x'; DELETE FROM unmapped_canary WHERE ''='",
            "$$; DROP TABLE unmapped_canary; $$",
            "$tag$ ' $tag$",
            "E'\\''",
            "U&'\\0027'",
            "%",
            "_",
            "%' ESCAPE '",
            "?",
            "??",
            ":name",
            "${env:HOME}",
            "#{x}",
            "{fn user()}",
            "/*",
            "*/",
            "--",
            "//",
            ";",
            "a\nb",
            "a\r\nb",
            "a\tb",
            "\u0001\u0002\u001b[31m",
            "\u00a0",
            "\u200b",
            "\u202etxet",
            "\ufeffa",
            "\u02bc OR 1=1",
            "\uff07 OR 1=1",
            "\u2019",
            "\u00ff\u00fe",
            "\u65e5\u672c\u8a9e",
            "\ud83d\ude00",
            "e\u0301",
            "\u0131I\u0130i",
            "\u017f",
            "null",
            "NULL",
            "0x27",
            "%27",
            "&#39;",
            "1e999",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "a\udc00b",
            "trailing   ",
            "   leading");

    private static final String[] PIECES = {
        "'",
        "''",
        "\"",
        "\\",
        ";",
        "--",
        "/*",
        "*/",
        "//",
        "$$",
        "$a$",
        "?",
        ":a",
        "%",
        "_",
        "(",
        ")",
        ",",
        " ",
        "\n",
        "\t",
        "DROP TABLE unmapped_canary",
        "DELETE FROM unmapped_canary",
        "OR 1=1",
        "UNION SELECT v FROM unmapped_canary",
        "U&'",
        "E'",
        "N'",
        "X'",
        "\\0027",
        "\u02bc",
        "\uff07",
        "\u00e9",
        "\ud83d\ude00",
        "\u65e5",
        "\u0130",
        "\u202e",
        "\u200b",
        "a",
        "1",
        "}",
        "{",
        "[",
        "]",
        "@",
        "`",
        "|",
        "&",
        "\u0000",
        "\ud83d",
        "\\'",
        "%s",
        "%n",
        "{0}",
        "\u0085",
        "\u2028",
        "UESCAPE '!'",
        "ESCAPE '\\'"
    };

    private HostileStrings() {}

    static List<String> of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> texts = new ArrayList<>(KNOWN);
        while (texts.size() < count) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            texts.add(text.toString());
        }
        return texts.subList(0, count);
    }
}
