package io.scorecard.compiler;

import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** {@code scorecard.tickets.channel → tickets.channel}: there is one schema, under its name and PostgreSQL's. */
final class SchemaNames extends SqlShuttle {

    static final String SCHEMA = "scorecard";
    private static final Set<String> NAMES = Set.of(SCHEMA, "public");

    private SchemaNames() {}

    static SqlNode dropped(SqlNode query) {
        return Objects.requireNonNull(query.accept(new SchemaNames()));
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
        boolean qualified =
                id.names.size() > 1 && NAMES.contains(id.names.get(0).toLowerCase(java.util.Locale.ROOT));
        return qualified ? id.getComponent(1, id.names.size()) : id;
    }
}
