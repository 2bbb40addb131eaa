package io.scorecard.compiler.sql;

import org.apache.calcite.config.CalciteSystemProperty;

/**
 * Lets Calcite read its settings from our own jar.
 *
 * <p>It looks for them once, through the loader that the asking thread happens to carry; a tool that loads
 * drivers with a loader of their own carries another one, and every text outside of Latin-1 would be refused.
 */
public final class CalciteSettings {

    private CalciteSettings() {}

    /** To be called before any other class of Calcite is touched. */
    public static void load() {
        Thread thread = Thread.currentThread();
        ClassLoader carried = thread.getContextClassLoader();
        thread.setContextClassLoader(CalciteSettings.class.getClassLoader());
        try {
            CalciteSystemProperty.DEFAULT_CHARSET.value();
        } finally {
            thread.setContextClassLoader(carried);
        }
    }
}
