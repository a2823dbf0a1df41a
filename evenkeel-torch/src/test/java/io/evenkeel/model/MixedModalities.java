package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small networks of modalities of every kind, each with an encoder that suits it. */
final class MixedModalities {
  static final Modality TABLE = new Modality("table");
  static final Modality SENSOR = new Modality("sensor");
  static final Modality TEXT = new Modality("text");
  static final Modality IMAGE = new Modality("image");
  private static final List<Modality> ALL =
      List.of(TABLE, SENSOR, TEXT, IMAGE, new Modality("audio"), new Modality("view"));
  private static final List<SampleShape> SHAPES =
      List.of(
          new SampleShape(List.of(4), new Content.Categories(List.of(3, 5))),
          new SampleShape(List.of(3, 6), new Content.Masked()),
          new SampleShape(List.of(5), new Content.Tokens(7)),
          SampleShape.of(1, 8, 8),
          SampleShape.of(2, 5),
          SampleShape.of(3, 33, 33));
  private static final Map<String, EncoderOverride> ENCODERS = new LinkedHashMap<>();

  static {
    ENCODERS.put("table", EncoderOverride.of(Encoder.MLP));
    ENCODERS.put("sensor", EncoderOverride.of(Encoder.TCN));
    ENCODERS.put("text", EncoderOverride.of(Encoder.TRANSFORMER));
    ENCODERS.put("image", EncoderOverride.of(Encoder.SMALL_CNN));
    ENCODERS.put("audio", EncoderOverride.of(Encoder.GRU));
    ENCODERS.put("view", EncoderOverride.of(Encoder.RESNET50).withWidth(2));
  }

  private MixedModalities() {}

  static ModelSpec spec(int modalities, Fusion.Kind kind) {
    return ModelSpec.defaults()
        .withWidth(4)
        .withFusion(ModelSpec.defaults().fusion().withKind(kind))
        .withEncoders(ENCODERS)
        .only(ALL.subList(0, modalities).stream().map(Modality::name).toList());
  }

  static MultimodalNetwork network(
      int modalities, Fusion.Kind kind, Precision precision, long seed) {
    return MultimodalNetwork.create(
        spec(modalities, kind),
        new PerModality<>(ALL.subList(0, modalities), SHAPES.subList(0, modalities)),
        5,
        new Seed(seed),
        new NetworkOptions(precision, List.of()));
  }
}
