package io.evenkeel.report;

import java.nio.file.Path;

/**
 * A run as a page about many names it.
 *
 * @param group what it has in common with the runs that differ from it by their seeds alone; the
 *     headline gives a mean for each group
 * @param name what the page calls it
 * @param folder its run directory
 */
public record ReportedRun(String group, String name, Path folder) {}
