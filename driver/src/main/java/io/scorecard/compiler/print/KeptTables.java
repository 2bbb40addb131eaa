package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.SourceTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/**
 * Relations of a WITH that are columns and conditions of one table whose rows DuckDB keeps. Whoever reads them tests its
 * own conditions as the table is read, which costs less than to hand on what any reader wants.
 */
final class KeptTables {

    private final Set<String> relations = new HashSet<>();

    private KeptTables() {}

    static KeptTables of(Map<String, RelNode> relations) {
        KeptTables kept = new KeptTables();
        relations.forEach((name, rel) -> {
            if (isPart(rel)) {
                kept.relations.add(name);
            }
        });
        return kept;
    }

    static KeptTables none() {
        return new KeptTables();
    }

    boolean has(String relation) {
        return relations.contains(relation);
    }

    /** Whether it reads such a relation, or such a table itself. */
    boolean isRead(RelNode rel) {
        if (rel instanceof TableScan scan) {
            return isKept(scan)
                    || relations.contains(String.join(".", scan.getTable().getQualifiedName()));
        }
        return rel instanceof Project project && isSimple(project) && isRead(project.getInput());
    }

    private static boolean isPart(RelNode rel) {
        if (rel instanceof Project project) {
            return isSimple(project) && isPart(project.getInput());
        }
        if (rel instanceof Filter filter) {
            return !RexUtil.SubQueryFinder.containsSubQuery(filter) && isPart(filter.getInput());
        }
        return rel instanceof TableScan scan && isKept(scan);
    }

    private static boolean isSimple(Project project) {
        return !RexOver.containsOver(project.getProjects(), null) && !RexUtil.SubQueryFinder.containsSubQuery(project);
    }

    private static boolean isKept(TableScan scan) {
        SourceTable table = scan.getTable().unwrap(SourceTable.class);
        return table != null && table.isKept();
    }
}
