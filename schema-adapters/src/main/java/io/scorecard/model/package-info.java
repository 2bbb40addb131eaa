/** What a DBA writes once: the model, read from YAML, validated with line numbers, then sealed. */
@NullMarked
package io.scorecard.model;

import org.jspecify.annotations.NullMarked;
