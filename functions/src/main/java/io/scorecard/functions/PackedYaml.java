package io.scorecard.functions;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A parsed YAML file as bytes, and back. A mapping or list is told with its length and read when it is first
 * looked into: what nobody asks for costs nothing. Each value keeps its line.
 *
 * <p>A value is its kind (a byte), its line, the length of the rest, the rest: a text, the values of a list, or keys and
 * values in turn. Both numbers are written seven bits a byte, the lowest first, all but the last with the eighth bit set.
 */
final class PackedYaml {

    private static final List<Tag> TAGS = List.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final int[] NO_TEXT = {};

    private PackedYaml() {}

    static byte[] packed(Node node) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                rest.writeBytes(packed(entry.getKeyNode()));
                rest.writeBytes(packed(entry.getValueNode()));
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(n -> rest.writeBytes(packed(n)));
        } else {
            rest.writeBytes(((ScalarNode) node).getValue().getBytes(StandardCharsets.UTF_8));
        }
        int tag = TAGS.indexOf(node.getTag());
        if (tag < 0) {
            throw new IllegalArgumentException("a value of the type " + node.getTag());
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        write(value, node.getStartMark().map(Mark::getLine).orElse(0));
        write(value, rest.size());
        value.writeBytes(rest.toByteArray());
        return value.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, int number) {
        int left = number;
        for (; left >= 0x80; left >>>= 7) {
            bytes.write(left & 0x7F | 0x80);
        }
        bytes.write(left);
    }

    private static int number(ByteBuffer bytes) {
        int number = 0;
        int shift = 0;
        int next = bytes.get();
        for (; next < 0; next = bytes.get()) {
            number |= (next & 0x7F) << shift;
            shift += 7;
        }
        return number | next << shift;
    }

    /** The value at the position of the bytes, which is then behind it. */
    static Node unpacked(ByteBuffer bytes) {
        Tag tag = TAGS.get(bytes.get());
        Optional<Mark> line = Optional.of(new Mark("", 0, number(bytes), 0, NO_TEXT, 0));
        int length = number(bytes);
        int start = bytes.position();
        bytes.position(start + length);
        if (tag.equals(Tag.MAP)) {
            return new Mapping(line, bytes.slice(start, length));
        }
        if (tag.equals(Tag.SEQ)) {
            return new Sequence(line, bytes.slice(start, length));
        }
        byte[] text = new byte[length];
        bytes.get(start, text);
        return new ScalarNode(
                tag, true, new String(text, StandardCharsets.UTF_8), ScalarStyle.DOUBLE_QUOTED, line, Optional.empty());
    }

    private static List<Node> all(ByteBuffer packed) {
        ByteBuffer bytes = packed.duplicate();
        List<Node> nodes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            nodes.add(unpacked(bytes));
        }
        return nodes;
    }

    private static final class Mapping extends MappingNode {

        private final ByteBuffer packed;

        Mapping(Optional<Mark> line, ByteBuffer packed) {
            super(Tag.MAP, true, List.of(), FlowStyle.BLOCK, line, Optional.empty());
            this.packed = packed;
        }

        @Override
        public List<NodeTuple> getValue() {
            List<Node> nodes = all(packed);
            List<NodeTuple> entries = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i += 2) {
                entries.add(new NodeTuple(nodes.get(i), nodes.get(i + 1)));
            }
            return entries;
        }
    }

    private static final class Sequence extends SequenceNode {

        private final ByteBuffer packed;

        Sequence(Optional<Mark> line, ByteBuffer packed) {
            super(Tag.SEQ, true, List.of(), FlowStyle.BLOCK, line, Optional.empty());
            this.packed = packed;
        }

        @Override
        public List<Node> getValue() {
            return all(packed);
        }
    }
}
