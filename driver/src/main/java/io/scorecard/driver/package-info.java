/**
 * The java.sql surface: connections, statements, results and metadata over one model at work. It knows
 * only {@link io.scorecard.session} and the error codes; every failure below leaves it as an SQLException.
 */
@NullMarked
package io.scorecard.driver;

import org.jspecify.annotations.NullMarked;
