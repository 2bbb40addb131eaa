package io.scorecard.compiler.print;

import io.scorecard.source.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/** Prints a tree, and the relations it reads more than once as its WITH, in a source's dialect. */
public final class Printer {

    /** So many relations of a WITH are enough to read; of more, those that are read once stand where they are read. */
    private static final int LONG = 40;

    private final Engine.Dialect source;
    private final SqlDialect dialect;

    public Printer(Engine.Dialect source) {
        this.source = source;
        this.dialect = Dialects.of(source);
    }

    public SqlString print(RelNode rel, Map<String, RelNode> shared) {
        return whole(rel, shared)
                .toSqlString(c -> config(c)
                        .withSelectListItemsOnSeparateLines(false)
                        .withUpdateSetListNewline(false)
                        .withIndentation(0)
                        .withClauseStartsLine(true));
    }

    /** The same for people: indented, an item a line. */
    String readable(RelNode rel, Map<String, RelNode> shared) {
        return whole(rel, shared)
                .toSqlString(c -> config(c)
                        .withSelectListItemsOnSeparateLines(true)
                        .withIndentation(2)
                        .withLineFolding(SqlWriterConfig.LineFolding.TALL)
                        .withClauseStartsLine(true))
                .getSql();
    }

    private SqlWriterConfig config(SqlWriterConfig c) {
        return c.withDialect(dialect).withAlwaysUseParentheses(false).withQuoteAllIdentifiers(true);
    }

    private SqlNode whole(RelNode rel, Map<String, RelNode> shared) {
        boolean duckDb = source == Engine.Dialect.DUCKDB;
        KeptTables kept = duckDb ? KeptTables.of(shared) : KeptTables.none();
        SqlNode body = statement(rel, kept);
        if (!shared.isEmpty()) {
            Map<String, SqlNode> relations = new LinkedHashMap<>();
            shared.forEach((name, relation) -> relations.put(name, statement(relation, kept)));
            boolean isLong = duckDb && relations.size() > LONG;
            Map<String, Integer> reads = ReadOnce.reads(relations, body);
            List<SqlNode> items = new ArrayList<>();
            (isLong ? ReadOnce.of(relations, body) : relations)
                    .forEach((name, query) -> items.add(new SqlWithItem(
                            SqlParserPos.ZERO,
                            new SqlIdentifier(name, SqlParserPos.ZERO),
                            null,
                            kept.has(name) && reads.get(name) > 1 ? InPlace.of(query) : query)));
            body = new SqlWith(SqlParserPos.ZERO, new SqlNodeList(items, SqlParserPos.ZERO), body);
        }
        return body;
    }

    private SqlNode statement(RelNode rel, KeptTables kept) {
        RelNode read = source == Engine.Dialect.DUCKDB
                ? rel.accept(new NarrowAmounts()).accept(new ReadApart(kept)).accept(new OneSortKey())
                : rel;
        return Separators.written(HavingNames.qualified(new Converter(dialect)
                .visitRoot(read.accept(new Means())
                        .accept(new SameMeaning(source))
                        .accept(new PlainConditions())
                        .accept(new AskedOnce())
                        .accept(new Printable()))
                .asStatement()));
    }
}
