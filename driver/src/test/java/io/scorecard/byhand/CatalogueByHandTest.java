package io.scorecard.byhand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every KPI of the catalogue equals SQL that was written by hand from its meaning, on the whole sample company: by month and
 * a segment that changes, and in the long run by month, by quarter and owner, and over the half year by industry.
 */
class CatalogueByHandTest {
    private static final List<Cut> OTHERS = List.of(Cut.TOTAL, Cut.OWNER, Cut.INDUSTRY);

    /** In the catalogue, and not here: the reason why. */
    private static final Map<String, String> NOT_BY_HAND = notByHand();

    private static Connection scorecard;
    private static Connection duckdb;
    private static Hand hand;
    private static List<Block> blocks;
    private static List<Block> disputed;
    private static Map<String, Offer> offers;

    private static Map<String, String> notByHand() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("clv_simple", "a product of two arguments, no data");
        reasons.put("repeat_purchase_rate", "its page says when it is asked, not what it is");
        for (String name : List.of(
                "health_score",
                "health_coverage",
                "customers_at_risk",
                "revenue_at_risk",
                "revenue_saved",
                "revenue_lost",
                "customers_saved",
                "customers_lost",
                "protected_share")) {
            reasons.put(name, "no page says how use becomes a score of health");
        }
        return reasons;
    }

    @BeforeAll
    static void open() throws SQLException, IOException {
        scorecard = DriverManager.getConnection("jdbc:scorecard:sample");
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        hand = Hand.load(duckdb);
        blocks = Block.all();
        disputed = Block.parse(Block.text("disputed"));
        offers = Offer.all(scorecard);
    }

    @AfterAll
    static void close() throws SQLException {
        scorecard.close();
        duckdb.close();
    }

    @TestFactory
    Stream<DynamicTest> kpiEqualsSqlByHand() {
        return blocks.stream().map(block -> compared(block, List.of(block.total() ? Cut.TOTAL : Cut.SEGMENT)));
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicTest> kpiEqualsSqlByHandInOtherCuts() {
        return blocks.stream().filter(block -> !block.total()).map(block -> compared(block, OTHERS));
    }

    private static DynamicTest compared(Block block, List<Cut> cuts) {
        return DynamicTest.dynamicTest(block.call(), () -> {
            assumeTrue(isOffered(block), () -> block.call() + " is missing in the catalogue");
            assertEquals(List.of(), differences(block, cuts));
        });
    }

    /** They answer something by hand; whether the driver has come to agree is told, not judged. */
    @TestFactory
    Stream<DynamicTest> disputedKpiHasAnAnswerByHand() {
        return disputed.stream()
                .map(block -> DynamicTest.dynamicTest(block.call(), () -> {
                    assertFalse(hand.cells(block, Cut.SEGMENT).values().isEmpty());
                    assumeTrue(isOffered(block), () -> block.call() + " is missing in the catalogue");
                    List<String> differences = differences(block, List.of(Cut.SEGMENT));
                    System.out.println("disputed: " + block.call() + ", cells that differ: " + differences.size());
                }));
    }

    @Test
    void whatTheCatalogueLacksIsListed() {
        String missing = Stream.concat(blocks.stream(), disputed.stream())
                .filter(block -> !isOffered(block))
                .map(Block::call)
                .collect(Collectors.joining(", "));
        System.out.println("missing: " + missing);
        assertTrue(blocks.stream().anyMatch(CatalogueByHandTest::isOffered));
    }

    @Test
    void everyKpiAndOptionIsHereByHand() {
        Set<String> unknown = new TreeSet<>();
        offers.forEach((name, offer) -> {
            if (offer.available()) {
                unknown.add(name);
                offer.options().forEach(option -> unknown.add(name + " '" + option + "'"));
            }
        });
        Stream.concat(blocks.stream(), disputed.stream()).forEach(block -> {
            unknown.remove(block.kpi());
            unknown.removeIf(name -> name.startsWith(block.kpi() + " '")
                    && block.call().contains(name.substring(block.kpi().length() + 1)));
        });
        unknown.removeIf(name -> NOT_BY_HAND.containsKey(name) || NOT_BY_HAND.containsKey(name.split(" ")[0]));
        assertEquals(Set.of(), unknown, "write a block, or give the reason why there is none");
    }

    private static boolean isOffered(Block block) {
        Offer offer = offers.get(block.kpi());
        return offer != null && offer.available() && block.isOffered(offer);
    }

    private static List<String> differences(Block block, List<Cut> cuts) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Cut cut : cuts) {
            Cells expected = hand.cells(block, cut);
            Cells answered = Cells.of(scorecard, cut.question(block.call()));
            expected.differences(answered, block.tolerance()).forEach(text -> differences.add(cut + " " + text));
        }
        return differences;
    }
}
