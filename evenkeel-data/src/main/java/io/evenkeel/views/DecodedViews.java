package io.evenkeel.views;

import java.util.List;

/**
 * Views decoded from their files whenever they are read.
 *
 * @param models whose views
 * @param size height and width that they are brought to
 */
public record DecodedViews(List<ViewModel> models, int size) implements ViewPixels {
  /** Keeps its own copy of the list. */
  public DecodedViews {
    models = List.copyOf(models);
  }

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public byte[] read(int model, int number) {
    Picture picture = PngReader.read(models.get(model).file(number));
    return Resampling.resized(picture, size, size).rgb();
  }
}
