package io.scorecard.server.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is sent. Messages gather in a buffer that leaves when it is full or flushed; rows are never
 * held for longer than that. Not thread-safe.
 */
public final class Outgoing {

    private static final int ENOUGH = 1 << 15;
    private static final int LARGEST_KEPT = 1 << 20;

    private final OutputStream out;
    private byte[] buffer = new byte[2 * ENOUGH];
    private int end;
    private int start;

    public Outgoing(OutputStream out) {
        this.out = out;
    }

    /** The answer to a wish for encryption. */
    public void noEncryption() throws IOException {
        octet('N');
        flush();
    }

    public void authenticationOk() throws IOException {
        begin('R').int32(0).end();
    }

    /** To a client that asked for a newer version, or for options that are not known. */
    public void negotiate(List<String> unknown) throws IOException {
        begin('v').int32(3 << 16).int32(unknown.size());
        unknown.forEach(this::text);
        end();
    }

    public void parameterStatus(String name, String value) throws IOException {
        begin('S').text(name).text(value).end();
    }

    public void backendKeyData(int process, int secret) throws IOException {
        begin('K').int32(process).int32(secret).end();
    }

    /** @param transaction {@code I} outside, {@code T} inside, {@code E} inside one that has failed */
    public void readyForQuery(char transaction) throws IOException {
        begin('Z').octet(transaction).end();
        flush();
    }

    public void commandComplete(String tag) throws IOException {
        begin('C').text(tag).end();
    }

    public void emptyQuery() throws IOException {
        begin('I').end();
    }

    /** A message of the extended protocol that is a letter and nothing else. */
    public void letter(char kind) throws IOException {
        begin(kind).end();
    }

    public void parameterDescription(List<Integer> types) throws IOException {
        begin('t').int16(types.size());
        types.forEach(this::int32);
        end();
    }

    public void rowDescription(List<Field> fields, Formats formats) throws IOException {
        begin('T').int16(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            text(field.name()).int32(0).int16(0);
            int32(field.type().oid()).int16(field.type().size()).int32(field.modifier());
            int16(formats.binary(i) ? 1 : 0);
        }
        end();
    }

    /** @param cells NULL as null */
    public void dataRow(byte @Nullable [][] cells) throws IOException {
        begin('D').int16(cells.length);
        for (byte[] cell : cells) {
            if (cell == null) {
                int32(-1);
            } else {
                int32(cell.length).bytes(cell);
            }
        }
        end();
    }

    public void report(Report report) throws IOException {
        begin(report.isError() ? 'E' : 'N');
        field('S', report.severity()).field('V', report.severity());
        field('C', report.state()).field('M', report.message());
        if (!report.hint().isEmpty()) {
            field('H', report.hint());
        }
        octet(0).end();
    }

    private Outgoing field(int code, String value) {
        return octet(code).text(value);
    }

    private Outgoing begin(int kind) {
        octet(kind);
        start = end;
        return int32(0);
    }

    private void end() throws IOException {
        int length = end - start;
        for (int i = 0; i < 4; i++) {
            buffer[start + i] = (byte) (length >>> 24 - 8 * i);
        }
        if (end >= ENOUGH) {
            send();
        }
    }

    private Outgoing octet(int value) {
        room(1);
        buffer[end++] = (byte) value;
        return this;
    }

    private Outgoing int16(int value) {
        return octet(value >>> 8).octet(value);
    }

    private Outgoing int32(int value) {
        return int16(value >>> 16).int16(value);
    }

    private Outgoing bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
        return this;
    }

    /** Ends at a zero byte, so that none can be inside. */
    private Outgoing text(String text) {
        return bytes(text.replace("\0", "").getBytes(StandardCharsets.UTF_8)).octet(0);
    }

    private void room(int bytes) {
        if (buffer.length - end < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(end, bytes)));
        }
    }

    private void send() throws IOException {
        out.write(buffer, 0, end);
        end = 0;
        if (buffer.length > LARGEST_KEPT) {
            buffer = new byte[2 * ENOUGH];
        }
    }

    public void flush() throws IOException {
        send();
        out.flush();
    }
}
