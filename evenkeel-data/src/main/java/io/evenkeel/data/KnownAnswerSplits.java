package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import java.util.List;

/** Splits of a task whose answer is known, drawn by seed. */
final class KnownAnswerSplits {
  private static final int TRAIN_SAMPLES = 3000;
  private static final int TEST_SAMPLES = 2000;

  private KnownAnswerSplits() {}

  static DataSplits open(KnownAnswer task, DataSpec spec, Seed seed) {
    List<Modality> seen =
        NamedModalities.choose("data.modalities", spec.modalities(), task.modalities());
    Dataset train =
        task.samples(spec.trainSamples().orElse(TRAIN_SAMPLES), seen, seed.fold("train"));
    HeldOut validation =
        new HeldOut(
            "validation",
            "samples that epochs and settings are chosen on",
            task.samples(spec.validationSamples(), seen, seed.fold("validation")));
    HeldOut test =
        new HeldOut(
            "test",
            "samples that nothing was chosen on: what to report",
            task.samples(spec.testSamples().orElse(TEST_SAMPLES), seen, seed.fold("test")));
    ContentDigest digest = new ContentDigest();
    digest.add("train", train);
    digest.add("validation", validation.data());
    digest.add("test", test.data());
    return new DataSplits(train, validation, test, List.of(test, validation), digest.hexadecimal());
  }
}
