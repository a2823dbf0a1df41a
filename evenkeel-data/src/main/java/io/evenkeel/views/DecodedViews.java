package io.evenkeel.views;

/**
 * Views decoded from their files whenever they are read.
 *
 * @param size height and width that they are brought to
 */
public record DecodedViews(int size) implements ViewPixels {
  @Override
  public byte[] read(ViewModel model, int number) {
    Picture picture = PngReader.read(model.file(number));
    return Resampling.resized(picture, size, size).rgb();
  }
}
