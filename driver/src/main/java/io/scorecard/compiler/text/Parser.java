package io.scorecard.compiler.text;

import java.util.Map;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl.LexicalState;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.util.SourceStringReader;

/** Calcite's Babel parser, asked without {@code SqlParser}: whose settings load a second parser, a megabyte of classes. */
final class Parser {

    private Parser() {}

    static SqlNode statement(String sql) throws SqlParseException {
        return statement(new SourceStringReader(sql));
    }

    static SqlNode statement(SourceStringReader sql) throws SqlParseException {
        SqlAbstractParserImpl parser = SqlBabelParserImpl.FACTORY.getParser(sql);
        parser.setTabSize(1);
        parser.setQuotedCasing(Casing.UNCHANGED);
        parser.setUnquotedCasing(Casing.UNCHANGED);
        parser.setIdentifierMaxLength(256);
        parser.setTimeUnitCodes(Map.of());
        parser.setConformance(SqlTexts.CONFORMANCE);
        parser.switchTo(LexicalState.DQID);
        try {
            return parser.parseSqlStmtEof();
        } catch (Throwable failure) {
            if (failure instanceof CalciteContextException known) {
                known.setOriginalStatement(parser.getOriginalSql());
            }
            throw parser.normalizeException(failure);
        }
    }
}
