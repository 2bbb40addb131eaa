/**
 * One model at work: what the JDBC surface asks of everything below it. A session prepares a question,
 * a prepared question runs, an answer's rows are read through a cursor.
 */
@NullMarked
package io.scorecard.session;

import org.jspecify.annotations.NullMarked;
