package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.HeldOut;
import io.evenkeel.measure.Answers;
import io.evenkeel.measure.ClassAnswers;
import io.evenkeel.measure.ClassAnswers.BranchAnswers;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.measure.NumberAnswers.BranchNumbers;
import io.evenkeel.measure.Utilization;
import io.evenkeel.measure.Utilization.BranchAccuracy;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Diagnosis;
import java.util.List;

/** Measures the conditional utilization rate of a trained network. */
public final class Diagnoser {
  private Diagnoser() {}

  /**
   * Diagnoses a network on each split: one recording pass over the training split, then one pass
   * over each split.
   *
   * @param train the split that mean squeezes are recorded on: the one the network was trained on
   * @param batchSize samples a forward pass
   */
  public static List<Diagnosis> diagnose(
      MultimodalNetwork network, Dataset train, List<HeldOut> splits, int batchSize) {
    MeanSqueezes means = recordMeanSqueezes(network, train, batchSize);
    return splits.stream().map(split -> diagnose(network, means, split, batchSize)).toList();
  }

  /** The means of every squeeze over a split, in evaluation mode with cross-modal flow. */
  public static MeanSqueezes recordMeanSqueezes(
      MultimodalNetwork network, Dataset train, int batchSize) {
    MeanSqueezes.Recorder recorder = network.squeezeRecorder();
    EvaluationPass.over(
        network, train, batchSize, batch -> network.recordSqueezes(batch.inputs(), recorder));
    return recorder.means();
  }

  /**
   * What a network tells with and without cross-modal flow.
   *
   * @param fused by f_i
   * @param isolated by f'_i
   */
  public record ContrastingPredictions(Predictions fused, Predictions isolated) {
    /** A(f_i), A(f'_i) and u. */
    public Utilization utilization() {
      PerModality<Double> alone = isolated.score().branchAccuracy();
      return new Utilization(
          fused
              .score()
              .branchAccuracy()
              .mapWithModality(
                  (modality, accuracy) -> new BranchAccuracy(accuracy, alone.get(modality))));
    }

    /** What was told of every sample, in a task with outputs of these names. */
    public Answers answers(List<String> names) {
      if (fused instanceof ClassPredictions with && isolated instanceof ClassPredictions without) {
        return new ClassAnswers(
            names,
            with.labels(),
            with.fused(),
            with.branches()
                .mapWithModality(
                    (m, predicted) -> new BranchAnswers(predicted, without.branches().get(m))),
            with.presence());
      }
      NumberPredictions with = (NumberPredictions) fused;
      NumberPredictions without = (NumberPredictions) isolated;
      return new NumberAnswers(
          with.task().quality(),
          names,
          with.truth(),
          with.fused(),
          with.branches()
              .mapWithModality((m, given) -> new BranchNumbers(given, without.branches().get(m))),
          with.presence());
    }
  }

  /** What every branch predicts for every sample of a split, with and without cross-modal flow. */
  public static ContrastingPredictions contrast(
      MultimodalNetwork network, MeanSqueezes means, Dataset data, int batchSize) {
    PredictionCollector<?> fused = PredictionCollector.of(data);
    PredictionCollector<?> isolated = PredictionCollector.of(data);
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          var logits = network.contrast(batch.inputs(), means);
          fused.add(logits.fused(), batch);
          isolated.add(logits.isolated(), batch);
        });
    return new ContrastingPredictions(fused.predictions(), isolated.predictions());
  }

  /** Diagnoses a network on one split, in one pass over it, with means recorded before. */
  public static Diagnosis diagnose(
      MultimodalNetwork network, MeanSqueezes means, HeldOut split, int batchSize) {
    ContrastingPredictions predictions = contrast(network, means, split.data(), batchSize);
    return new Diagnosis(
        split.name(),
        split.meaning(),
        predictions.fused().score(),
        predictions.utilization(),
        predictions.answers(split.data().task().names()));
  }
}
