package io.evenkeel.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.model.NetworkState;
import java.util.Optional;

/**
 * Everything that a run needs to go on as if it had never stopped.
 *
 * @param state where it stands, as {@link TrainingStateJson} writes it
 * @param elapsed the seconds that had gone by
 * @param layout which network this is the state of: {@link io.evenkeel.model.FlatBuffers#layout()}
 * @param network the network between two steps
 * @param momentum the optimizer's momentum
 * @param best the network of the best epoch so far; empty before the first validation
 */
public record Checkpoint(
    JsonNode state,
    Elapsed elapsed,
    String layout,
    NetworkState network,
    float[] momentum,
    Optional<NetworkState> best) {

  /** How many steps are done. */
  public long stepsDone() {
    return TrainingStateJson.whole(state, "step");
  }

  /** How many epochs are done, their validation included. */
  public int epochsDone() {
    return (int) TrainingStateJson.whole(state, "epoch") - 1;
  }
}
