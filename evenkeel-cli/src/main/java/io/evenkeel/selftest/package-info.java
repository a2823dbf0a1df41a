/** Two small tasks whose answer is known beforehand, and whether the program finds it. */
@NullMarked
package io.evenkeel.selftest;

import org.jspecify.annotations.NullMarked;
