package io.scorecard.random;

/** In whose words a piece of SQL is written: to us, or straight to an engine. */
enum Wording {
    OURS,
    POSTGRESQL,
    DUCKDB
}
