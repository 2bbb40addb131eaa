package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.Quoted;
import io.scorecard.model.Model;
import io.scorecard.model.TableMapping;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of texts that a statement casts, as the model calls them: PostgreSQL says that a cast failed, and neither
 * of what column nor of what table. All that it can have been are named; with one alone it is known.
 *
 * @param casts the statement's, in its order
 * @param tables what it reads of the model's, with the columns of each
 */
record TextCasts(List<Cast> casts, List<Read> tables, MappedColumns mapped) {

    private static final Pattern CAST = Pattern.compile("\\bCAST\\(");
    private static final Pattern TYPE = Pattern.compile("(?s)(.*) AS ([A-Z][A-Z ]*)(?:\\([\\d, ]+\\))?[A-Z ]*");
    private static final Pattern NAME = Pattern.compile("'(?:[^']|'')*'|\"((?:[^\"]|\"\")+)\"");
    private static final Pattern MOMENTS = Pattern.compile("DATE|TIME.*|INTERVAL.*");
    private static final Pattern TEXTS = Pattern.compile("VARCHAR|CHAR.*|TEXT");
    private static final int MOST = 6;

    /**
     * @param columns the names within it, of tables, too
     * @param ofQuestion whether a text or a parameter of the question is cast
     */
    record Cast(List<String> columns, String type, boolean ofQuestion) {}

    record Read(TableMapping mapping, List<String> path, List<SourceColumn> columns) {}

    /** @param columns of a table, where they are known */
    static TextCasts of(
            String sql,
            String source,
            Model model,
            Function<List<String>, List<String>> path,
            Function<List<String>, List<SourceColumn>> columns) {
        List<Read> read = new ArrayList<>();
        for (TableMapping mapping : model.tables().values()) {
            if (mapping.source().equals(source) && !mapping.from().isEmpty()) {
                List<String> table = path.apply(mapping.from());
                if (sql.contains(
                        String.join(".", table.stream().map(Quoted::name).toList()))) {
                    read.add(new Read(mapping, table, columns.apply(table)));
                }
            }
        }
        return new TextCasts(casts(sql), read, new MappedColumns(model));
    }

    private static List<Cast> casts(String sql) {
        List<Cast> found = new ArrayList<>();
        Matcher begin = CAST.matcher(sql);
        while (begin.find()) {
            Matcher typed = TYPE.matcher(sql.substring(begin.end(), end(sql, begin.end())));
            if (typed.matches()) {
                found.add(cast(typed.group(1), typed.group(2).strip()));
            }
        }
        return found;
    }

    private static Cast cast(String operand, String type) {
        List<String> columns = NAME.matcher(operand)
                .results()
                .map(n -> n.group(1))
                .filter(Objects::nonNull)
                .toList();
        return new Cast(columns, type, columns.isEmpty() && (operand.contains("'") || operand.contains("?")));
    }

    /** Where the bracket that is open there closes. */
    private static int end(String sql, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return sql.length();
    }

    /**
     * What is wrong, and of which column; empty where no column of texts is cast so, or something else may have failed.
     *
     * @param routine of the server that failed
     */
    Optional<String> told(DataFault fault, String routine) {
        Set<String> suspects = new LinkedHashSet<>();
        for (Cast cast : casts) {
            if (isOf(cast, fault, routine)) {
                if (cast.ofQuestion()) {
                    return Optional.empty();
                }
                tables.forEach(t -> suspects.addAll(suspects(cast, t)));
            }
        }
        if (suspects.isEmpty() || suspects.size() > MOST) {
            return Optional.empty();
        }
        String what = fault.words().replaceFirst("^a (?:text|number) is ", "").replaceFirst(" is out ", " out ");
        String one = suspects.size() == 1 ? "a text of column " : "a text of one of the columns ";
        return Optional.of(one + String.join(", ", suspects) + " is " + what + ".");
    }

    /** The mapped tables that the statement reads, as words; empty where it reads none. */
    String read() {
        String names = tables.stream()
                .map(t -> "'" + String.join(".", t.path()) + "'")
                .distinct()
                .collect(Collectors.joining(", "));
        return names.contains(",") ? "one of " + names : names;
    }

    String advice(DataFault fault) {
        return fault.advice() + " 'scorecard check' tells what cannot be read, column by column.";
    }

    /** Numbers and moments run out of range by arithmetic, too; the routine tells that a text was read. */
    private static boolean isOf(Cast cast, DataFault fault, String routine) {
        boolean moment = MOMENTS.matcher(cast.type()).matches();
        boolean number = !moment && !TEXTS.matcher(cast.type()).matches();
        return switch (fault) {
            case DATE_TEXT, DATE_RANGE -> moment && routine.equals("DateTimeParseError");
            case NUMBER_RANGE -> number && routine.startsWith("pg_strto");
            case TEXT -> number;
            default -> false;
        };
    }

    private List<String> suspects(Cast cast, Read read) {
        return read.columns().stream()
                .filter(c -> c.jdbcType() == JDBCType.VARCHAR.getVendorTypeNumber()
                        || c.jdbcType() == JDBCType.CHAR.getVendorTypeNumber())
                .filter(c -> cast.columns().contains(c.name()))
                .map(c -> where(read).column(c.name()).replaceFirst("^column ", ""))
                .toList();
    }

    private Where where(Read read) {
        List<String> path = read.path();
        return new Where(
                read.mapping().source(),
                Optional.of(new Where.Table(read.mapping().source(), path.get(path.size() - 1))),
                Optional.empty(),
                Optional.of(mapped));
    }
}
