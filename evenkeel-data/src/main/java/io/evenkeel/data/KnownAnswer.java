package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Tasks of two modalities, vectors of {@value #WIDTH} values, of which one knows beforehand how
 * much each modality is worth. The samples follow from a seed.
 */
public enum KnownAnswer {
  /**
   * The class is the sign of one value of the first modality XOR that of the second; all other
   * values are noise. Either modality alone says nothing about the class, both together all.
   */
  XOR("a", "b", 2),

  /**
   * Both modalities are the same noisy vector, in which the value of the class's number is larger:
   * neither can be worth more than the other.
   */
  IDENTICAL("left", "right", 4);

  /** How many values a modality of a sample has. */
  public static final int WIDTH = 8;

  /** How much larger the value of the class's number is, in standard deviations of the noise. */
  private static final float SIGNAL = 3;

  private final String first;
  private final String second;
  private final int classes;

  KnownAnswer(String first, String second, int classes) {
    this.first = first;
    this.second = second;
    this.classes = classes;
  }

  /** Its name as users write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The modalities, in model order. */
  public List<Modality> modalities() {
    return List.of(new Modality(first), new Modality(second));
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /**
   * Samples of this task, every class with the same share but for rounding.
   *
   * @param count how many, at least 1
   * @param seen which of the task's modalities they have
   */
  public ArrayDataset samples(int count, List<Modality> seen, Seed seed) {
    int[] labels = new int[count];
    List<float[]> values = List.of(new float[count * WIDTH], new float[count * WIDTH]);
    for (int sample = 0; sample < count; sample++) {
      labels[sample] = sample % classes;
      Seed ofSample = seed.fold(name()).fold(sample);
      if (this == XOR) {
        writeSigns(labels[sample], ofSample, values, sample * WIDTH);
      } else {
        writeViews(labels[sample], ofSample, values, sample * WIDTH);
      }
    }
    ArrayDataset.Builder data = ArrayDataset.builder(classes).labels(labels);
    for (Modality modality : seen) {
      data.modality(modality, SampleShape.of(WIDTH), values.get(modalities().indexOf(modality)));
    }
    return data.build();
  }

  private static void writeSigns(int label, Seed seed, List<float[]> values, int at) {
    noise(seed.fold("first"), values.get(0), at);
    noise(seed.fold("second"), values.get(1), at);
    UniformRandomProvider random = seed.fold("signs").random();
    boolean positive = random.nextBoolean();
    values.get(0)[at] = signed(positive, random);
    values.get(1)[at] = signed(positive ^ (label == 1), random);
  }

  /** Never so near 0 that the sign could be doubted. */
  private static float signed(boolean positive, UniformRandomProvider random) {
    float size = 0.5f + random.nextFloat();
    return positive ? size : -size;
  }

  private static void writeViews(int label, Seed seed, List<float[]> values, int at) {
    for (float[] view : values) {
      noise(seed, view, at);
      view[at + label] += SIGNAL;
    }
  }

  private static void noise(Seed seed, float[] values, int at) {
    var normal = ZigguratSampler.NormalizedGaussian.of(seed.random());
    for (int i = at; i < at + WIDTH; i++) {
      values[i] = (float) normal.sample();
    }
  }
}
