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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Every KPI of the catalogue equals SQL that was written by hand from its meaning, on the whole sample company: by month,
 * by month and a segment that changes, by quarter and owner, and over the half year by industry.
 */
class CatalogueByHandTest {
    private static final List<Cut> CUTS = List.of(Cut.TOTAL, Cut.SEGMENT, Cut.OWNER, Cut.INDUSTRY);

    private static final String NO_HOURS = "the sample company has no business hours";

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
        for (String name : List.of("first_response_time", "average_resolution_time")) {
            reasons.put(name + " 'business'", NO_HOURS);
        }
        return reasons;
    }

    @BeforeAll
    static void open() throws SQLException, IOException {
        scorecard = DriverManager.getConnection("jdbc:scorecard:sample");
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        hand = Hand.load(duckdb, CUTS);
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
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(block.call(), () -> {
                    assumeTrue(isOffered(block), () -> block.call() + " is missing in the catalogue");
                    assertEquals(List.of(), differences(block));
                }));
    }

    /** They answer something by hand; whether the driver has come to agree is told, not judged. */
    @TestFactory
    Stream<DynamicTest> disputedKpiHasAnAnswerByHand(TestReporter reporter) {
        return disputed.stream()
                .map(block -> DynamicTest.dynamicTest(block.call(), () -> {
                    for (Cut cut : CUTS) {
                        assertFalse(hand.cells(block, cut).values().isEmpty(), cut.toString());
                    }
                    assumeTrue(isOffered(block), () -> block.call() + " is missing in the catalogue");
                    List<String> differences = differences(block);
                    reporter.publishEntry(
                            "disputed " + block.call(),
                            differences.isEmpty()
                                    ? "agrees now: move it to its family"
                                    : differences.size() + " cells differ");
                }));
    }

    @Test
    void whatTheCatalogueLacksIsListed(TestReporter reporter) {
        String missing = Stream.concat(blocks.stream(), disputed.stream())
                .filter(block -> !isOffered(block))
                .map(Block::call)
                .collect(Collectors.joining(", "));
        reporter.publishEntry("missing", missing);
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
        unknown.removeAll(NOT_BY_HAND.keySet());
        assertEquals(Set.of(), unknown, "write a block, or give the reason why there is none");
    }

    private static boolean isOffered(Block block) {
        Offer offer = offers.get(block.kpi());
        return offer != null && offer.available() && block.isOffered(offer);
    }

    private static List<String> differences(Block block) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Cut cut : CUTS) {
            if (cut.attribute() == null || !block.total()) {
                Cells expected = hand.cells(block, cut);
                Cells answered = Cells.of(scorecard, cut.question(block.call()));
                expected.differences(answered, block.tolerance()).forEach(text -> differences.add(cut + " " + text));
            }
        }
        return differences;
    }
}
