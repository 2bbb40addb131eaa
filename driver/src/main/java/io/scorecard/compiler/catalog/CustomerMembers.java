package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Who stands for each customer where sums by some segments are asked: {@code customer_members}, a customer and one who has
 * the same of each. Nobody, where a customer has none of them. Who has some of them stands for itself, and so does a
 * customer that stands in several rows, since what it has there may differ.
 */
public final class CustomerMembers {

    /** The relation that this gives in a statement. */
    public static final String NAME = "customer_members";

    private static final String ROWS = "customer_rows";
    private static final String MEMBER = "member";

    private final Build build;
    private final Catalog catalog;
    private final Map<String, String> columns;
    private final Set<String> segments;

    private CustomerMembers(Build build, Catalog catalog, Map<String, String> columns) {
        this.build = build;
        this.catalog = catalog;
        this.columns = columns;
        this.segments = columns.keySet();
    }

    /** @param columns the columns of customers that sums are asked by, by names; where there are none, all are one group */
    public static RelNode of(Build build, Catalog catalog, Map<String, String> columns) {
        return new CustomerMembers(build, catalog, columns).members();
    }

    /** Whether the smallest of a column's values can be taken, on every engine. */
    public static boolean canCompare(Catalog catalog, Collection<String> columns) {
        return columns.stream()
                .map(c -> catalog.canonical(Catalog.CUSTOMERS).type(c).getSqlTypeName())
                .noneMatch(t -> t == SqlTypeName.BOOLEAN || t == SqlTypeName.ARRAY);
    }

    private RelNode members() {
        if (segments.isEmpty()) {
            RelDataType text = build.types.nullable(SqlTypeName.VARCHAR);
            return LogicalValues.createEmpty(
                    build.cluster,
                    build.types.createStructType(List.of(text, text), List.of(KpiColumn.CUSTOMER, MEMBER)));
        }
        Rows all = each();
        Rows joined = all.join(JoinRelType.LEFT, groups(), (c, g) -> {
            List<RexNode> alike = new ArrayList<>();
            segments.forEach(s -> alike.add(build.equal(c.col(s), g.col("g_" + s))));
            return build.and(alike);
        });
        RexNode itself = joined.col(Attributes.CUSTOMER);
        List<RexNode> nothing = new ArrayList<>();
        segments.forEach(s -> nothing.add(build.isNull(joined.col(s))));
        RexNode member = build.when(
                isOne(joined),
                build.when(
                        build.and(nothing),
                        build.nothing(itself.getType()),
                        build.coalesce(joined.col(MEMBER), itself)),
                itself);
        Map<String, RexNode> row = new LinkedHashMap<>();
        row.put(KpiColumn.CUSTOMER, itself);
        row.put(MEMBER, member);
        return joined.select(row).rel;
    }

    /** One row for each customer, of the rows that branches join: several databases move them once. */
    private Rows each() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(Attributes.CUSTOMER, KpiColumn.CUSTOMER);
        wanted.putAll(columns);
        Rows customers = Attributes.renamed(build, catalog.canonical(Catalog.CUSTOMERS), wanted);
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        segments.forEach(s -> totals.put(
                s,
                Rows.Total.of(
                        SqlStdOperatorTable.MIN,
                        s,
                        build.types.createTypeWithNullability(customers.col(s).getType(), true))));
        totals.put(
                ROWS,
                new Rows.Total(
                        SqlStdOperatorTable.COUNT,
                        null,
                        null,
                        null,
                        false,
                        build.types.createSqlType(SqlTypeName.BIGINT)));
        return customers.group(1, totals);
    }

    private RexNode isOne(Rows customers) {
        return build.equal(customers.col(ROWS), build.whole(1));
    }

    private Rows groups() {
        Rows each = each();
        List<RexNode> known = new ArrayList<>(List.of(isOne(each)));
        segments.forEach(s -> known.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, each.col(s))));
        Rows single = each.where(known);
        Map<String, RexNode> row = new LinkedHashMap<>();
        segments.forEach(s -> row.put("g_" + s, single.col(s)));
        row.put(Attributes.CUSTOMER, single.col(Attributes.CUSTOMER));
        Rows keyed = single.select(row);
        return keyed.group(
                segments.size(),
                Map.of(
                        MEMBER,
                        Rows.Total.of(
                                SqlStdOperatorTable.MIN,
                                Attributes.CUSTOMER,
                                build.types.createTypeWithNullability(
                                        keyed.col(Attributes.CUSTOMER).getType(), true))));
    }
}
