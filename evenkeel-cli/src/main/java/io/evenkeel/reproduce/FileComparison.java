package io.evenkeel.reproduce;

import java.util.Optional;

/**
 * How a file of one run compares with that of another.
 *
 * @param file its name
 * @param verdict how alike they are
 * @param first the first difference in the file's order; empty if there is none
 * @param largest the largest one
 */
public record FileComparison(
    String file, Verdict verdict, Optional<Difference> first, Optional<Difference> largest) {}
