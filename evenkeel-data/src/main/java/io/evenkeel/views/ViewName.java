package io.evenkeel.views;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an image says.
 *
 * @param model the name of the mesh, which is what stands before {@code .obj} or {@code .off}
 * @param number the number at its end
 * @param image the image
 */
record ViewName(String model, int number, NamedFile image) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(.+?)\\.(?:obj|off)(?:.*?[^0-9])?([0-9]{1,9})\\.png", Pattern.CASE_INSENSITIVE);

  /** By number, so that v10 comes after v9, then by name. */
  static Comparator<ViewName> byNumber() {
    return Comparator.comparingInt(ViewName::number).thenComparing(name -> name.image().name());
  }

  /** Nothing for an image that is not named as a view. */
  static Optional<ViewName> of(NamedFile image) {
    Matcher name = PATTERN.matcher(image.name());
    return name.matches()
        ? Optional.of(new ViewName(name.group(1), Integer.parseInt(name.group(2)), image))
        : Optional.empty();
  }
}
