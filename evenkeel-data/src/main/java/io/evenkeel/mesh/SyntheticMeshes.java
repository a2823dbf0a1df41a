package io.evenkeel.mesh;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * A set of meshes made by seed, as ModelNet lays its own out: {@code
 * <class>/{train,test}/<class>_0001.off}, numbered on from train to test. The same arguments give
 * the same bytes.
 *
 * @param train meshes of each class to train on
 * @param test meshes of each class to test on
 * @param seed what proportions follow from
 */
public record SyntheticMeshes(int train, int test, Seed seed) {
  private static final int MOST = 5_000;

  /** Checks the ranges. */
  public SyntheticMeshes {
    requireWithin("--train", train);
    requireWithin("--test", test);
  }

  private static void requireWithin(String option, int count) {
    if (count < 1 || count > MOST) {
      throw new BadInputException(
          option, Integer.toString(count), "a whole number from 1 to " + MOST);
    }
  }

  /** The classes, in the order of their labels. */
  public static List<String> classes() {
    return SyntheticClass.all().stream().map(SyntheticClass::name).toList();
  }

  /** How many meshes there are in all. */
  public int meshes() {
    return SyntheticClass.all().size() * (train + test);
  }

  /**
   * Writes the set into a folder.
   *
   * @param interrupted whether to stop; asked after every mesh
   * @return how many meshes it has written
   */
  public int write(Path folder, BooleanSupplier interrupted) {
    int written = 0;
    for (SyntheticClass type : SyntheticClass.all()) {
      for (int i = 0; i < train + test && !interrupted.getAsBoolean(); i++) {
        Path split = folder.resolve(type.name()).resolve(i < train ? "train" : "test");
        String file = String.format(Locale.ROOT, "%s_%04d.off", type.name(), i + 1);
        make(split);
        WholeFile.write(split.resolve(file), type.model(seedOf(type, i)).off());
        written++;
      }
    }
    return written;
  }

  /** The seeds of test meshes do not depend on how many there are to train on. */
  private Seed seedOf(SyntheticClass type, int i) {
    return i < train
        ? seed.fold(type.name()).fold("train").fold(i)
        : seed.fold(type.name()).fold("test").fold(i - train);
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }
}
