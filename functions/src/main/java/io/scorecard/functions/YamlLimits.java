package io.scorecard.functions;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a YAML text may not do to its reader.
 *
 * <p>Depth and size are measured twice: on the text, and with aliases followed, where a few lines
 * can stand for millions of values or for an endless one.
 */
final class YamlLimits {

    static final int ALIASES = 50;
    private static final int DEPTH = 50;
    private static final int VALUES = 200_000;
    private static final int CHARACTERS = 1 << 16;

    private final String file;
    private int values;

    YamlLimits(String file) {
        this.file = file;
    }

    void checkEvents(LoadSettings settings, String text) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            Place place = new Place(file, Yaml.line(event.getStartMark()));
            if (event instanceof CollectionStartEvent start) {
                refuseTag(place, start.getTag());
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent scalar) {
                refuseTag(place, scalar.getTag());
                if (scalar.getValue().length() > CHARACTERS) {
                    throw Fault.YAML.at(place, "a value is longer than 64 KiB", "Make it shorter.");
                }
            } else if (event instanceof AliasEvent) {
                aliases++;
            }
            if (depth > DEPTH) {
                throw tooDeep(place);
            }
            if (aliases > ALIASES) {
                throw Fault.YAML.at(place, "there are more than " + ALIASES + " aliases", "Write the values out.");
            }
        }
    }

    void checkTree(Node root) {
        walk(root, 0);
    }

    private void walk(Node node, int depth) {
        Place place = new Place(file, Yaml.line(node.getStartMark()));
        if (depth > DEPTH) {
            throw tooDeep(place);
        }
        if (++values > VALUES) {
            throw Fault.YAML.at(place, "the file stands for more than " + VALUES + " values", "Use fewer aliases.");
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(n -> walk(n, depth + 1));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                walk(tuple.getKeyNode(), depth + 1);
                walk(tuple.getValueNode(), depth + 1);
            }
        }
    }

    private static void refuseTag(Place place, Optional<String> tag) {
        if (tag.isPresent()) {
            throw Fault.YAML.at(place, "tags (!) are refused", "Write the plain value.");
        }
    }

    static ScorecardException tooDeep(Place place) {
        return Fault.YAML.at(place, "the file is nested more than " + DEPTH + " deep", "Make it flatter.");
    }
}
