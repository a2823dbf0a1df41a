package io.evenkeel.strategy;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.List;
import java.util.Map;

/**
 * The ablation of the paper: from the starting epoch on, each step is drawn uniformly from
 * {regular, re-balancing on m_0, …, re-balancing on m_{N-1}}.
 *
 * @param modalities the modalities in model order
 * @param startEpoch the first epoch, counted from 1, whose steps are drawn
 * @param seed what step k is drawn from, with k folded in
 */
public record RandomRebalancing(List<Modality> modalities, int startEpoch, Seed seed)
    implements Strategy {

  /** Keeps its own copy of the list. */
  public RandomRebalancing {
    modalities = List.copyOf(modalities);
  }

  @Override
  public StepPlan plan(Position at) {
    if (at.epoch() < startEpoch) {
      return new StepPlan.Regular();
    }
    int drawn = seed.fold(at.step()).random().nextInt(modalities.size() + 1);
    return drawn == 0 ? new StepPlan.Regular() : new StepPlan.Rebalance(modalities.get(drawn - 1));
  }

  @Override
  public RandomRebalancing afterStep(StepEvidence evidence) {
    return this;
  }

  /** Empty: a step's draw follows from the seed and the step's number alone. */
  @Override
  public Map<String, String> state() {
    return Map.of();
  }

  @Override
  public RandomRebalancing resumed(Map<String, String> state) {
    return this;
  }
}
