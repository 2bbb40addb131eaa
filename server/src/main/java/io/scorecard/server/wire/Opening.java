package io.scorecard.server.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first message of a connection. */
public sealed interface Opening {

    /** A question for TLS or GSS encryption; another opening follows. */
    record Encryption() implements Opening {}

    /** Not a session, but the wish to stop the statement of another one. */
    record Cancel(int process, int secret) implements Opening {}

    /**
     * A session.
     *
     * @param minor of version 3
     * @param parameters such as {@code user} and {@code database}
     */
    record Start(int minor, Map<String, String> parameters) implements Opening {
        public Start {
            parameters = Map.copyOf(parameters);
        }
    }

    private static int code(int high, int low) {
        return high << 16 | low;
    }

    static Opening read(ByteBuffer body) throws WireException {
        int code = body.getInt();
        if (code == code(1234, 5679) || code == code(1234, 5680)) {
            return new Encryption();
        }
        if (code == code(1234, 5678)) {
            if (body.remaining() != 8) {
                throw new WireException("invalid length of cancel request");
            }
            return new Cancel(body.getInt(), body.getInt());
        }
        if (code >> 16 != 3) {
            throw new WireException(Report.fatal(
                    "0A000",
                    "unsupported frontend protocol " + (code >>> 16) + "." + (code & 0xffff)
                            + ": server supports 3.0 to 3.0",
                    "Connect with a client of PostgreSQL 7.4 or newer, without encryption."));
        }
        return new Start(code & 0xffff, parameters(body));
    }

    private static Map<String, String> parameters(ByteBuffer body) throws WireException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = Message.text(body); !name.isEmpty(); name = Message.text(body)) {
            parameters.put(name, Message.text(body));
        }
        if (body.hasRemaining()) {
            throw new WireException("invalid startup packet layout: expected terminator as last byte");
        }
        return parameters;
    }
}
