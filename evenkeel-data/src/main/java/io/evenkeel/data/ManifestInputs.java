package io.evenkeel.data;

import io.evenkeel.data.ManifestDataset.Input;
import io.evenkeel.input.BadInputException;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.inputs.RowValues;
import io.evenkeel.inputs.Scaling;
import io.evenkeel.inputs.TabularRows;
import io.evenkeel.inputs.TokenRows;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.InputSpec.Kind;

/**
 * How networks see the modalities of a manifest: of what shape and in which scale.
 *
 * @param spec what it was opened by
 * @param train the rows to train on
 * @param progress is told how far they are measured
 */
record ManifestInputs(DataSpec spec, int[] train, RowProgress progress) {

  /** Measures the training rows where values are standardised. */
  Input of(Modality modality, RowValues values) {
    InputSpec input = spec.input(modality.name());
    SampleShape shape = new SampleShape(values.dims(), content(input.kind().orElseThrow(), values));
    return new Input(shape, values, scaling(modality, input, values));
  }

  private static SampleShape.Content content(Kind kind, RowValues values) {
    if (values instanceof TabularRows rows && !rows.categorySizes().isEmpty()) {
      return new SampleShape.Content.Categories(rows.categorySizes());
    }
    if (values.original() instanceof TokenRows tokens) {
      return new SampleShape.Content.Tokens(tokens.vocabulary());
    }
    return kind == Kind.SEQUENCE
        ? new SampleShape.Content.Masked()
        : new SampleShape.Content.Values();
  }

  private Scaling scaling(Modality modality, InputSpec input, RowValues values) {
    return switch (input.kind().orElseThrow()) {
      case TABULAR, TEXT -> Scaling.none();
      case AUDIO, VECTOR, SEQUENCE ->
          input.standardize() ? measured(modality, values) : Scaling.none();
      case IMAGE, VIDEO ->
          switch (spec.normalization()) {
            case NONE -> Scaling.none();
            case STANDARDIZE -> measured(modality, values);
            case SYMMETRIC -> Scaling.same(values.channels(), 0.5f, 2);
            case IMAGENET -> imageNet(modality, values.channels());
          };
    };
  }

  private Scaling measured(Modality modality, RowValues values) {
    progress.begin("the mean and the deviation of " + modality, train.length);
    return Scaling.over(values, train, progress);
  }

  private static Scaling imageNet(Modality modality, RowValues.Channels channels) {
    if (channels.count() != 3) {
      throw new BadInputException(
          "data.normalization",
          "imagenet, where modality " + modality + " is gray",
          "data.inputs." + modality + ".channels 3, or another normalization");
    }
    float[] means = new float[channels.count()];
    float[] factors = new float[channels.count()];
    for (int c = 0; c < means.length; c++) {
      means[c] = Standardization.imageNetMean(c);
      factors[c] = Standardization.imageNetFactor(c);
    }
    return new Scaling(channels, means, factors);
  }
}
