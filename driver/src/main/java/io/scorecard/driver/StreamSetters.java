package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import org.jspecify.annotations.Nullable;

/** Texts that come as a stream are read to their end; bytes and exotic types are refused. */
interface StreamSetters extends PreparedStatement {

    /** A parameter is a value to compare with, not a document. */
    int MAX_CHARACTERS = 1 << 20;

    private static SQLException refusal(String what) {
        return SqlErrors.unsupported("A parameter that is " + what, "Set a text, a number or a date.");
    }

    private void setText(int index, @Nullable Reader reader, long length) throws SQLException {
        if (reader == null) {
            setString(index, null);
            return;
        }
        int wanted = (int) Math.min(length, MAX_CHARACTERS + 1L);
        char[] buffer = new char[Math.min(wanted, 8192)];
        StringBuilder text = new StringBuilder();
        try {
            while (text.length() < wanted) {
                int read = reader.read(buffer, 0, Math.min(buffer.length, wanted - text.length()));
                if (read < 0) {
                    break;
                }
                text.append(buffer, 0, read);
            }
        } catch (IOException unreadable) {
            throw SqlErrors.of(ErrorCode.BAD_PARAMETER, index, "its stream cannot be read.", "");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw SqlErrors.of(ErrorCode.BAD_PARAMETER, index, "it is longer than a million characters.", "");
        }
        setString(index, text.toString());
    }

    private static @Nullable Reader ascii(@Nullable InputStream stream) {
        return stream == null ? null : new InputStreamReader(stream, StandardCharsets.US_ASCII);
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, Long.MAX_VALUE);
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader, int length) throws SQLException {
        setText(index, reader, length);
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, length);
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, Long.MAX_VALUE);
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, length);
    }

    @Override
    default void setClob(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, Long.MAX_VALUE);
    }

    @Override
    default void setClob(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, length);
    }

    @Override
    default void setNClob(int index, @Nullable NClob value) throws SQLException {
        setClob(index, value);
    }

    @Override
    default void setNClob(int index, @Nullable Reader reader) throws SQLException {
        setText(index, reader, Long.MAX_VALUE);
    }

    @Override
    default void setNClob(int index, @Nullable Reader reader, long length) throws SQLException {
        setText(index, reader, length);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream stream) throws SQLException {
        setText(index, ascii(stream), Long.MAX_VALUE);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream stream, int length) throws SQLException {
        setText(index, ascii(stream), length);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream stream, long length) throws SQLException {
        setText(index, ascii(stream), length);
    }

    @Override
    @Deprecated
    default void setUnicodeStream(int index, InputStream stream, int length) throws SQLException {
        throw refusal("a Unicode stream");
    }

    @Override
    default void setBinaryStream(int index, InputStream stream) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBinaryStream(int index, InputStream stream, long length) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBytes(int index, byte[] value) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBlob(int index, Blob value) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBlob(int index, InputStream stream) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setBlob(int index, InputStream stream, long length) throws SQLException {
        throw refusal("binary");
    }

    @Override
    default void setRef(int index, Ref value) throws SQLException {
        throw refusal("a reference");
    }

    @Override
    default void setRowId(int index, RowId value) throws SQLException {
        throw refusal("a row id");
    }

    @Override
    default void setSQLXML(int index, SQLXML value) throws SQLException {
        throw refusal("XML");
    }

    @Override
    default void setURL(int index, URL value) throws SQLException {
        throw refusal("a URL");
    }
}
