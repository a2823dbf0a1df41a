/**
 * Event files, as TensorBoard reads them.
 *
 * <p>{@link io.evenkeel.tensorboard.TensorBoard} is the way in. The messages are TensorFlow's
 * published protobuf classes; the framing of records around them is {@code RecordFile}'s.
 */
@NullMarked
package io.evenkeel.tensorboard;

import org.jspecify.annotations.NullMarked;
