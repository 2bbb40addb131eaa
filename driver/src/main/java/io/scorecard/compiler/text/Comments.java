package io.scorecard.compiler.text;

/** Comments between slash and star, which may have others in them, as PostgreSQL has it. */
public final class Comments {

    private Comments() {}

    /** Where a comment ends that begins here; less than 0 where it never does. */
    public static int end(String text, int at) {
        int depth = 1;
        int i = at + 2;
        for (; i < text.length() && depth > 0; i++) {
            int mark = text.startsWith("/*", i) ? 1 : text.startsWith("*/", i) ? -1 : 0;
            depth += mark;
            i += mark == 0 ? 0 : 1;
        }
        return depth > 0 ? -1 : i;
    }
}
