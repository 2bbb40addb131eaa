package io.scorecard.functions;

/**
 * Where something was written, for messages.
 *
 * @param file a file's name without its folder
 * @param line from 1
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
