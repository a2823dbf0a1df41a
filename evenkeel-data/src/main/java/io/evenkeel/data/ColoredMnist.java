package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.DataSpec.ColorRule;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Colored-and-gray digits after Kim et al., CVPR 2019: the original gray digit, and the same digit
 * with its strokes in one flat colour.
 *
 * <p>{@code gray} is [1, height, width], values in 0..1. {@code color} is [3, height, width]:
 * clamp(mean colour + σ · N(0, I₃), 0, 1) where gray ≥ 0.3, black elsewhere.
 *
 * <p>Beside validation and test there are {@code validation-matched} and {@code test-matched}, the
 * same digits with the same noise under the training rule, unless they would be the same split
 * again. {@link DataSplits#probes} holds test-matched, test, validation-matched, validation, in
 * this order.
 */
public final class ColoredMnist {
  /** The gray digit. */
  public static final Modality GRAY = new Modality("gray");

  /** The coloured digit. */
  public static final Modality COLOR = new Modality("color");

  private static final List<Modality> MODALITIES = List.of(GRAY, COLOR);

  private final LabelledImages training;
  private final LabelledImages testing;
  private final DataSpec spec;
  private final List<Modality> modalities;
  private final Coloring coloring;
  private final ContentDigest digest = new ContentDigest();

  private ColoredMnist(LabelledImages training, LabelledImages testing, DataSpec spec, Seed seed) {
    this.training = training;
    this.testing = testing;
    this.spec = spec;
    this.modalities = NamedModalities.choose("data.modalities", spec.modalities(), MODALITIES);
    this.coloring = new Coloring(spec.colors().variance(), seed.fold("color"));
  }

  /**
   * Splits and colours the digits of two files.
   *
   * @param training where training and validation samples come from
   * @param testing where test samples come from
   * @param spec sizes, modalities, rules and normalization
   * @param seed what the choice of samples ({@code "split"}) and their colours ({@code "color"})
   *     follow from
   * @throws BadInputException for labels outside 0..9, files of different image sizes, an unknown
   *     modality, or more samples than there are
   */
  public static DataSplits split(
      LabelledImages training, LabelledImages testing, DataSpec spec, Seed seed) {
    training.requireLabelsBelow(Coloring.classes());
    testing.requireLabelsBelow(Coloring.classes());
    requireSameSize(training.images(), testing.images());
    return new ColoredMnist(training, testing, spec, seed).split(seed.fold("split"));
  }

  private DataSplits split(Seed choice) {
    SampleChoice samples =
        SampleChoice.of(
            spec,
            new SampleChoice.Source(training.count(), training.images().name(), "file"),
            new SampleChoice.Source(testing.count(), testing.images().name(), "file"),
            choice);
    Dataset train = digits("train", samples.train(), spec.colors().train());
    List<HeldOut> validation =
        heldOut("validation", samples.validation(), spec.colors().validation());
    List<HeldOut> test = heldOut("test", samples.test(), spec.colors().test());
    return normalized(train, validation, test);
  }

  private DataSplits normalized(Dataset train, List<HeldOut> validation, List<HeldOut> test) {
    List<HeldOut> probes = new ArrayList<>(test);
    probes.addAll(validation);
    DataSplits raw =
        new DataSplits(train, last(validation), last(test), probes, digest.hexadecimal());
    return Standardization.by(spec.normalization(), raw);
  }

  /** The split coloured like training, unless it is the same again, and then the split itself. */
  private List<HeldOut> heldOut(String name, int[] samples, ColorRule rule) {
    ColorRule trainRule = spec.colors().train();
    HeldOut split = new HeldOut(name, meaning(rule), digits(name, samples, rule));
    if (rule == trainRule || !modalities.contains(COLOR)) {
      return List.of(split);
    }
    String matchedName = name + "-matched";
    Dataset matched = digits(matchedName, samples, trainRule);
    return List.of(new HeldOut(matchedName, meaning(trainRule), matched), split);
  }

  private String meaning(ColorRule rule) {
    if (!modalities.contains(COLOR)) {
      return "gray digits alone: how well the model tells shapes";
    }
    if (rule == spec.colors().train()) {
      return "coloured like training: how far the model uses colour";
    }
    return switch (rule) {
      case RANDOM -> "coloured at random: how far the model is misled by colour";
      case CLASS -> "coloured by class, unlike training: how far the model is misled by colour";
    };
  }

  private ColoredDigits digits(String split, int[] samples, ColorRule rule) {
    boolean fromTesting = split.startsWith("test");
    LabelledImages source = fromTesting ? testing : training;
    String file = fromTesting ? "test" : "train";
    float[] colors = coloring.colors(file, source.labels(), samples, rule);
    ColoredDigits digits = new ColoredDigits(modalities, source, samples, colors);
    digest.add(split, digits::addTo);
    return digits;
  }

  private static HeldOut last(List<HeldOut> splits) {
    return splits.get(splits.size() - 1);
  }

  private static void requireSameSize(IdxImages training, IdxImages testing) {
    if (training.height() != testing.height() || training.width() != testing.width()) {
      throw new BadInputException(
          testing.name(),
          "images of " + testing.height() + " × " + testing.width(),
          training.height() + " × " + training.width() + " as in " + training.name());
    }
  }
}
