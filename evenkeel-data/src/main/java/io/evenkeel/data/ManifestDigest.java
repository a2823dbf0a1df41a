package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.inputs.RowValues;
import io.evenkeel.modality.PerModality;

/**
 * What tells the data of a manifest from others: the cells of the rows that each split uses, and
 * the sizes of the files that they name.
 */
record ManifestDigest(RowTargets targets, RowSplit split, PerModality<RowValues> values) {

  String hexadecimal() {
    ContentDigest digest = new ContentDigest();
    addTo(digest, "train", split.train());
    addTo(digest, "validation", split.validation());
    addTo(digest, "test", split.test());
    return digest.hexadecimal();
  }

  private void addTo(ContentDigest digest, String name, int[] rows) {
    digest.add(
        name,
        sum -> {
          values.forEach((modality, of) -> sum.update(line(modality + " " + of.dims())));
          for (int row : rows) {
            StringBuilder text = new StringBuilder(targets.identity(row));
            values.values().forEach(of -> text.append('\t').append(of.identity(row)));
            sum.update(line(text.toString()));
          }
        });
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(UTF_8);
  }
}
