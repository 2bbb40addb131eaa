package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model says of themes, competitors and health. */
class KnowledgeTest {

    @TempDir
    Path root;

    private Knowledge read(String text) {
        return ModelReader.read(new ModelText("acme.yaml", text, root, false), n -> Optional.empty())
                .settings()
                .knowledge();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'It''s  SLOW'; its slow",
                "Sign-on/sign_off; sign on sign off",
                "no, slow.; no | slow |",
                "Über-ÉTÉ „Ça“; über été | ça |",
                "AT&T, C++ & C#; at & t | c + + & c #",
                "'O''Reilly'; oreilly",
                "'  '; ''",
            })
    void wordsAreReadApart(String text, String words) {
        assertEquals(words, PlainWords.of(text));
    }

    @Test
    void themesHaveWordsAndPhrasesInPlainWords() {
        Topic speed = read("""
                themes:
                  Speed: {words: [SLOW, Crash], phrases: [takes ages], unless: [not, "isn't"], swot: weakness}
                  price: {words: [Pricing], pestle: economic}
                """).themes().get(0);
        assertEquals("Speed", speed.name());
        assertEquals(List.of("slow", "crash", "takes ages"), speed.phrases());
        assertEquals(List.of("not", "isnt"), speed.unless());
        assertEquals(Optional.of("weakness"), speed.swot());
        assertEquals(Optional.empty(), speed.pestle());
    }

    @Test
    void competitorsAreNamesWithAliasesOrKeys() {
        List<Topic> competitors = read("""
                competitors:
                  Bluepeak: [Blue-Peak]
                  Kontorix:
                  Zenflow: {aliases: [Zen Flow], swot: threat}
                """).competitors();
        assertEquals(List.of("bluepeak", "blue peak"), competitors.get(0).phrases());
        assertEquals(List.of("kontorix"), competitors.get(1).phrases());
        assertEquals(List.of("zenflow", "zen flow"), competitors.get(2).phrases());
        assertEquals(Optional.of("threat"), competitors.get(2).swot());
    }

    @Test
    void healthHasTheDefaultsThatAreNotWritten() {
        HealthRules none = read("model: acme").health();
        assertEquals(new BigDecimal("0.35"), none.weights().get("usage"));
        assertEquals(new BigDecimal("75"), none.green());
        assertEquals(new BigDecimal("0.5"), none.minCoverage());
        HealthRules some = read("""
                health:
                  weights: {payment: 0, outcomes: 0.3}
                  green: 80
                  outcomes: {metric: roi, worst: 0, best: 3}
                  profiles:
                    - {segment: {plan: Basic}, weights: {usage: 1}}
                """).health();
        assertEquals(new BigDecimal("0.25"), some.weights().get("sentiment"));
        assertEquals(0, some.weights().get("payment").signum());
        assertEquals(new BigDecimal("80"), some.green());
        assertEquals("plan_id", some.profiles().get(0).column());
        assertEquals(new BigDecimal("1"), some.profiles().get(0).weights().get("usage"));
        assertEquals(new BigDecimal("0.3"), some.profiles().get(0).weights().get("outcomes"));
    }
}
