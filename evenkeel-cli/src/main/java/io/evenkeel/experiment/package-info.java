/** Many runs as one experiment: its cells, their execution, and what they come to together. */
@NullMarked
package io.evenkeel.experiment;

import org.jspecify.annotations.NullMarked;
