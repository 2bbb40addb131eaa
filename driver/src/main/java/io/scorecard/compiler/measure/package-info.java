/** What a measure consists of: figures that add up, and the formula over them. */
@NullMarked
package io.scorecard.compiler.measure;

import org.jspecify.annotations.NullMarked;
