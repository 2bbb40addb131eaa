package io.scorecard.server.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One message of a client.
 *
 * @param kind the letter that stands before it
 */
public record Message(char kind, ByteBuffer body) {

    public static final char QUERY = 'Q';
    public static final char TERMINATE = 'X';
    public static final char PARSE = 'P';
    public static final char BIND = 'B';
    public static final char DESCRIBE = 'D';
    public static final char EXECUTE = 'E';
    public static final char CLOSE = 'C';
    public static final char FLUSH = 'H';
    public static final char SYNC = 'S';
    public static final char FUNCTION_CALL = 'F';
    public static final char COPY_DATA = 'd';
    public static final char COPY_DONE = 'c';
    public static final char COPY_FAIL = 'f';

    /** Those, what COPY would use, and an answer to a question for a password. */
    private static final String KNOWN = "QXPBDECHSFdcfp";

    static boolean isKnown(char kind) {
        return KNOWN.indexOf(kind) >= 0;
    }

    /** The text up to the next zero byte. */
    public String text() throws WireException {
        return text(body);
    }

    static String text(ByteBuffer bytes) throws WireException {
        int length = 0;
        while (true) {
            if (bytes.position() + length >= bytes.limit()) {
                throw new WireException("invalid message format");
            }
            if (bytes.get(bytes.position() + length) == 0) {
                break;
            }
            length++;
        }
        ByteBuffer text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length + 1);
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(text);
            return decoded.toString();
        } catch (CharacterCodingException e) {
            throw new WireException(Report.error(
                    "22021", "invalid byte sequence for encoding \"UTF8\"", "Set client_encoding to UTF8."));
        }
    }

    public byte octet() throws WireException {
        requireLeft(1);
        return body.get();
    }

    public int int16() throws WireException {
        requireLeft(2);
        return body.getShort();
    }

    public int int32() throws WireException {
        requireLeft(4);
        return body.getInt();
    }

    public byte[] bytes(int length) throws WireException {
        if (length < 0) {
            throw new WireException("invalid message format");
        }
        requireLeft(length);
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    private void requireLeft(int bytes) throws WireException {
        if (body.remaining() < bytes) {
            throw new WireException("insufficient data left in message");
        }
    }

    /** Nothing may stand behind what was read. */
    public void end() throws WireException {
        if (body.hasRemaining()) {
            throw new WireException("invalid message format");
        }
    }
}
