package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.Completion;
import io.scorecard.compiler.tree.Conversion;
import io.scorecard.compiler.tree.Correction;
import io.scorecard.compiler.tree.Exchange;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.compiler.tree.ModelRows;
import io.scorecard.compiler.tree.Origin;
import io.scorecard.compiler.tree.Simplifier;
import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.Column;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Relation;
import io.scorecard.functions.Type;
import io.scorecard.model.Model;
import io.scorecard.model.TableMapping;
import io.scorecard.source.Engine;
import io.scorecard.source.SourceColumn;
import io.scorecard.source.Sources;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Compiles a model's mapping of a canonical table. */
final class CanonicalReader {

    private final Build build;
    private final Frontend frontend;
    private final MappingSql sql;
    private final Sources sources;
    private final Optional<String> reported;
    private final Model model;
    private final Literals literals;
    private final Map<String, ZoneId> zones;
    private final Function<String, Optional<Relation>> relation;
    private final Supplier<CanonicalRows> customers;

    /** @param customers read where another table has the columns that they have */
    CanonicalReader(
            Types types,
            Model model,
            Sources sources,
            Predicate<Relation> isMapped,
            Supplier<CanonicalRows> customers) {
        this.customers = customers;
        this.relation = name -> model.catalogue().relation(name).filter(isMapped);
        this.build = new Build(types);
        this.frontend = new Frontend(build, CalciteSchema.createRootSchema(false, false));
        this.sql = new MappingSql(frontend);
        this.sources = sources;
        this.reported = Exchange.currency(model, sources);
        this.zones = new HashMap<>();
        model.sources().forEach((name, spec) -> zones.put(name, spec.timeZone()));
        this.model = model;
        this.literals = new Literals(model.settings(), "", java.util.Map.of());
    }

    CanonicalRows read(CanonicalTable table) {
        Optional<TableMapping> mapping =
                sources.table(table.name()).filter(m -> !Mapped.isUnread(model.settings(), table.name()));
        List<List<Optional<String>>> settled = ModelRows.of(model, table.name());
        if (table.ofModel() || !settled.isEmpty()) {
            return ofModel(table, settled);
        }
        if (mapping.isEmpty() && table.mayBeEmpty()) {
            return ofModel(table, settled);
        }
        return mapping.isEmpty() ? nothing(table) : read(table, mapping.get());
    }

    /** A table that is not mapped: no rows, and every canonical column. */
    CanonicalRows nothing(CanonicalTable table) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        table.columns().forEach(c -> columns.put(c.name(), build.nothing(build.types.of(c.type()))));
        return rows(table, null, null, null, null, columns, null, Set.of());
    }

    private CanonicalRows ofModel(CanonicalTable table, List<List<Optional<String>>> settled) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        Set<String> mapped = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            columns.put(column.name(), build.nothing(build.types.of(column.type())));
            mapped.add(column.name());
        }
        return new CanonicalRows(
                table,
                null,
                null,
                null,
                null,
                settled,
                columns,
                null,
                settled.isEmpty() && !table.mayBeEmpty() ? Set.of() : mapped,
                Set.of(),
                row(columns));
    }

    private CanonicalRows read(CanonicalTable table, TableMapping mapping) {
        Origin source = mapping.query().isPresent()
                ? SourceQuery.of(build.types, sources, mapping)
                : source(build.types, sources, mapping);
        Map<String, RexNode> fields = fields(source.row());
        Map<String, RexNode> columns = new LinkedHashMap<>();
        Set<String> mapped = new LinkedHashSet<>();
        SourceClock clock = new SourceClock(build, mapping, zones.getOrDefault(mapping.source(), ZoneOffset.UTC));
        for (Column column : table.columns()) {
            if (column.derived().isPresent()) {
                continue;
            }
            RexNode value = sql.value(mapping, column.name(), fields);
            if (value == null && column.required()) {
                throw ErrorCode.BAD_MODEL.with(
                        mapping.place(),
                        "'" + table.name() + "' needs '" + column.name() + "'.",
                        "Map it under columns, or give the source's table such a column. "
                                + Nearest.advice(column.name(), fields.keySet(), "It has:"));
            }
            if (value != null) {
                mapped.add(column.name());
            }
            columns.put(
                    column.name(),
                    value == null ? build.nothing(build.types.of(column.type())) : clock.value(column, value));
        }
        Correction correction = correction(table, columns, mapped);
        Completion completion = completion(table, source, columns, mapped);
        new OwnSegments(build, sql, customers).add(table, mapping, fields, columns, mapped);
        derive(table, columns, mapped);
        RexNode where = mapping.where()
                .map(w -> sql.expression(mapping, "where", w, fields))
                .orElse(null);
        return rows(table, source, completion, correction, conversion(table, columns, mapped), columns, where, mapped);
    }

    /** By name in lower case; those that differ in their case alone, by their names as they are. */
    private Map<String, RexNode> fields(RelDataType row) {
        Map<String, RexNode> fields = new LinkedHashMap<>();
        Map<String, Long> alike = row.getFieldNames().stream()
                .collect(Collectors.groupingBy(n -> n.toLowerCase(Locale.ROOT), Collectors.counting()));
        for (RelDataTypeField field : row.getFieldList()) {
            String lower = field.getName().toLowerCase(Locale.ROOT);
            fields.put(
                    alike.getOrDefault(lower, 0L) > 1 ? field.getName() : lower,
                    build.rex.makeInputRef(field.getType(), field.getIndex()));
        }
        return fields;
    }

    /** Amounts of dated rows with a currency; those of subscriptions are worth what the bound's rate makes of them. */
    private @Nullable Conversion conversion(CanonicalTable table, Map<String, RexNode> columns, Set<String> mapped) {
        if (reported.isEmpty() || table.date().isEmpty() || !mapped.contains("currency")) {
            return null;
        }
        Set<String> amounts = new HashSet<>();
        table.columns().stream().filter(c -> c.type() == Type.MONEY).forEach(c -> amounts.add(c.name()));
        return new Conversion(
                reported.get(),
                columns.get("currency"),
                columns.get(table.date().get()),
                amounts);
    }

    /** What the table's own history tells of columns that the model does not map. */
    private @Nullable Completion completion(
            CanonicalTable table, Origin source, Map<String, RexNode> columns, Set<String> mapped) {
        CanonicalTable.Completion known = table.completedBy().orElse(null);
        if (known == null || relation.apply(known.relation()).isEmpty()) {
            return null;
        }
        String key = table.key().get(0);
        List<String> missing =
                known.columns().stream().filter(c -> !mapped.contains(c)).toList();
        Completion completion = Completion.of(build, table, known.relation(), columns.get(key), missing);
        completion.values(build, source.row().getFieldCount()).forEach(columns::put);
        mapped.addAll(missing);
        return missing.isEmpty() ? null : completion;
    }

    /** What the table's own history tells of columns that the model maps as they are today. */
    private @Nullable Correction correction(CanonicalTable table, Map<String, RexNode> columns, Set<String> mapped) {
        CanonicalTable.Correction known = table.correctedBy().orElse(null);
        if (known == null || relation.apply(known.relation()).isEmpty()) {
            return null;
        }
        List<String> told = known.columns().stream().filter(mapped::contains).toList();
        RexNode key = columns.get(table.key().get(0));
        RexNode unless = frontend.expression(SqlTexts.expression(known.unless()), columns);
        return new Correction(Completion.of(build, table, known.relation(), key, told), unless);
    }

    private void derive(CanonicalTable table, Map<String, RexNode> columns, Set<String> mapped) {
        for (Column column : table.columns()) {
            column.derived().ifPresent(sql -> {
                SqlNode expression = SqlTexts.expression(literals.fill(sql));
                RexNode value = frontend.expression(expression, columns);
                columns.put(column.name(), build.cast(Simplifier.of(build, value), build.types.of(column.type())));
                boolean whole = SqlTexts.columns(expression).stream()
                        .allMatch(c -> mapped.contains(c)
                                || table.column(c).filter(Column::refines).isPresent());
                if (whole) {
                    mapped.add(column.name());
                }
            });
        }
    }

    static SourceTable source(Types types, Sources sources, TableMapping mapping) {
        Engine engine = sources.engine(mapping.source());
        List<String> path = sources.path(mapping.source(), mapping.from());
        List<SourceColumn> columns = engine.columns(path);
        if (columns.isEmpty()) {
            String wanted = String.join(".", mapping.from());
            List<String> all =
                    engine.tables().stream().map(t -> String.join(".", t)).toList();
            String advice = Nearest.advice(wanted, all, "Tables:") + " It is named in " + mapping.place() + ".";
            throw ErrorCode.SOURCE_TABLE.with(mapping.source(), wanted, advice).thatLasts();
        }
        return new SourceTable(types, engine, path, columns);
    }

    private CanonicalRows rows(
            CanonicalTable table,
            @Nullable Origin source,
            @Nullable Completion completion,
            @Nullable Correction correction,
            @Nullable Conversion conversion,
            Map<String, RexNode> columns,
            @Nullable RexNode where,
            Set<String> mapped) {
        Set<String> hidden = new HashSet<>();
        table.columns().stream().filter(Column::hidden).forEach(c -> hidden.add(c.name()));
        if (source == null) {
            derive(table, columns, new HashSet<>());
        }
        return new CanonicalRows(
                table,
                source,
                completion,
                correction,
                conversion,
                List.of(),
                columns,
                where,
                mapped,
                hidden,
                row(columns));
    }

    private RelDataType row(Map<String, RexNode> columns) {
        return build.types.createStructType(
                columns.values().stream().map(RexNode::getType).toList(), new ArrayList<>(columns.keySet()));
    }
}
