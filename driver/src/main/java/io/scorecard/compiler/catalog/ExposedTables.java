package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.source.Engine;
import io.scorecard.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * A source's own tables, asked as {@code source.table}. The source is opened when the first of them is asked for.
 * Thread-safe.
 */
final class ExposedTables extends AbstractSchema {

    private final Types types;
    private final Sources sources;
    private final String source;
    private volatile @Nullable Map<String, Table> tables;

    ExposedTables(Types types, Sources sources, String source) {
        this.types = types;
        this.sources = sources;
        this.source = source;
    }

    @Override
    protected Map<String, Table> getTableMap() {
        Map<String, Table> known = tables;
        if (known == null) {
            known = read();
            tables = known;
        }
        return known;
    }

    private Map<String, Table> read() {
        Engine engine = sources.engine(source);
        Map<String, Table> read = new LinkedHashMap<>();
        for (List<String> path : sources.exposed(source)) {
            String name = path.get(path.size() - 1);
            if (read.put(name, table(engine, path)) != null) {
                throw ErrorCode.BAD_MODEL.with(
                        "source '" + source + "'",
                        "expose shows two tables '" + name + "'.",
                        "Name the schema of one.");
            }
        }
        return read;
    }

    /** A file that cannot be read is told of where it is asked for: the others can be asked all the same. */
    private Table table(Engine engine, List<String> path) {
        try {
            return new SourceTable(types, engine, path, engine.columns(path), () -> sources.keys(source, path));
        } catch (ScorecardException e) {
            if (!e.isOfValue()) {
                throw e;
            }
            return new Unreadable(e);
        }
    }

    /** A table that nobody can read. */
    private static final class Unreadable extends AbstractTable {

        private final ScorecardException reason;

        Unreadable(ScorecardException reason) {
            this.reason = reason;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            throw reason;
        }
    }
}
