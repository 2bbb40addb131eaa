package io.scorecard.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A step of the build: packs the catalogue's files, so that a start need not parse them. */
public final class PackCatalogue {

    private PackCatalogue() {}

    /** @param args the folder that the YAML files lie in; the packed file is written beside them */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.write(folder.resolve(Resources.PACKED), packed(folder));
    }

    private static byte[] packed(Path folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            all.writeBytes(PackedYaml.packed(new ScalarNode(Tag.STR, path, ScalarStyle.PLAIN)));
            all.writeBytes(PackedYaml.packed(Yaml.readOwn(path, Files.readString(file))));
        }
        return all.toByteArray();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
