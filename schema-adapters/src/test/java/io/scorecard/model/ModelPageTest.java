package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about the model know every key, and the models on them can be read. */
class ModelPageTest {

    private static final Path REFERENCE = Path.of("../docs/reference/model.md");
    private static final Path GUIDE = Path.of("../docs/guide/model.md");
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path root;

    static Stream<String> keys() {
        return Stream.of(
                        ModelReader.PARTS,
                        ModelReader.LATER,
                        SettingsReader.KEYS,
                        SourceReader.COMMON,
                        SourceReader.TYPES,
                        MappingReader.KEYS,
                        PostgreSqlReader.KEYS,
                        TargetReader.KEYS,
                        BenchmarkReader.KEYS,
                        BenchmarkReader.ROW_KEYS,
                        TopicReader.THEME_KEYS,
                        TopicReader.COMPETITOR_KEYS,
                        HealthReader.KEYS,
                        FiscalCalendarReader.KEYS)
                .flatMap(List::stream)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyIsOnThePage(String key) throws IOException {
        assertTrue(
                Pattern.compile("`" + key + "[`:]|^\\*\\*" + key + "\\*\\*", Pattern.MULTILINE)
                        .matcher(Files.readString(REFERENCE))
                        .find(),
                () -> "docs/reference/model.md does not tell of '" + key + "'");
    }

    @Test
    void modelsOnThePagesAreRead() throws IOException {
        Files.createDirectories(root.resolve("desk"));
        int read = 0;
        for (Path page : List.of(REFERENCE, GUIDE)) {
            Matcher block = YAML.matcher(Files.readString(page));
            while (block.find()) {
                Model model = ModelReader.read(
                        new ModelText("acme.yaml", block.group(1), root, false), name -> Optional.of("of " + name));
                assertEquals("acme", model.name());
                read++;
            }
        }
        assertEquals(9, read);
    }
}
