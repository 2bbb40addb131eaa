package io.scorecard.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Where a reader that goes away, as {@code head} does when it has enough, is no failure. One thread. */
final class Piped extends FilterOutputStream {

    private boolean unread;

    Piped(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (unread) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            unread = "Broken pipe".equals(e.getMessage());
            if (!unread) {
                throw e;
            }
        }
    }
}
