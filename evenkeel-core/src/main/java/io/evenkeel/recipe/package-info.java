/**
 * The resolved configuration of a run; every key of a recipe file is a component of these records.
 */
@NullMarked
package io.evenkeel.recipe;

import org.jspecify.annotations.NullMarked;
