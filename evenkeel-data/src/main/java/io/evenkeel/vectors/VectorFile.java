package io.evenkeel.vectors;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.arrays.NpyReader;
import io.evenkeel.arrays.NpzReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Files that hold one array, such as an embedding: NPY, NPZ or safetensors, by their names. */
public final class VectorFile {
  private VectorFile() {}

  /**
   * Reads the only array of a file.
   *
   * @throws BadInputException with the file and the reason for one that cannot be read, is of
   *     another kind, or holds several arrays or a value that is not finite
   */
  public static FloatArray read(Path file) {
    return requireFinite(file, any(file));
  }

  static FloatArray requireFinite(Path file, FloatArray array) {
    for (int i = 0; i < array.values().length; i++) {
      if (!Float.isFinite(array.values()[i])) {
        throw new BadInputException(
            file.toString(), array.values()[i] + " as value " + i, "finite numbers");
      }
    }
    return array;
  }

  private static FloatArray any(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return NpyReader.read(file);
    }
    if (name.endsWith(".npz")) {
      return NpzReader.readOnly(file);
    }
    if (name.endsWith(".safetensors")) {
      return safetensors(file);
    }
    throw new BadInputException(
        file.toString(),
        "an array of unknown kind",
        "a name that ends in .npy, .npz, .safetensors");
  }

  private static FloatArray safetensors(Path file) {
    List<NamedArray> arrays = Safetensors.read(file);
    if (arrays.size() != 1 || arrays.get(0).values().length == 0) {
      throw new BadInputException(
          file.toString(),
          "tensors " + arrays.stream().map(NamedArray::name).toList(),
          "exactly one, with values");
    }
    NamedArray only = arrays.get(0);
    return new FloatArray(only.shape().stream().map(Math::toIntExact).toList(), only.values());
  }
}
