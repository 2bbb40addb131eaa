package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

class PackedYamlTest {

    private static final Path CATALOGUE = Path.of("src/main/resources/io/scorecard/functions");

    /** Kinds, texts and lines of every value, as a list of words. */
    private static List<String> told(Node node) {
        String line =
                node.getTag() + "@" + node.getStartMark().map(Mark::getLine).orElseThrow();
        if (node instanceof MappingNode mapping) {
            return Stream.concat(
                            Stream.of(line),
                            mapping.getValue().stream()
                                    .flatMap(t -> Stream.concat(
                                            told(t.getKeyNode()).stream(), told(t.getValueNode()).stream())))
                    .toList();
        }
        if (node instanceof SequenceNode sequence) {
            return Stream.concat(Stream.of(line), sequence.getValue().stream().flatMap(n -> told(n).stream()))
                    .toList();
        }
        return List.of(line, ((ScalarNode) node).getValue());
    }

    @Test
    void everyFileOfTheCatalogueReadsTheSame() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CATALOGUE)) {
            files = all.filter(f -> f.toString().endsWith(".yaml")).toList();
        }
        assertTrue(files.size() > 50, () -> files.toString());
        assertAll(files.stream().map(f -> () -> {
            Node parsed = Yaml.readOwn("x", Files.readString(f));
            Node unpacked = PackedYaml.unpacked(ByteBuffer.wrap(PackedYaml.packed(parsed)));
            assertEquals(told(parsed), told(unpacked), f.toString());
        }));
    }

    @Test
    void theBuildHasPackedThem() {
        assertTrue(Resources.isPacked("kpis/nps.yaml"));
    }
}
