package io.scorecard.functions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a YAML text into values that know their lines.
 *
 * <p>The text may come from anyone: it is at most 1 MiB, has no tags (so no class is ever named by
 * it), few aliases and little depth, also once its aliases are followed.
 */
public final class Yaml {

    private static final int LONGEST = 1 << 20;

    /** Complaints of the parser that repeat what the file says. */
    private static final Pattern QUOTING = Pattern.compile("alias|anchor|tag|directive|key");

    private Yaml() {}

    /**
     * The mapping that the text is.
     *
     * @param file the file's name without its folder, for messages
     * @throws ScorecardException {@link ErrorCode#BAD_YAML}
     */
    public static YamlMap read(String file, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Fault.YAML.at(new Place(file, 1), "the file is longer than 1 MiB", "Make it shorter.");
        }
        return map(file, root(file, text, true));
    }

    /** A text of our own, whose limits need no second look. */
    static Node readOwn(String file, String text) {
        return root(file, text, false);
    }

    static YamlMap map(String file, Node root) {
        return new YamlValue(root, file, Fault.YAML).map();
    }

    private static Node root(String file, String text, boolean limited) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setCodePointLimit(LONGEST)
                .setMaxAliasesForCollections(YamlLimits.ALIASES)
                .build();
        try {
            YamlLimits limits = new YamlLimits(file);
            if (limited) {
                limits.checkEvents(settings, text);
            }
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(
                            () -> Fault.YAML.at(new Place(file, 1), "the file is empty", "Write 'name: value' lines."));
            if (limited) {
                limits.checkTree(root);
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String problem =
                    e.getProblem() == null || QUOTING.matcher(e.getProblem()).find()
                            ? "this is not YAML"
                            : e.getProblem();
            throw Fault.YAML
                    .at(new Place(file, line(mark)), problem, "Check indentation and quotes.")
                    .because(e);
        } catch (YamlEngineException e) {
            throw Fault.YAML
                    .at(new Place(file, 1), "this cannot be read as YAML", "Check the file.")
                    .because(e);
        } catch (StackOverflowError e) {
            throw YamlLimits.tooDeep(new Place(file, 1));
        }
    }

    /** A key and its value, as a text that reads the same. */
    static String written(String key, Node value) {
        DumpSettings settings =
                DumpSettings.builder().setSchema(new CoreSchema()).build();
        ScalarNode name = new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN);
        Node pair = new MappingNode(Tag.MAP, List.of(new NodeTuple(name, value)), FlowStyle.BLOCK);
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(pair).iterator());
    }

    static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(1);
    }
}
