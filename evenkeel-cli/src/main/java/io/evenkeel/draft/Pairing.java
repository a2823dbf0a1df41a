package io.evenkeel.draft;

import io.evenkeel.data.EpochOrder;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Samples of several modalities out of folders that know nothing of each other: files of the same
 * class, put together at random. No file, and no group of files, is in two splits.
 *
 * @param validation the share of each modality's files (or groups) for validation
 * @param test the share for the test
 * @param repeat how often each file of the modality with the fewest is used, each time with others
 * @param seed what all draws follow from
 */
public record Pairing(double validation, double test, int repeat, Seed seed) {
  private static final List<String> SPLITS = List.of("train", "validation", "test");

  /** Checks the ranges. */
  public Pairing {
    if (!(validation > 0 && test > 0 && validation + test < 1)) {
      throw new BadInputException(
          "--validation and --test",
          validation + " and " + test,
          "two shares above 0 whose sum is below 1");
    }
    if (repeat < 1 || repeat > 1000) {
      throw new BadInputException("--repeat", Integer.toString(repeat), "1 to 1000");
    }
  }

  /**
   * A sample.
   *
   * @param split train, validation or test
   * @param label the class of all its files
   * @param files of each modality, in their order
   */
  record Sample(String split, String label, List<LabelledFile> files) {}

  /**
   * The samples: of each class in each split as many as the modality with the fewest files there
   * has, times {@code repeat}.
   *
   * @throws BadInputException if the folders have not the same classes, or a split no sample of a
   *     class
   */
  List<Sample> of(Map<String, LabelledFolder> modalities) {
    requireSameClasses(modalities);
    Map<String, Map<String, Map<String, List<LabelledFile>>>> sides = new LinkedHashMap<>();
    modalities.forEach(
        (modality, folder) -> sides.put(modality, split(folder, seed.fold(modality))));
    List<String> classes = modalities.values().iterator().next().classes();
    List<Sample> samples = new ArrayList<>();
    for (String split : SPLITS) {
      for (String label : classes) {
        List<List<LabelledFile>> files = new ArrayList<>();
        sides.forEach(
            (modality, side) ->
                files.add(required(modality, split, label, side.getOrDefault(split, Map.of()))));
        samples.addAll(paired(split, label, files));
      }
    }
    return samples;
  }

  private static void requireSameClasses(Map<String, LabelledFolder> modalities) {
    LabelledFolder first = modalities.values().iterator().next();
    modalities.forEach(
        (modality, folder) -> {
          if (!folder.classes().equals(first.classes())) {
            TreeSet<String> odd = new TreeSet<>(folder.classes());
            odd.removeAll(first.classes());
            TreeSet<String> lacking = new TreeSet<>(first.classes());
            lacking.removeAll(folder.classes());
            throw new BadInputException(
                folder.folder().toString(),
                "classes "
                    + shown(odd)
                    + " more and "
                    + shown(lacking)
                    + " less than in "
                    + first.folder(),
                "the same classes for each modality");
          }
        });
  }

  private static String shown(TreeSet<String> names) {
    return names.size() <= 5
        ? names.toString()
        : names.stream().limit(5).toList() + " and " + (names.size() - 5);
  }

  private static List<LabelledFile> required(
      String modality, String split, String label, Map<String, List<LabelledFile>> byClass) {
    List<LabelledFile> files = byClass.get(label);
    if (files == null) {
      throw new BadInputException(
          "modality " + modality,
          "no file of class " + label + " in split " + split,
          "more files or groups, or other shares");
    }
    return files;
  }

  /** The files of each split and class. */
  private Map<String, Map<String, List<LabelledFile>>> split(LabelledFolder folder, Seed ofFolder) {
    boolean given = folder.givesSplits();
    boolean grouped = folder.files().stream().allMatch(file -> file.group().isPresent());
    Map<LabelledFile, String> sides = new LinkedHashMap<>();
    if (given) {
      folder.files().forEach(file -> sides.put(file, file.split().orElseThrow()));
      if (!sides.containsValue("validation")) {
        held(folder, sides, grouped, ofFolder.fold("validation")).forEach(sides::put);
      }
    } else if (grouped) {
      byGroup(folder, ofFolder).forEach(sides::put);
    } else {
      byClass(folder, ofFolder).forEach(sides::put);
    }
    return folder.files().stream()
        .collect(
            Collectors.groupingBy(
                file -> sides.getOrDefault(file, "train"),
                TreeMap::new,
                Collectors.groupingBy(LabelledFile::label, TreeMap::new, Collectors.toList())));
  }

  /** The files to train on that go to validation, where folders name none: whole groups if any. */
  private Map<LabelledFile, String> held(
      LabelledFolder folder, Map<LabelledFile, String> sides, boolean grouped, Seed draw) {
    Map<String, List<LabelledFile>> pools =
        folder.files().stream()
            .filter(file -> "train".equals(sides.get(file)))
            .collect(
                Collectors.groupingBy(
                    file -> grouped ? file.group().orElseThrow() : file.label(),
                    TreeMap::new,
                    Collectors.toList()));
    Map<LabelledFile, String> held = new LinkedHashMap<>();
    List<List<LabelledFile>> groups = List.copyOf(pools.values());
    if (grouped) {
      int[] order = EpochOrder.permutation(groups.size(), draw);
      for (int i = 0; i < share(validation, order.length); i++) {
        groups.get(order[i]).forEach(file -> held.put(file, "validation"));
      }
      return held;
    }
    pools.forEach(
        (label, files) -> {
          int[] order = EpochOrder.permutation(files.size(), draw.fold(label));
          for (int i = 0; i < share(validation, order.length); i++) {
            held.put(files.get(order[i]), "validation");
          }
        });
    return held;
  }

  private static int share(double share, int things) {
    return Math.max(1, (int) Math.round(share * things));
  }

  private Map<LabelledFile, String> byGroup(LabelledFolder folder, Seed ofFolder) {
    List<String> groups =
        folder.files().stream()
            .map(file -> file.group().orElseThrow())
            .distinct()
            .sorted()
            .toList();
    if (groups.size() < SPLITS.size()) {
      throw new BadInputException(
          "--group-of", groups.size() + " groups in " + folder.folder(), "at least three");
    }
    Map<String, String> sides = sides(groups, ofFolder.fold("groups"));
    Map<LabelledFile, String> byFile = new LinkedHashMap<>();
    for (LabelledFile file : folder.files()) {
      byFile.put(file, sides.getOrDefault(file.group().orElseThrow(), "train"));
    }
    return byFile;
  }

  private Map<LabelledFile, String> byClass(LabelledFolder folder, Seed ofFolder) {
    Map<LabelledFile, String> byFile = new LinkedHashMap<>();
    for (String label : folder.classes()) {
      List<LabelledFile> files =
          folder.files().stream().filter(file -> file.label().equals(label)).toList();
      byFile.putAll(sides(files, ofFolder.fold("files").fold(label)));
    }
    return byFile;
  }

  /** At least one thing for each side, if there are three. */
  private <T> Map<T, String> sides(List<T> things, Seed draw) {
    int[] order = EpochOrder.permutation(things.size(), draw);
    int tested = share(test, things.size());
    int validated = share(validation, things.size());
    Map<T, String> sides = new LinkedHashMap<>();
    for (int i = 0; i < order.length; i++) {
      T thing = things.get(order[i]);
      sides.put(thing, i < tested ? "test" : i < tested + validated ? "validation" : "train");
    }
    return sides;
  }

  private List<Sample> paired(String split, String label, List<List<LabelledFile>> files) {
    int count = repeat * files.stream().mapToInt(List::size).min().orElse(0);
    Seed draw = seed.fold("pairs").fold(split).fold(label);
    List<List<LabelledFile>> columns = new ArrayList<>();
    for (int m = 0; m < files.size(); m++) {
      columns.add(repeated(files.get(m), count, draw.fold(m)));
    }
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Sample(split, label, columns.stream().map(column -> column.get(i)).toList()))
        .toList();
  }

  /** Every file once in a drawn order, then again in another, until there are enough. */
  private static List<LabelledFile> repeated(List<LabelledFile> files, int count, Seed draw) {
    List<LabelledFile> column = new ArrayList<>(count);
    for (int round = 0; column.size() < count; round++) {
      for (int place : EpochOrder.permutation(files.size(), draw.fold(round))) {
        if (column.size() < count) {
          column.add(files.get(place));
        }
      }
    }
    return column;
  }
}
