package io.scorecard.compiler.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that are arrays: {@code x = ANY(?) → x = ANY(?, ?)} for an array of two. A question is compiled for each
 * number of elements. Immutable.
 *
 * @param sizes by the place of an array among the parameters, how many elements it has
 */
public record ArrayParameters(Map<Integer, Integer> sizes) {

    public static final ArrayParameters NONE = new ArrayParameters(Map.of());

    public ArrayParameters {
        sizes = Map.copyOf(sizes);
    }

    /** How many parameters a question has. */
    public static int count(SqlNode question) {
        int[] count = {0};
        question.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                count[0] = Math.max(count[0], parameter.getIndex() + 1);
                return null;
            }
        });
        return count[0];
    }

    /** Which parameters of a question are arrays. */
    public static Set<Integer> in(SqlNode question) {
        Set<Integer> found = new TreeSet<>();
        question.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                SqlDynamicParam array = array(call);
                if (array != null) {
                    found.add(array.getIndex());
                }
                return super.visit(call);
            }
        });
        return found;
    }

    private static @Nullable SqlDynamicParam array(SqlCall call) {
        boolean quantified = call.getKind() == SqlKind.SOME || call.getKind() == SqlKind.ALL;
        if (!quantified
                || call.operandCount() != 2
                || !(call.operand(1) instanceof SqlNodeList list)
                || list.size() != 1) {
            return null;
        }
        SqlNode array = LikeEach.in(list.get(0))
                .filter(e -> e.operandCount() == 1)
                .<SqlNode>map(e -> e.operand(0))
                .orElse(list.get(0));
        return array instanceof SqlDynamicParam parameter ? parameter : null;
    }

    /** The same patterns or values, each for itself. */
    private static SqlNode among(SqlCall call, SqlNode left, List<SqlNode> elements) {
        SqlNode array = ((SqlNodeList) call.operand(1)).get(0);
        return LikeEach.in(array)
                .<SqlNode>map(e -> LikeEach.of(
                        (SqlCall) call.getOperator().createCall(call.getParserPosition(), left, array), e, elements))
                .orElseGet(() -> ArrayTexts.among(call, left, elements));
    }

    /** The question with a {@code ?} for each element; parameters behind an array move. */
    public SqlNode spread(SqlNode question) {
        return sizes.isEmpty()
                ? question
                : Objects.requireNonNull(question.accept(new SqlShuttle() {
                    @Override
                    public @Nullable SqlNode visit(SqlCall call) {
                        SqlDynamicParam array = array(call);
                        if (array == null) {
                            return super.visit(call);
                        }
                        SqlParserPos at = array.getParserPosition();
                        List<SqlNode> elements = new ArrayList<>();
                        for (int i = 0; i < size(array.getIndex()); i++) {
                            elements.add(new SqlDynamicParam(first(array.getIndex()) + i, at));
                        }
                        SqlNode left = Objects.requireNonNull(((SqlNode) call.operand(0)).accept(this));
                        return among(call, left, elements);
                    }

                    @Override
                    public SqlNode visit(SqlDynamicParam parameter) {
                        return new SqlDynamicParam(first(parameter.getIndex()), parameter.getParserPosition());
                    }
                }));
    }

    public boolean isArray(int parameter) {
        return sizes.containsKey(parameter);
    }

    private int size(int parameter) {
        return sizes.getOrDefault(parameter, 1);
    }

    /** The place of a parameter, or of its first element, among all of the question that is compiled. */
    public int first(int parameter) {
        int place = 0;
        for (int before = 0; before < parameter; before++) {
            place += size(before);
        }
        return place;
    }

    /** The values in the places of {@link #spread}; an array that is NULL is one element that is. */
    public List<@Nullable Object> spread(List<@Nullable Object> values) {
        if (sizes.isEmpty()) {
            return values;
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            all.addAll(value instanceof List<?> elements ? elements : Collections.singletonList(value));
        }
        return all;
    }
}
