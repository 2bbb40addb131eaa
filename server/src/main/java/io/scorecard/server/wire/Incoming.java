package io.scorecard.server.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes a client sends, as messages of bounded size.
 *
 * <p>Read by one thread; {@link #gone} may be asked by another one while no message is read. It must look
 * at the socket itself: that a client has left shows only in a read.
 */
public final class Incoming {

    /** As in PostgreSQL. */
    private static final int LONGEST_OPENING = 10_000;

    /** The longest statement that the driver takes, and what surrounds it. */
    private static final int LONGEST_MESSAGE = (1 << 20) + 1024;

    private final Socket socket;
    private final InputStream in;
    private final ReentrantLock reading = new ReentrantLock();
    private byte[] buffer = new byte[8192];
    private int next;
    private int end;

    public Incoming(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** The first message of all, which has no kind. */
    public Opening opening() throws IOException {
        reading.lock();
        try {
            return Opening.read(body(4, LONGEST_OPENING));
        } finally {
            reading.unlock();
        }
    }

    /** @throws EOFException where the client has left without a word */
    public Message message() throws IOException {
        reading.lock();
        try {
            require(1);
            char kind = (char) (buffer[next] & 0xff);
            if (!Message.isKnown(kind)) {
                throw new WireException("invalid frontend message type " + (int) kind);
            }
            next++;
            return new Message(kind, body(0, LONGEST_MESSAGE));
        } finally {
            reading.unlock();
        }
    }

    private ByteBuffer body(int shortest, int longest) throws IOException {
        require(4);
        int length = ByteBuffer.wrap(buffer, next, 4).getInt() - 4;
        if (length < shortest || length > longest) {
            throw new WireException("invalid length of message");
        }
        next += 4;
        require(length);
        byte[] bytes = Arrays.copyOfRange(buffer, next, next + length);
        next += length;
        return ByteBuffer.wrap(bytes);
    }

    private void require(int bytes) throws IOException {
        while (end - next < bytes) {
            if (!more(bytes)) {
                throw new EOFException();
            }
        }
    }

    private boolean more(int wanted) throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            end -= next;
            next = 0;
        }
        if (end == buffer.length) {
            // Grown by what has come, not by what was announced.
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Math.max(wanted, buffer.length + 1)));
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read >= 0;
    }

    /** Whether the client has closed its end; false where it cannot be told. */
    public boolean gone() {
        if (!reading.tryLock()) {
            return false;
        }
        try {
            if (end - next >= buffer.length) {
                return false;
            }
            socket.setSoTimeout(1);
            try {
                return !more(1);
            } finally {
                socket.setSoTimeout(0);
            }
        } catch (SocketTimeoutException quiet) {
            return false;
        } catch (IOException broken) {
            return true;
        } finally {
            reading.unlock();
        }
    }
}
