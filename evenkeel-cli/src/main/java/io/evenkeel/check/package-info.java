/** What is in the data of a recipe: what is broken, uneven, in two splits, or never varies. */
@NullMarked
package io.evenkeel.check;

import org.jspecify.annotations.NullMarked;
