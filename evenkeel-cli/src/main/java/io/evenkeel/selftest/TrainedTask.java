package io.evenkeel.selftest;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.HeldOut;
import io.evenkeel.data.KnownAnswer;
import io.evenkeel.measure.Reference;
import io.evenkeel.measure.ShapleyValues;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Seed;
import io.evenkeel.train.Diagnoser;
import io.evenkeel.train.Finding;
import io.evenkeel.train.Probe;
import io.evenkeel.train.ProbeSettings;
import io.evenkeel.train.Prober;
import io.evenkeel.train.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network trained on a task of known answer.
 *
 * @param diagnosis accuracies and utilization on the test split
 * @param shapley the values of its modalities there
 */
record TrainedTask(Diagnosis diagnosis, ShapleyValues shapley) {
  static final int TRAIN_SAMPLES = 3000;
  static final int TEST_SAMPLES = 2000;
  private static final int VALIDATION_SAMPLES = 500;
  private static final int BATCH = 500;

  /** The accuracy of the prediction. */
  double accuracy() {
    return diagnosis.score().accuracy();
  }

  /**
   * Trains plainly, with perceptrons fused by MMTMs.
   *
   * @param seen the modalities that the network gets
   */
  static TrainedTask of(KnownAnswer task, List<Modality> seen, int epochs, Seed seed) {
    Dataset train = task.samples(TRAIN_SAMPLES, seen, seed.fold("train"));
    HeldOut validation =
        new HeldOut(
            "validation", "", task.samples(VALIDATION_SAMPLES, seen, seed.fold("validation")));
    HeldOut test = new HeldOut("test", "", task.samples(TEST_SAMPLES, seen, seed.fold("test")));
    Recipe recipe =
        Recipe.defaults()
            .withSeed(seed.value())
            .withThreads(1)
            .withEpochs(epochs)
            .withModel(ModelSpec.mlp())
            .withStrategy(new StrategySpec(StrategySpec.Name.VANILLA, 0, 1, 1))
            .withOptimizer(new OptimizerSpec(0.05, 0.9, 0));
    try (MultimodalNetwork network =
        MultimodalNetwork.create(recipe.model(), train.shapes(), task.classes(), seed)) {
      Trainer.train(
          network,
          recipe,
          new DataSplits(train, validation, test, List.of(test), ""),
          event -> {},
          () -> false);
      Diagnosis diagnosis = Diagnoser.diagnose(network, train, List.of(test), BATCH).get(0);
      ProbeSettings settings =
          new ProbeSettings(Reference.TRAIN_MEAN, BATCH, BATCH, seed, Optional.empty());
      Finding.Shapley shapley =
          (Finding.Shapley)
              new Prober(network, train, settings, () -> {})
                  .ask(Set.of(Probe.SHAPLEY), test.name(), test.data())
                  .get(0);
      return new TrainedTask(diagnosis, shapley.values());
    }
  }
}
