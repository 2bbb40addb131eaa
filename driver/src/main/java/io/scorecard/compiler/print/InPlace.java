package io.scorecard.compiler.print;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code NOT MATERIALIZED (SELECT ..)}: DuckDB puts a relation of a WITH where it is read, however often that is. */
final class InPlace extends SqlSpecialOperator {

    private static final InPlace OPERATOR = new InPlace();

    /** It binds closer than anything, or else it is put into parentheses itself. */
    private static final int CLOSE = 200;

    private InPlace() {
        super("NOT MATERIALIZED", SqlKind.OTHER, CLOSE);
    }

    static SqlNode of(SqlNode query) {
        return OPERATOR.createCall(SqlParserPos.ZERO, List.of(query));
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
        writer.keyword(getName());
        call.operand(0).unparse(writer, 10, 10);
    }
}
