package io.evenkeel.train;

import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.RandomSplit;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.CheckpointSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.ScheduleSpec;
import io.evenkeel.recipe.StoppingSpec;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.rng.UniformRandomProvider;

/** Runs of a second or less, on vectors of two modalities. */
final class SmallRuns {
  static final int BATCH = 20;

  /** 300 samples, of which RandomSplit leaves 180 to train on. */
  static final int STEPS_PER_EPOCH = 9;

  static final BooleanSupplier NEVER = () -> false;

  private SmallRuns() {}

  /** One modality that tells the class plainly and one that tells it through noise. */
  static DataSplits splits() {
    int samples = 300;
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 4;
    }
    ArrayDataset data =
        ArrayDataset.builder(4)
            .modality(new Modality("plain"), SampleShape.of(6), values(labels, 6, 3))
            .modality(new Modality("noisy"), SampleShape.of(5), values(labels, 5, 0.7))
            .labels(labels)
            .build();
    return new RandomSplit(0.2, 0.2).of(data, new Seed(1));
  }

  private static float[] values(int[] labels, int width, double signal) {
    UniformRandomProvider random = new Seed(width).random();
    float[] values = new float[labels.length * width];
    for (int i = 0; i < values.length; i++) {
      double noise = 2 * random.nextDouble() - 1;
      values[i] = (float) (noise + (i % width == labels[i / width] ? signal : 0));
    }
    return values;
  }

  static Recipe recipe(int epochs) {
    return recipe(epochs, ScheduleSpec.defaults(), new StoppingSpec(0, 0));
  }

  static Recipe recipe(int epochs, ScheduleSpec schedule, StoppingSpec stopping) {
    Recipe d = Recipe.defaults();
    return new Recipe(
        3,
        epochs,
        BATCH,
        60,
        BatchSpec.defaults(),
        1,
        "cpu",
        new StrategySpec(StrategySpec.Name.GUIDED, 0, 3, 2),
        d.data(),
        ModelSpec.mlp(),
        new OptimizerSpec(0.05, 0.9, 1e-4),
        schedule,
        stopping,
        new CheckpointSpec(0, 0));
  }

  static MultimodalNetwork network(DataSplits splits) {
    return network(splits, ModelSpec.mlp());
  }

  static MultimodalNetwork network(DataSplits splits, ModelSpec spec) {
    return MultimodalNetwork.create(
        spec,
        splits.train().shapes(),
        4,
        new Seed(3),
        new NetworkOptions(Precision.FLOAT32, List.of(16L)));
  }

  /** Every parameter and statistic, in the order they were declared. */
  static float[] state(MultimodalNetwork network) {
    try (Scope scope = Scope.open()) {
      List<float[]> parts =
          network.buffers().parameters().stream().map(p -> p.value().detach().toFloats()).toList();
      float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
      int at = 0;
      for (float[] part : parts) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      return all;
    }
  }

  /** Keeps every event. */
  static final class Recording implements Observer {
    final List<Event> events = new ArrayList<>();

    @Override
    public void on(Event event) {
      events.add(event);
    }

    List<StepEvidence> steps() {
      return events.stream()
          .filter(Event.StepFinished.class::isInstance)
          .map(event -> ((Event.StepFinished) event).evidence())
          .toList();
    }

    List<Double> losses() {
      return steps().stream().map(StepEvidence::loss).toList();
    }

    List<EpochReport> epochs() {
      return events.stream()
          .filter(Event.EpochFinished.class::isInstance)
          .map(event -> ((Event.EpochFinished) event).report())
          .toList();
    }
  }
}
