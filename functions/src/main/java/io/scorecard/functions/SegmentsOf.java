package io.scorecard.functions;

import java.util.List;

/**
 * Rows that hold the key of others have their segments: a survey those of its ticket.
 *
 * @param key the column with that key; a named relation calls it the same
 * @param relations canonical tables and named relations that tell the segments; of several that tell one, the first
 *     whose needs a model maps. One with columns {@code valid_from} and {@code valid_to} is asked for the moment of the row
 * @param needs the columns ({@code table.column}) without which the key is not known
 */
public record SegmentsOf(String key, List<String> relations, List<String> needs) {

    public SegmentsOf {
        relations = List.copyOf(relations);
        needs = List.copyOf(needs);
    }

    static List<SegmentsOf> read(YamlMap keys) {
        return keys.optionalMap("segments_of")
                .map(map ->
                        map.keys().stream().map(key -> read(key, map.map(key))).toList())
                .orElse(List.of());
    }

    private static SegmentsOf read(String key, YamlMap keys) {
        YamlMap known = keys.only(List.of("relations", "needs"));
        return new SegmentsOf(key, known.texts("relations"), RelationReader.needs(known));
    }
}
