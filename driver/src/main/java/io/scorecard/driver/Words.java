package io.scorecard.driver;

import java.sql.DatabaseMetaData;
import java.sql.RowIdLifetime;

/** Names, versions and words of the language that tools ask for. */
interface Words extends DatabaseMetaData {

    @Override
    default String getDatabaseProductName() {
        return "Scorecard";
    }

    @Override
    default String getDatabaseProductVersion() {
        return Version.CURRENT.text();
    }

    @Override
    default int getDatabaseMajorVersion() {
        return Version.CURRENT.major();
    }

    @Override
    default int getDatabaseMinorVersion() {
        return Version.CURRENT.minor();
    }

    @Override
    default String getDriverName() {
        return "Scorecard JDBC driver";
    }

    @Override
    default String getDriverVersion() {
        return Version.CURRENT.text();
    }

    @Override
    default int getDriverMajorVersion() {
        return Version.CURRENT.major();
    }

    @Override
    default int getDriverMinorVersion() {
        return Version.CURRENT.minor();
    }

    @Override
    default int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    default int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    default String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    default String getSearchStringEscape() {
        return NamePattern.ESCAPE;
    }

    @Override
    default String getExtraNameCharacters() {
        return "";
    }

    @Override
    default String getSQLKeywords() {
        return "ILIKE,LIMIT,QUALIFY,SHOW";
    }

    @Override
    default String getNumericFunctions() {
        return "ABS,CEILING,EXP,FLOOR,LOG10,MOD,POWER,ROUND,SIGN,SQRT,TRUNCATE";
    }

    @Override
    default String getStringFunctions() {
        return "CONCAT,LCASE,LENGTH,REPLACE,SUBSTRING,UCASE";
    }

    @Override
    default String getSystemFunctions() {
        return "";
    }

    @Override
    default String getTimeDateFunctions() {
        return "CURRENT_DATE,CURRENT_TIMESTAMP,EXTRACT,MONTH,QUARTER,YEAR";
    }

    @Override
    default String getSchemaTerm() {
        return "schema";
    }

    @Override
    default String getCatalogTerm() {
        return "model";
    }

    @Override
    default String getProcedureTerm() {
        return "procedure";
    }

    @Override
    default String getCatalogSeparator() {
        return ".";
    }

    @Override
    default int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    default RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }
}
