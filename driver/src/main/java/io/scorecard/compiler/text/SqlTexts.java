package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import io.scorecard.source.DeepStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.util.SourceStringReader;
import org.jspecify.annotations.Nullable;

/** Parsing of questions and of the pieces of SQL in definitions and models. */
public final class SqlTexts {

    /** LENIENT and not BABEL: the latter turns selected ROLLUP keys into ANY_VALUE(key). */
    public static final SqlConformanceEnum CONFORMANCE = SqlConformanceEnum.LENIENT;

    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![:\\w]):([a-z_]+)");

    private SqlTexts() {}

    public static SqlNode query(String sql) {
        try {
            return java.util.Objects.requireNonNull(Parser.statement(sql).accept(new Quantiles()));
        } catch (SqlParseException e) {
            throw syntax(e);
        }
    }

    /** A question as somebody wrote it, in PostgreSQL's ways too. */
    public static SqlNode question(String text) {
        String clean = PreLexer.clean(text);
        List<Token> tokens = Token.of(clean);
        ReadOnly.check(tokens);
        String sql = InfixCasts.rewritten(PostgresText.of(clean, tokens));
        try {
            return Parser.statement(new ReadForSomebody(sql));
        } catch (SqlParseException e) {
            SqlParserPos at = e.getPos() == null ? SqlParserPos.ZERO : e.getPos();
            throw ReadOnly.at(sql, at.getLineNum(), at.getColumnNum()).orElseGet(() -> syntax(e, sql));
        }
    }

    /** Refuses what is no query. */
    public static void onlyQuery(SqlNode node) {
        SqlKind kind = node.getKind();
        boolean query = node instanceof SqlSelect || SqlKind.QUERY.contains(kind);
        if (!query) {
            throw ErrorCode.ONLY_QUERIES.with(kind.name().replace('_', ' '));
        }
    }

    /** A text whose parsing ends where nobody waits for it any more. */
    private static final class ReadForSomebody extends SourceStringReader {
        ReadForSomebody(String text) {
            super(text);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            DeepStack.checkpoint();
            return super.read(buffer, from, length);
        }
    }

    /** {@code SELECT items FROM from WHERE where} */
    public static SqlSelect select(SqlNodeList items, SqlNode from, @Nullable SqlNode where) {
        return new SqlSelect(
                SqlParserPos.ZERO, null, items, from, where, null, null, null, null, null, null, null, null);
    }

    /** A query in a definition; {@code /} in it divides as in a formula. */
    public static SqlNode definition(String sql) {
        return query(sql).accept(new Division());
    }

    /** A formula or mapping; {@code /} in it divides as a KPI does: doubles, NULL where the divisor is zero. */
    public static SqlNode expression(String sql) {
        return java.util.Objects.requireNonNull(plainExpression(sql).accept(new Division()));
    }

    /** An expression as it is written. */
    public static SqlNode plainExpression(String sql) {
        try {
            SqlNode expression = LoneExpression.of(Parser.statement("SELECT " + sql));
            return java.util.Objects.requireNonNull(expression.accept(new Quantiles()));
        } catch (SqlParseException e) {
            throw syntax(e);
        }
    }

    private static io.scorecard.functions.ScorecardException syntax(SqlParseException e) {
        return syntax(e, "");
    }

    private static io.scorecard.functions.ScorecardException syntax(SqlParseException e, String question) {
        if (e.getCause() instanceof StackOverflowError) {
            return ErrorCode.TOO_LARGE
                    .with("it is nested too deep", "Split it with WITH.")
                    .because(e);
        }
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf("\nWas expecting");
        String first = (end > 0 ? message.substring(0, end) : message)
                .lines()
                .findFirst()
                .orElse("");
        String what = first.replaceAll(" at line \\d+, column \\d+\\.?", "").strip();
        SqlParserPos position = e.getPos() == null ? SqlParserPos.ZERO : e.getPos();
        PlainWords.Said said = PlainWords.syntax(message, question, position.getLineNum(), position.getColumnNum())
                .orElseGet(() -> new PlainWords.Said(what + ".", "Check the SQL there."));
        return ErrorCode.SYNTAX
                .with(position.getLineNum(), position.getColumnNum(), said.what(), said.advice())
                .because(e);
    }

    /** Fills {@code :name} with literals. */
    public static String fill(String sql, UnaryOperator<String> literals) {
        Matcher matcher = PLACEHOLDER.matcher(sql);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(literals.apply(matcher.group(1))));
        }
        return matcher.appendTail(filled).toString();
    }

    /** The last part of every name that it reads, in lower case; the empty one stands for {@code *}. */
    public static Set<String> names(SqlNode node) {
        Set<String> names = new HashSet<>();
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                boolean ofRows = call.getOperator().getName().equalsIgnoreCase("COUNT")
                        && call.operandCount() == 1
                        && call.operand(0) instanceof SqlIdentifier all
                        && all.isStar();
                if (ofRows) {
                    return null;
                }
                return call.getKind() == SqlKind.AS ? call.operand(0).accept(this) : super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier id) {
                names.add(id.names.get(id.names.size() - 1).toLowerCase(Locale.ROOT));
                return null;
            }
        });
        return names;
    }

    /** The tables that it reads, as they are written; also what it names itself by WITH. */
    public static List<List<String>> tables(SqlNode query) {
        List<List<String>> tables = new ArrayList<>();
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlSelect select && select.getFrom() != null) {
                    from(select.getFrom());
                }
                return super.visit(call);
            }

            private void from(SqlNode node) {
                if (node instanceof SqlJoin join) {
                    from(join.getLeft());
                    from(join.getRight());
                } else if (node instanceof SqlCall call && call.getKind() == SqlKind.AS) {
                    from(call.operand(0));
                } else if (node instanceof SqlIdentifier id) {
                    tables.add(id.names);
                }
            }
        });
        return tables;
    }

    /** Replaces columns by expressions, by lower-case name. */
    public static SqlNode substitute(SqlNode node, Map<String, SqlNode> columns) {
        return node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier id) {
                SqlNode replacement = id.isSimple() ? columns.get(id.getSimple().toLowerCase(Locale.ROOT)) : null;
                return replacement == null ? id : replacement;
            }
        });
    }

    static SqlCall ratio(SqlNode numerator, SqlNode denominator, SqlParserPos position) {
        SqlDataTypeSpec number = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, position), position);
        SqlNode top = SqlStdOperatorTable.CAST.createCall(position, numerator, number);
        SqlNode bottom = SqlStdOperatorTable.NULLIF.createCall(
                position, denominator, SqlLiteral.createExactNumeric("0", position));
        return SqlStdOperatorTable.DIVIDE.createCall(position, top, bottom);
    }

    /** {@code a / b -> CAST(a AS DOUBLE) / NULLIF(b, 0)} */
    private static final class Division extends SqlShuttle {
        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            SqlNode visited = super.visit(call);
            if (!(visited instanceof SqlBasicCall basic) || basic.getKind() != SqlKind.DIVIDE) {
                return visited;
            }
            return ratio(basic.operand(0), basic.operand(1), basic.getParserPosition());
        }
    }

    /**
     * {@code COALESCE(0.8, x) -> 0.8}, {@code COALESCE(NULL, x, ..) -> COALESCE(x, ..)}: what a setting settles
     * needs nothing else.
     */
    public static SqlNode settled(SqlNode node) {
        return java.util.Objects.requireNonNull(node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                SqlNode visited = super.visit(call);
                if (!(visited instanceof SqlBasicCall basic)
                        || !basic.getOperator().getName().equalsIgnoreCase("COALESCE")
                        || !(basic.operand(0) instanceof SqlLiteral literal)) {
                    return visited;
                }
                List<SqlNode> rest = basic.getOperandList().subList(1, basic.operandCount());
                return literal.getValue() != null
                        ? literal
                        : rest.size() == 1
                                ? rest.get(0)
                                : basic.getOperator().createCall(basic.getParserPosition(), rest);
            }
        }));
    }

    /** The columns that an expression names, in lower case. */
    public static List<String> columns(SqlNode node) {
        List<String> names = new ArrayList<>();
        node.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                if (id.isSimple()) {
                    names.add(id.getSimple().toLowerCase(Locale.ROOT));
                }
                return id;
            }
        });
        return names;
    }

    public static SqlNode lowerCaseColumns(SqlNode node) {
        return node.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                return id.isSimple()
                        ? new SqlIdentifier(id.getSimple().toLowerCase(Locale.ROOT), id.getParserPosition())
                        : id;
            }
        });
    }
}
