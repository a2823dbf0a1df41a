package io.evenkeel.example;

import io.evenkeel.data.*;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.*;
import io.evenkeel.run.*;
import io.evenkeel.train.*;
import java.nio.file.Path;
import java.util.List;

/** Trains and diagnoses a network on arrays of one's own, with three modalities. */
public final class ThreeModalities {

  /** Trains on samples × 8 floats a modality; the diagnosis of the test split. */
  public static Diagnosis train(
      float[] audio, float[] video, float[] motion, int[] labels, Path weights) {
    Dataset samples =
        ArrayDataset.builder(4)
            .modality(new Modality("audio"), SampleShape.of(8), audio)
            .modality(new Modality("video"), SampleShape.of(8), video)
            .modality(new Modality("motion"), SampleShape.of(8), motion)
            .labels(labels)
            .build();
    Seed seed = new Seed(1);
    DataSplits splits = RandomSplit.defaults().of(samples, seed);
    Recipe recipe = Recipe.defaults().withModel(ModelSpec.mlp()).withEpochs(10);
    try (MultimodalNetwork network =
        MultimodalNetwork.create(recipe.model(), splits.train().shapes(), 4, seed)) {
      Trainer.train(network, recipe, splits, event -> {}, () -> false);
      network.save(weights);
      return Diagnoser.diagnose(network, splits.train(), List.of(splits.test()), 500).get(0);
    }
  }
}
