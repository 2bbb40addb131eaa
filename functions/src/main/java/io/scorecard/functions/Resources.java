package io.scorecard.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The YAML files that come with this module; listed by an index, because a jar has no folders to list.
 *
 * <p>Half a megabyte of YAML takes half a second to read at a start; the build packs it ({@link PackCatalogue}).
 * Where nothing was packed, as in an editor, the files themselves are read.
 */
final class Resources {

    static final String PACKED = "catalogue.packed";

    private static final Map<String, ByteBuffer> FILES = files();

    private Resources() {}

    static YamlMap yaml(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        ByteBuffer packed = FILES.get(path);
        Node root = packed == null
                ? Yaml.readOwn(file, new String(bytes(path).orElseThrow(), StandardCharsets.UTF_8))
                : PackedYaml.unpacked(packed.duplicate());
        return Yaml.map(file, root);
    }

    static boolean isPacked(String path) {
        return FILES.containsKey(path);
    }

    private static Map<String, ByteBuffer> files() {
        Map<String, ByteBuffer> files = new LinkedHashMap<>();
        ByteBuffer rest = ByteBuffer.wrap(bytes(PACKED).orElse(new byte[0]));
        while (rest.hasRemaining()) {
            String path = ((ScalarNode) PackedYaml.unpacked(rest)).getValue();
            files.put(path, rest.slice());
            PackedYaml.unpacked(rest);
        }
        return files;
    }

    private static Optional<byte[]> bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
