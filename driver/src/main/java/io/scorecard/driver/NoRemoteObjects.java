package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Nothing lives in Scorecard that could be created or called. */
interface NoRemoteObjects extends Connection {

    private static SQLException refusal(String what) {
        return SqlErrors.unsupported(what, "Ask with SELECT; set texts with setString.");
    }

    @Override
    default CallableStatement prepareCall(String sql) throws SQLException {
        throw refusal("A call");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw refusal("A call");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw refusal("A call");
    }

    @Override
    default Clob createClob() throws SQLException {
        throw refusal("Creating a CLOB");
    }

    @Override
    default NClob createNClob() throws SQLException {
        throw refusal("Creating an NCLOB");
    }

    @Override
    default Blob createBlob() throws SQLException {
        throw refusal("Creating a BLOB");
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        throw refusal("Creating XML");
    }

    @Override
    default Array createArrayOf(@Nullable String type, @Nullable Object @Nullable [] elements) throws SQLException {
        if (isClosed() || type == null || elements == null) {
            throw isClosed()
                    ? SqlErrors.of(ErrorCode.CLOSED, "connection")
                    : SqlErrors.of(ErrorCode.BAD_ARGUMENT, "An array has no type or no elements.", "Give both.");
        }
        return new GivenArray(type, Arrays.asList(elements));
    }

    @Override
    default Struct createStruct(String type, Object[] attributes) throws SQLException {
        throw refusal("Creating a structure");
    }

    @Override
    default void setShardingKey(ShardingKey key) throws SQLException {
        throw refusal("A sharding key");
    }

    @Override
    default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        throw refusal("A sharding key");
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, int seconds) throws SQLException {
        throw refusal("A sharding key");
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int seconds) throws SQLException {
        throw refusal("A sharding key");
    }
}
