package io.scorecard.compiler.print;

/** A line of what DESCRIBE and EXPLAIN tell: what it is about, and what there is to say. */
public record Detail(String name, String text) {}
