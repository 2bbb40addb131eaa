package io.scorecard.driver;

import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** The readers of SQL types that no column of ours has. */
interface NoExoticTypes extends ResultSet {

    private static SQLException refusal(String type) {
        return SqlErrors.unsupported("Reading a column as " + type, "Read it with getString or getObject.");
    }

    @Override
    default Ref getRef(int column) throws SQLException {
        throw refusal("a reference");
    }

    @Override
    default Blob getBlob(int column) throws SQLException {
        throw refusal("a blob");
    }

    @Override
    default Array getArray(int column) throws SQLException {
        throw refusal("an array");
    }

    @Override
    default URL getURL(int column) throws SQLException {
        throw refusal("a URL");
    }

    @Override
    default RowId getRowId(int column) throws SQLException {
        throw refusal("a row id");
    }

    @Override
    default NClob getNClob(int column) throws SQLException {
        throw refusal("an NCLOB");
    }

    @Override
    default SQLXML getSQLXML(int column) throws SQLException {
        throw refusal("XML");
    }

    @Override
    @Deprecated
    default InputStream getUnicodeStream(int column) throws SQLException {
        throw refusal("a Unicode stream");
    }

    @Override
    @Deprecated
    default InputStream getUnicodeStream(String label) throws SQLException {
        throw refusal("a Unicode stream");
    }
}
