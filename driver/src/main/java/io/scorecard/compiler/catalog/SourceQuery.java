package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.sql.Complaints;
import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.text.Bounds;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.compiler.tree.Origin;
import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.KpiNames;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.TableMapping;
import io.scorecard.source.Engine;
import io.scorecard.source.SourceColumn;
import io.scorecard.source.Sources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.SqlNode;

/**
 * A model's query over the tables of one source, for layouts that keep a canonical table's columns in several: roles
 * beside comments, or fields by name and value. Only tables of that source can be named. Immutable.
 */
final class SourceQuery implements Origin {

    private final Types types;
    private final String sql;
    private final CalciteSchema tables;
    private final RelDataType row;

    private SourceQuery(Types types, String sql, CalciteSchema tables) {
        this.types = types;
        this.sql = sql;
        this.tables = tables;
        // Trimming may take away a projection that only renames; the places stay.
        RelDataType found = new Frontend(new Build(types), tables).relation(SqlTexts.definition(sql)).validatedRowType;
        this.row = types.createStructType(
                found.getFieldList().stream()
                        .map(f -> types.createTypeWithNullability(f.getType(), true))
                        .toList(),
                found.getFieldNames());
    }

    static SourceQuery of(Types types, Sources sources, TableMapping mapping) {
        String sql = mapping.query().orElseThrow();
        try {
            SqlNode query = SqlTexts.definition(sql);
            SqlTexts.onlyQuery(query);
            Bounds.check(query);
            return new SourceQuery(types, sql, tables(types, sources, mapping.source(), sql));
        } catch (ScorecardException e) {
            throw e.lasts() ? e : wrong(mapping, e);
        } catch (CalciteContextException e) {
            throw wrong(mapping, Complaints.of(e, null, names(sources.engine(mapping.source())), KpiNames.none()));
        }
    }

    /** The tables of a source, as a query names them. */
    private static List<String> names(Engine engine) {
        return engine.tables().stream().map(t -> t.get(t.size() - 1)).toList();
    }

    private static ScorecardException wrong(TableMapping mapping, ScorecardException e) {
        return ErrorCode.BAD_MODEL
                .with(mapping.place("query"), "the query of '" + mapping.table().name() + "':", BadDefinition.plain(e))
                .because(e);
    }

    /** What the query names and the source has; the rest is found missing when the query is read. */
    private static CalciteSchema tables(Types types, Sources sources, String source, String sql) {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        Map<String, CalciteSchema> inner = new HashMap<>();
        Engine engine = sources.engine(source);
        for (List<String> name : SqlTexts.tables(SqlTexts.definition(sql))) {
            if (name.size() > 2) {
                continue;
            }
            List<String> path = sources.path(source, name);
            List<SourceColumn> columns = engine.columns(path);
            if (!columns.isEmpty()) {
                CalciteSchema home = name.size() == 1
                        ? schema
                        : inner.computeIfAbsent(name.get(0), n -> schema.add(n, new AbstractSchema()));
                home.add(name.get(name.size() - 1), new SourceTable(types, engine, path, columns));
            }
        }
        return schema;
    }

    private RelNode rel(Build build) {
        return new Frontend(build, tables).trimmed(SqlTexts.definition(sql));
    }

    @Override
    public RelDataType row() {
        return row;
    }

    @Override
    public RelNode scan(RelOptCluster cluster) {
        return rel(new Build(types, cluster));
    }
}
