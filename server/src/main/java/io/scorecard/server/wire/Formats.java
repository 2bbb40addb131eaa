package io.scorecard.server.wire;

import java.util.List;

/**
 * In which form values travel: text or binary.
 *
 * @param codes none: all text; one: all like that; else one for each value
 */
public record Formats(List<Integer> codes) {

    public static final Formats TEXT = new Formats(List.of());

    private static final int BINARY = 1;

    public Formats {
        codes = List.copyOf(codes);
    }

    public boolean binary(int value) {
        if (codes.isEmpty()) {
            return false;
        }
        return codes.get(codes.size() == 1 ? 0 : Math.min(value, codes.size() - 1)) == BINARY;
    }
}
