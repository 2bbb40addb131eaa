/** Every KPI of the catalogue on the sample company, beside plain SQL that another hand wrote from its meaning alone. */
@NullMarked
package io.scorecard.byhand;

import org.jspecify.annotations.NullMarked;
