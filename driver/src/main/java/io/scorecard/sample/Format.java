package io.scorecard.sample;

/** The kinds of file that the sample company can be written to. */
public enum Format {
    CSV("csv", "FORMAT csv, HEADER"),
    PARQUET("parquet", "FORMAT parquet, COMPRESSION zstd");

    private final String ending;
    private final String options;

    Format(String ending, String options) {
        this.ending = ending;
        this.options = options;
    }

    String ending() {
        return ending;
    }

    /** What DuckDB's COPY is told. */
    String options() {
        return options;
    }
}
