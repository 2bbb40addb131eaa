package io.scorecard.source;

/**
 * A column as a source reports it.
 *
 * @param jdbcType of {@link java.sql.Types}
 * @param typeName the source's own name of the type, in lower case
 */
public record SourceColumn(String name, int jdbcType, String typeName, int precision, int scale) {}
