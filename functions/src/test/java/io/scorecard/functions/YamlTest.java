package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class YamlTest {

    private static YamlMap read(String text) {
        return Yaml.read("model.yaml", text);
    }

    private static String message(Executable executable) {
        ScorecardException e = assertThrows(ScorecardException.class, executable);
        assertEquals(ErrorCode.BAD_YAML, e.code());
        return e.getMessage();
    }

    private static void says(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> message + " lacks " + part);
        }
    }

    @Test
    void valuesKnowTheirLines() {
        YamlMap map = read("a: 1\nb:\n  c: two\n");
        assertEquals(new Place("model.yaml", 3), map.map("b").value("c").place());
        assertEquals("two", map.map("b").text("c"));
    }

    @Test
    void unknownKeyIsReportedWithLineAndNearestName() {
        says(
                message(() -> read("source: 1\nsorces: 2").only(List.of("source", "sources"))),
                "model.yaml:2",
                "'sorces'",
                "Did you mean 'source");
    }

    @Test
    void duplicateKeyIsReportedWithItsSecondLine() {
        says(message(() -> read("a: 1\nb: 2\na: 3")), "model.yaml:3", "'a' is there twice");
    }

    @Test
    void missingKeyIsReportedWithTheLineOfItsMapping() {
        says(message(() -> read("x: 1\na:\n  b: 1").map("a").text("c")), "model.yaml:2", "'c' is missing");
    }

    @Test
    void wrongTypesAreReported() {
        YamlMap map = read("text: word\nlist: [1]\nnumber: 1.5");
        says(message(() -> map.value("text").number()), "model.yaml:1", "a number is wanted");
        says(message(() -> map.text("list")), "model.yaml:2", "a text is wanted");
        says(message(() -> map.value("number").integer(0, 9)), "model.yaml:3", "a whole number from 0 to 9");
        says(message(() -> map.map("text")), "model.yaml:1", "a mapping");
        says(message(() -> map.flag("text")), "model.yaml:1", "true or false");
    }

    @Test
    void numberAsTextKeepsItsSpelling() {
        assertEquals("007", read("password: 007").text("password"));
        assertEquals(new BigDecimal("1.50"), read("a: 1.50").value("a").number());
    }

    @Test
    void wordOfAClosedListHasANearestOne() {
        says(message(() -> read("unit: monney").value("unit").choice(Unit.class)), "Did you mean 'money'?");
    }

    @Test
    void brokenYamlIsReportedWithItsLine() {
        says(message(() -> read("a: 1\nb: [1, 2\nc: 3")), "model.yaml:3");
    }

    @Test
    void emptyFileIsRefused() {
        says(message(() -> read("# nothing")), "model.yaml:1", "empty");
    }

    @Test
    void tagsAreRefused() {
        says(message(() -> read("a: 1\nb: !!java.net.URL [x]")), "model.yaml:2", "tags");
        says(message(() -> read("a: !!str 5")), "model.yaml:1", "tags");
    }

    @Test
    void aliasesAreFollowedButFew() {
        assertEquals("1", read("a: &x {b: 1}\nc: *x").map("c").text("b"));
        says(message(() -> read("a: &x 1\nb: [" + "*x, ".repeat(51) + "]")), "model.yaml:2", "aliases");
    }

    @Test
    void aliasesThatStandForMillionsOfValuesAreRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 7; i++) {
            String alias = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(7, alias))));
        }
        says(message(() -> read(text.toString())), "values");
    }

    @Test
    void aliasToItselfIsRefused() {
        says(message(() -> read("a: &x [*x]")), "deep");
    }

    @Test
    void deepNestingIsRefused() {
        says(message(() -> read("a: " + "[".repeat(60) + "]".repeat(60))), "model.yaml:1", "deep");
        says(message(() -> read("a: " + "[".repeat(100_000))), "model.yaml:1");
    }

    @Test
    void longTextIsRefused() {
        says(message(() -> read("a: " + "x".repeat(1 << 20))), "1 MiB");
    }

    @Test
    void overlayTakesAwayWhatItLeavesEmpty() {
        YamlMap map = read("a: 1\nb: 2").overlaid(read("b:\nc: 3"));
        assertEquals(List.of("a", "b", "c"), List.copyOf(map.keys()));
        assertTrue(map.find("b").isEmpty());
    }
}
