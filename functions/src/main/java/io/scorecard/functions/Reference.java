package io.scorecard.functions;

/** A column that holds the key of another canonical table: {@code tickets.customer_id -> customers}. */
public record Reference(String column, String table) {}
