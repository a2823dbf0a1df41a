package io.evenkeel.data;

import io.evenkeel.input.BadInputException;

/**
 * Gray images with the label of each.
 *
 * @param images the images
 * @param labels as many labels
 */
public record LabelledImages(IdxImages images, IdxLabels labels) {

  // An IDX file of labels begins with its magic number and its count.
  private static final int LABELS_HEADER_BYTES = 8;

  /** Checks the counts; throws {@link BadInputException} that names both files. */
  public LabelledImages {
    if (images.count() != labels.count()) {
      throw new BadInputException(
          images.name() + " and " + labels.name(),
          images.count() + " images and " + labels.count() + " labels",
          "one label for each image");
    }
  }

  /** How many samples there are. */
  public int count() {
    return images.count();
  }

  /**
   * Checks that every label is in 0 … classes − 1; throws {@link BadInputException} with the offset
   * of the first that is not.
   */
  public void requireLabelsBelow(int classes) {
    for (int i = 0; i < labels.count(); i++) {
      if (labels.label(i) >= classes) {
        throw new BadInputException(
            labels.name() + " at byte " + (LABELS_HEADER_BYTES + i),
            "label " + labels.label(i) + " of sample " + i,
            "a label in 0.." + (classes - 1));
      }
    }
  }
}
