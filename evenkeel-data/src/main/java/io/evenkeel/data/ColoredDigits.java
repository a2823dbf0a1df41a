package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * Some digits of a file with a colour each. Holds the file's bytes, which other splits may share,
 * and three floats a sample; values are made when they are copied.
 */
final class ColoredDigits implements Dataset {
  private static final float WHITE = 255f;

  /** The darkest gray value of a stroke: the smallest v with v / 255 ≥ 0.3. */
  private static final int DARKEST_STROKE = 77;

  private final PerModality<SampleShape> shapes;
  private final LabelledImages source;
  private final int[] samples;
  private final float[] colors;

  ColoredDigits(List<Modality> modalities, LabelledImages source, int[] samples, float[] colors) {
    int height = source.images().height();
    int width = source.images().width();
    this.shapes =
        PerModality.of(
            modalities,
            modality ->
                modality.equals(ColoredMnist.COLOR)
                    ? SampleShape.of(Coloring.CHANNELS, height, width)
                    : SampleShape.of(1, height, width));
    this.source = source;
    this.samples = samples.clone();
    this.colors = colors.clone();
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return shapes;
  }

  @Override
  public int classes() {
    return Coloring.classes();
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public int label(int sample) {
    return source.labels().label(samples[sample]);
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    boolean gray = shapes.get(modality).dims().get(0) == 1;
    if (gray) {
      copyGray(sample, target, offset);
    } else {
      copyColor(sample, target, offset);
    }
  }

  private void copyGray(int sample, float[] target, int offset) {
    byte[] pixels = source.images().pixels();
    int count = source.images().pixelsPerImage();
    int from = samples[sample] * count;
    for (int p = 0; p < count; p++) {
      target[offset + p] = (pixels[from + p] & 0xff) / WHITE;
    }
  }

  private void copyColor(int sample, float[] target, int offset) {
    byte[] pixels = source.images().pixels();
    int count = source.images().pixelsPerImage();
    int from = samples[sample] * count;
    for (int channel = 0; channel < Coloring.CHANNELS; channel++) {
      float color = colors[Coloring.CHANNELS * sample + channel];
      int to = offset + channel * count;
      for (int p = 0; p < count; p++) {
        target[to + p] = (pixels[from + p] & 0xff) >= DARKEST_STROKE ? color : 0;
      }
    }
  }

  /** Adds labels, gray values and colours, in order, to a digest of the contents. */
  void addTo(MessageDigest digest) {
    ByteBuffer header = ByteBuffer.allocate(3 * Integer.BYTES);
    header.putInt(samples.length);
    header.putInt(source.images().height()).putInt(source.images().width());
    digest.update(header.array());
    int count = source.images().pixelsPerImage();
    ByteBuffer color = ByteBuffer.allocate(Coloring.CHANNELS * Float.BYTES);
    for (int i = 0; i < samples.length; i++) {
      digest.update((byte) label(i));
      digest.update(source.images().pixels(), samples[i] * count, count);
      color.clear();
      for (int channel = 0; channel < Coloring.CHANNELS; channel++) {
        color.putFloat(colors[Coloring.CHANNELS * i + channel]);
      }
      digest.update(color.array());
    }
  }
}
