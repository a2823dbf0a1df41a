/** The report: run directories in, one self-contained HTML page out. */
@NullMarked
package io.evenkeel.report;

import org.jspecify.annotations.NullMarked;
