package io.evenkeel.draft;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a manifest that are no modality are.
 *
 * @param task classes, multi-label or regression
 * @param label the column of it
 * @param split the column of splits
 * @param group the column of what stays together
 * @param weight the column of weights
 * @param reasons why, a line each
 */
record ManifestRoles(
    String task,
    String label,
    Optional<String> split,
    Optional<String> group,
    Optional<String> weight,
    List<String> reasons) {}
