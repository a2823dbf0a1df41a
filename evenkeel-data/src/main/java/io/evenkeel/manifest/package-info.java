/** Manifests: tables of samples in CSV, JSON Lines or Parquet, and the paths that they name. */
@NullMarked
package io.evenkeel.manifest;

import org.jspecify.annotations.NullMarked;
