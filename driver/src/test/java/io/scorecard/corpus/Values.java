package io.scorecard.corpus;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer as the corpus writes it down. */
final class Values {
    private Values() {}

    static List<String> of(ResultSet result, Script.Query query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(text(
                        result.getObject(i),
                        query.types().charAt(Math.min(i, query.types().length()) - 1)));
            }
            rows.add(row);
        }
        if (query.sort().equals("rowsort")) {
            rows.sort(Comparator.comparing(row -> String.join("\n", row)));
        }
        List<String> values = new ArrayList<>();
        rows.forEach(values::addAll);
        if (query.sort().equals("valuesort")) {
            Collections.sort(values);
        }
        return values;
    }

    static boolean are(List<String> values, List<String> expected) {
        if (expected.size() == 1 && expected.get(0).contains(" values hashing to ")) {
            String[] words = expected.get(0).split(" ");
            return Integer.parseInt(words[0]) == values.size() && words[words.length - 1].equals(hash(values));
        }
        return values.equals(expected);
    }

    private static String text(@Nullable Object value, char type) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (type == 'T' || !(value instanceof Number)) {
            return value.toString().isEmpty() ? "(empty)" : value.toString();
        }
        BigDecimal number = new BigDecimal(value.toString());
        return type == 'R'
                ? String.format(Locale.ROOT, "%.3f", number)
                : number.toBigInteger().toString();
    }

    private static String hash(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (String value : values) {
                digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
