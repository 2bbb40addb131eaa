package io.scorecard.compiler.sql;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The relations that a question reads, by the names that it gives them, each with its columns; for advice. */
public final class NamesInScope {

    private final Map<String, Set<String>> columns = new TreeMap<>();
    private final Map<String, String> unshared = new TreeMap<>();
    private final Function<String, Collection<String>> ofTable;

    /** @param ofTable a table's columns, none where it is not known */
    public NamesInScope(SqlNode question, Function<String, Collection<String>> ofTable) {
        this.ofTable = ofTable;
        question.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select) {
                    from(select.getFrom());
                }
                return super.visit(call);
            }
        });
    }

    static NamesInScope of(String relation, Collection<String> columns) {
        SqlNode nothing = SqlLiteral.createNull(SqlParserPos.ZERO);
        NamesInScope names = new NamesInScope(nothing, t -> List.of());
        names.columns.put(relation, new TreeSet<>(columns));
        return names;
    }

    private void from(@Nullable SqlNode item) {
        if (item instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
            if (join.getConditionType() == JoinConditionType.USING
                    && join.getCondition() instanceof SqlNodeList names) {
                names.forEach(n -> shared(last(n), join));
            }
        } else if (item instanceof SqlCall as && as.getKind() == SqlKind.AS) {
            read(last(as.operand(1)), as.operand(0));
        } else if (item instanceof SqlIdentifier table) {
            read(last(table), table);
        }
    }

    /** Notes the side of a join that lacks a column which both should have. */
    private void shared(String column, SqlJoin join) {
        for (SqlNode side : List.of(join.getLeft(), join.getRight())) {
            SqlNode name = side.getKind() == SqlKind.AS ? ((SqlCall) side).operand(1) : side;
            String relation = name instanceof SqlIdentifier ? last(name) : "";
            Set<String> own = columns.getOrDefault(relation, Set.of());
            if (!own.isEmpty() && !own.contains(column)) {
                unshared.put(column, relation);
            }
        }
    }

    /** The relation that lacks a column by which it is joined. */
    Optional<String> lacking(String column) {
        return Optional.ofNullable(unshared.get(column.toLowerCase(Locale.ROOT)));
    }

    private void read(String name, SqlNode relation) {
        Set<String> found = columns.computeIfAbsent(name, n -> new TreeSet<>());
        if (relation instanceof SqlIdentifier table) {
            found.addAll(ofTable.apply(last(table)));
        } else if (relation instanceof SqlSelect select) {
            for (SqlNode shown : select.getSelectList()) {
                SqlNode named = shown.getKind() == SqlKind.AS ? ((SqlCall) shown).operand(1) : shown;
                if (named instanceof SqlIdentifier column && !column.isStar()) {
                    found.add(last(column));
                }
            }
        }
    }

    private static String last(SqlNode name) {
        SqlIdentifier identifier = (SqlIdentifier) name;
        return identifier.names.get(identifier.names.size() - 1).toLowerCase(Locale.ROOT);
    }

    /** The names that stand before a column. */
    Set<String> relations() {
        return columns.keySet();
    }

    /** The columns of one relation, or of all where it is null or has none that are known. */
    Set<String> columns(@Nullable String relation) {
        Set<String> own =
                relation == null ? Set.of() : columns.getOrDefault(relation.toLowerCase(Locale.ROOT), Set.of());
        if (!own.isEmpty()) {
            return own;
        }
        Set<String> all = new TreeSet<>();
        columns.values().forEach(all::addAll);
        return all;
    }
}
