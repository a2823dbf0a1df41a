package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.views.CachedViews;
import io.evenkeel.views.DecodedViews;
import io.evenkeel.views.ViewModel;
import io.evenkeel.views.ViewPixels;
import io.evenkeel.views.ViewTree;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Splits a tree of rendered views. */
final class ViewSplits {
  private final ViewTree tree;
  private final DataSpec spec;
  private final PerModality<Integer> numbers;
  private final Consumer<String> notices;
  private final ContentDigest digest = new ContentDigest();

  private ViewSplits(ViewTree tree, DataSpec spec, Consumer<String> notices) {
    this.tree = tree;
    this.spec = spec;
    this.numbers = numbers(spec);
    this.notices = notices;
  }

  /**
   * The splits of a tree; the probes are test, then validation.
   *
   * <p>The digest is over names, labels and file sizes of the views that each split uses, and the
   * size that they are brought to: reading every pixel first would take minutes.
   *
   * @param seed what the choice of samples ({@code "split"}) and the mirroring ({@code "flip"})
   *     follow from
   * @param notices is told what is left out and what is written
   * @throws BadInputException if a modality is named twice, the views have not the numbers asked
   *     for, or there are fewer models than samples
   */
  static DataSplits open(ViewTree tree, DataSpec spec, Seed seed, Consumer<String> notices) {
    ViewSplits splits = new ViewSplits(tree, spec, notices);
    splits.requireNumbers();
    splits.tellLeftOut();
    return splits.split(seed);
  }

  private static PerModality<Integer> numbers(DataSpec spec) {
    List<String> names = spec.modalities();
    if (new HashSet<>(names).size() != names.size()) {
      throw new BadInputException("data.modalities", names.toString(), "each modality once");
    }
    List<Modality> modalities = names.stream().map(Modality::new).toList();
    return new PerModality<>(modalities, spec.views().numbers());
  }

  private void requireNumbers() {
    for (int number : spec.views().numbers()) {
      if (number >= tree.viewsPerModel()) {
        throw new BadInputException(
            "data.views.numbers",
            Integer.toString(number),
            "at most %d, for the models of %s have %d views"
                .formatted(tree.viewsPerModel() - 1, tree.folder(), tree.viewsPerModel()));
      }
    }
  }

  private void tellLeftOut() {
    List<ViewTree.LeftOut> leftOut = tree.leftOut();
    if (!leftOut.isEmpty()) {
      notices.accept(leftOut.size() + " models left out in " + tree.folder() + ":");
      leftOut.forEach(
          one -> notices.accept("left out " + one.model().path() + ": " + one.reason()));
    }
    if (!tree.foreign().isEmpty()) {
      notices.accept(
          "%d PNG files are not named as views of a model, such as %s"
              .formatted(tree.foreign().size(), tree.foreign().get(0)));
    }
  }

  private DataSplits split(Seed seed) {
    SampleChoice choice =
        SampleChoice.of(
            spec,
            new SampleChoice.Source(tree.train().size(), tree.folder() + " (train)", "folder"),
            new SampleChoice.Source(tree.test().size(), tree.folder() + " (test)", "folder"),
            seed.fold("split"));
    if (choice.test().length == 0) {
      throw new BadInputException(tree.folder().toString(), "no test view", "<class>/test/*.png");
    }
    ViewDataset training = data("train", tree.train());
    ViewDataset testing = data("test", tree.test());
    addToDigest("train", choice.train(), tree.train());
    addToDigest("validation", choice.validation(), tree.train());
    addToDigest("test", choice.test(), tree.test());
    HeldOut validation =
        new HeldOut(
            "validation",
            "models that epochs and settings are chosen on",
            Subset.of(training, choice.validation()));
    HeldOut test =
        new HeldOut(
            "test",
            "models that nothing was chosen on: what to report",
            Subset.of(testing, choice.test()));
    ViewDataset seen =
        spec.views().flip() ? training.mirroredInTraining(seed.fold("flip")) : training;
    return new DataSplits(
        Subset.of(seen, choice.train()),
        validation,
        test,
        List.of(test, validation),
        digest.hexadecimal());
  }

  private ViewDataset data(String split, List<ViewModel> models) {
    DecodedViews decoded = new DecodedViews(models, spec.views().size());
    ViewPixels pixels =
        spec.views().cache()
            ? CachedViews.open(decoded, split, numbers.values(), cacheFolder(), notices)
            : decoded;
    return ViewDataset.plain(numbers, tree.classes(), models, pixels);
  }

  private Path cacheFolder() {
    Path name = tree.folder().toAbsolutePath().normalize().getFileName();
    return spec.views()
        .cacheFolder()
        .map(folder -> Path.of(folder).resolve(String.valueOf(name)))
        .orElseGet(() -> tree.folder().resolveSibling(name + ".cache"));
  }

  private void addToDigest(String split, int[] chosen, List<ViewModel> models) {
    digest.add(
        split,
        sum -> {
          IntStream used = numbers.values().stream().mapToInt(Integer::intValue);
          sum.update(
              line("size " + spec.views().size() + " views " + Arrays.toString(used.toArray())));
          for (int sample : chosen) {
            ViewModel model = models.get(sample);
            for (int number : numbers.values()) {
              long bytes = model.views().get(number).bytes();
              sum.update(line(model.label() + " " + bytes + " " + model.relativeName(number)));
            }
          }
        });
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(UTF_8);
  }
}
