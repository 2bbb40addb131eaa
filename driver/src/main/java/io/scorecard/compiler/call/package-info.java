/** KPIs by name in a question: measures, their options and arguments, fields, rows behind them. */
@NullMarked
package io.scorecard.compiler.call;

import org.jspecify.annotations.NullMarked;
