package io.scorecard.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends what the test says, byte by byte, and tells what comes back, a line for each message. */
final class Wire implements AutoCloseable {
    private static final int SECONDS = 20;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int process;
    private int secret;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(SECONDS * 1000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** One that was let in. */
    static Wire in(Server server) throws IOException {
        Wire wire = new Wire(server.port());
        wire.start("user", "analyst", "database", server.database());
        wire.untilReady();
        return wire;
    }

    int process() {
        return process;
    }

    int secret() {
        return secret;
    }

    void raw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    char octet() throws IOException {
        return (char) in.readUnsignedByte();
    }

    void int32s(int... numbers) throws IOException {
        for (int number : numbers) {
            out.writeInt(number);
        }
        out.flush();
    }

    void start(String... parameters) throws IOException {
        byte[] text = (String.join("\0", parameters) + "\0\0").getBytes(StandardCharsets.UTF_8);
        out.writeInt(8 + text.length);
        out.writeInt(3 << 16);
        out.write(text);
        out.flush();
    }

    void send(char kind, byte... body) throws IOException {
        out.writeByte(kind);
        out.writeInt(4 + body.length);
        out.write(body);
        out.flush();
    }

    void query(String sql) throws IOException {
        send('Q', (sql + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** By the extended protocol, everything as text. */
    List<String> ask(String sql, List<String> parameters) throws IOException {
        send('P', body(bytes -> {
            text(bytes, "");
            text(bytes, sql);
            bytes.writeShort(0);
        }));
        send('B', body(bytes -> {
            text(bytes, "");
            text(bytes, "");
            bytes.writeShort(0);
            bytes.writeShort(parameters.size());
            for (String parameter : parameters) {
                byte[] value = parameter.getBytes(StandardCharsets.UTF_8);
                bytes.writeInt(value.length);
                bytes.write(value);
            }
            bytes.writeShort(0);
        }));
        send('D', (byte) 'P', (byte) 0);
        send('E', new byte[5]);
        send('S');
        return untilReady();
    }

    /** Writes the inside of a message. */
    interface Body {
        void write(DataOutputStream bytes) throws IOException;
    }

    static byte[] body(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static void text(DataOutputStream bytes, String text) throws IOException {
        bytes.write((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    List<String> ask(String sql) throws IOException {
        query(sql);
        return untilReady();
    }

    /** All messages up to the one that asks for the next statement, or up to the end. */
    List<String> untilReady() throws IOException {
        List<String> messages = new ArrayList<>();
        String message;
        do {
            message = next();
            messages.add(message);
        } while (!message.startsWith("Z") && !message.equals("end"));
        return messages;
    }

    /** {@code D 1|two}, {@code E FATAL 28000 text}, {@code Z I}, or {@code end}. */
    String next() throws IOException {
        try {
            char kind = (char) in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            return (kind + " " + told(kind, body)).strip();
        } catch (EOFException end) {
            return "end";
        }
    }

    private String told(char kind, byte[] body) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        switch (kind) {
            case 'K' -> {
                process = bytes.getInt();
                secret = bytes.getInt();
                return "";
            }
            case 'R' -> {
                return Integer.toString(bytes.getInt());
            }
            case 'D' -> {
                List<String> cells = new ArrayList<>();
                for (int i = bytes.getShort(); i > 0; i--) {
                    int length = bytes.getInt();
                    byte[] cell = new byte[Math.max(0, length)];
                    bytes.get(cell);
                    cells.add(length < 0 ? "NULL" : new String(cell, StandardCharsets.UTF_8));
                }
                return String.join("|", cells);
            }
            case 'T' -> {
                List<String> fields = new ArrayList<>();
                for (int i = bytes.getShort(); i > 0; i--) {
                    String name = text(bytes);
                    bytes.position(bytes.position() + 6);
                    int type = bytes.getInt();
                    bytes.position(bytes.position() + 8);
                    fields.add(name + ":" + type);
                }
                return String.join("|", fields);
            }
            case 'E', 'N' -> {
                String severity = "";
                String state = "";
                String message = "";
                String hint = "";
                for (byte field = bytes.get(); field != 0; field = bytes.get()) {
                    String value = text(bytes);
                    severity = field == 'S' ? value : severity;
                    state = field == 'C' ? value : state;
                    message = field == 'M' ? value : message;
                    hint = field == 'H' ? " / " + value : hint;
                }
                return severity + " " + state + " " + message + hint;
            }
            default -> {
                return new String(body, StandardCharsets.UTF_8)
                        .replace("\0", " ")
                        .strip();
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b = bytes.get(); b != 0; b = bytes.get()) {
            text.append((char) (b & 0xff));
        }
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Whether something has come. */
    boolean answers() throws IOException {
        return in.available() > 0;
    }

    /** Whether the server has closed its end. */
    boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
