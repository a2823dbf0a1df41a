package io.evenkeel.cli;

import io.evenkeel.views.NamedFile;
import io.evenkeel.views.TreeFolders;
import io.evenkeel.views.ViewModel;
import io.evenkeel.views.ViewTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is in a tree.
 *
 * @param things what its files are called
 * @param headline what the tree holds, in a line
 * @param table models of each class and split
 * @param contents every file
 * @param leftOut what is not used, with the reason
 * @param remarks what else is worth saying
 * @param check how its files are read
 */
record TreeSurvey(
    String things,
    String headline,
    String table,
    List<Content> contents,
    List<String> leftOut,
    List<String> remarks,
    FileCheck check) {

  /** A file and its size. */
  record Content(Path file, long bytes) {}

  /** Of rendered views. */
  static TreeSurvey ofViews(ViewTree tree) {
    List<Content> contents = new ArrayList<>();
    List<ViewModel> all = new ArrayList<>(everyModel(tree).toList());
    tree.leftOut().forEach(one -> all.add(one.model()));
    for (ViewModel model : all) {
      for (int number = 0; number < model.views().size(); number++) {
        contents.add(new Content(model.file(number), model.views().get(number).bytes()));
      }
    }
    String headline =
        "rendered views: %d classes, %d models, %d views a model, %s"
            .formatted(
                tree.classes().size(),
                everyModel(tree).count(),
                tree.viewsPerModel(),
                megabytes(contents));
    List<String> foreign =
        tree.foreign().isEmpty()
            ? List.of()
            : List.of(
                "%d PNG files are not named as views of a model: %s"
                    .formatted(tree.foreign().size(), String.join(", ", tree.foreign())));
    return new TreeSurvey(
        "images",
        headline,
        table(tree.classes(), counts(tree, tree.train()), counts(tree, tree.test())),
        contents,
        tree.leftOut().stream()
            .map(one -> "left out " + one.model().path() + ": " + one.reason())
            .toList(),
        foreign,
        new FileCheck.OfImages());
  }

  /** Of OFF meshes. */
  static TreeSurvey ofMeshes(TreeFolders tree) {
    List<String> classes = tree.classes();
    List<Content> contents = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    List<int[]> counts = new ArrayList<>();
    for (String split : List.of("train", "test")) {
      int[] ofSplit = new int[classes.size()];
      for (int label = 0; label < classes.size(); label++) {
        String within = classes.get(label) + "/" + split;
        List<NamedFile> meshes = tree.files(within, ".off");
        ofSplit[label] = meshes.size();
        for (NamedFile mesh : meshes) {
          Path file = tree.root().resolve(within).resolve(mesh.name());
          contents.add(new Content(file, mesh.bytes()));
        }
        for (String name : tree.foldersNamedLikeFiles(within, ".off")) {
          folders.add(
              tree.root().resolve(within).resolve(name)
                  + ": no regular file; expected an OFF file");
        }
      }
      counts.add(ofSplit);
    }
    return new TreeSurvey(
        "meshes",
        "OFF meshes: %d classes, %s".formatted(classes.size(), megabytes(contents)),
        table(classes, counts.get(0), counts.get(1)),
        contents,
        folders,
        List.of("evenkeel data render draws the views of meshes, which is what training takes"),
        new FileCheck.OfMeshes());
  }

  private static Stream<ViewModel> everyModel(ViewTree tree) {
    return Stream.concat(tree.train().stream(), tree.test().stream());
  }

  private static int[] counts(ViewTree tree, List<ViewModel> models) {
    int[] counts = new int[tree.classes().size()];
    models.forEach(model -> counts[model.label()]++);
    return counts;
  }

  /** A line a class, and one for all. */
  static String table(List<String> classes, int[] train, int[] test) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "train", "test"));
    for (int label = 0; label < classes.size(); label++) {
      rows.add(List.of(classes.get(label), text(train[label]), text(test[label])));
    }
    rows.add(List.of("all", text(IntStream.of(train).sum()), text(IntStream.of(test).sum())));
    return new TextTable(rows).text();
  }

  private static String text(int count) {
    return Integer.toString(count);
  }

  static String megabytes(List<Content> contents) {
    double bytes = contents.stream().mapToLong(Content::bytes).sum();
    return String.format(Locale.ROOT, "%d files of %.1f MB", contents.size(), bytes * 1e-6);
  }

  List<Path> files() {
    return contents.stream().map(Content::file).toList();
  }

  /** The complaints that need no reading. */
  List<String> emptyFiles() {
    return contents.stream()
        .filter(content -> content.bytes() == 0)
        .map(content -> content.file() + ": the file is empty")
        .toList();
  }
}
