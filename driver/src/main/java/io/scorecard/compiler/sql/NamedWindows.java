package io.scorecard.compiler.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVER (w ROWS 1 PRECEDING) .. WINDOW w AS (ORDER BY d) → OVER (ORDER BY d ROWS 1 PRECEDING)}: Calcite would lose the
 * frame.
 */
public final class NamedWindows extends SqlShuttle {

    private final Map<String, SqlWindow> named;

    private NamedWindows(Map<String, SqlWindow> named) {
        this.named = named;
    }

    public static void inline(SqlSelect select) {
        Map<String, SqlWindow> named = new HashMap<>();
        for (SqlNode node : select.getWindowList()) {
            SqlWindow window = (SqlWindow) node;
            named.put(key(Objects.requireNonNull(window.getDeclName()).getSimple()), window);
        }
        if (!named.isEmpty()) {
            select.setSelectList(
                    (SqlNodeList) Objects.requireNonNull(select.getSelectList().accept(new NamedWindows(named))));
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        return call instanceof SqlWindow window ? whole(window) : super.visit(call);
    }

    private SqlWindow whole(SqlWindow window) {
        SqlWindow of = window.getRefName() == null
                ? null
                : named.get(key(window.getRefName().getSimple()));
        if (of == null) {
            return window;
        }
        SqlWindow base = whole(of);
        return SqlWindow.create(
                null,
                null,
                window.getPartitionList().isEmpty() ? base.getPartitionList() : window.getPartitionList(),
                window.getOrderList().isEmpty() ? base.getOrderList() : window.getOrderList(),
                window.operand(4),
                window.getLowerBound(),
                window.getUpperBound(),
                window.operand(7),
                window.getExclude(),
                window.getParserPosition());
    }
}
