/**
 * The report: run directories in, one self-contained HTML page out.
 *
 * <p>{@link io.evenkeel.report.Report} is the only way in. A {@code RunSet} is what the directories
 * say, figures and tables turn it into markup, and {@code Page} puts them in order. The page is
 * also well-formed XML, loads nothing and runs no script. The same directories always give the same
 * bytes.
 */
@NullMarked
package io.evenkeel.report;

import org.jspecify.annotations.NullMarked;
