package io.evenkeel.views;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A tree of rendered views as the authors of MVCNN distribute them: {@code
 * <class>/{train,test}/<model>.obj.shaded_v001.png} or {@code <model>.obj_whiteshaded_v0000.png}.
 * Nothing is decoded.
 *
 * @param folder the tree
 * @param classes their names, in alphabetical order
 * @param viewsPerModel how many views most models have; those that have another number are left
 *     out, because it is not known which view they lack
 * @param train the models to train on, by class and name
 * @param test the models to test on, by class and name
 * @param leftOut the models that are in neither list
 * @param foreign PNG files that are not named as a view of a model, by their paths within the tree
 */
public record ViewTree(
    Path folder,
    List<String> classes,
    int viewsPerModel,
    List<ViewModel> train,
    List<ViewModel> test,
    List<LeftOut> leftOut,
    List<String> foreign) {

  /**
   * A model that is not used.
   *
   * @param model the model
   * @param reason why
   */
  public record LeftOut(ViewModel model, String reason) {}

  /** Keeps its own copies of the lists. */
  public ViewTree {
    classes = List.copyOf(classes);
    train = List.copyOf(train);
    test = List.copyOf(test);
    leftOut = List.copyOf(leftOut);
    foreign = List.copyOf(foreign);
  }

  /**
   * Lists a tree.
   *
   * @throws BadInputException if there is no such folder, or no view in it
   */
  public static ViewTree read(Path folder) {
    return new Reading(folder, TreeFolders.of(folder)).tree();
  }

  /** A tree that is being listed. */
  private static final class Reading {
    private final Path folder;
    private final TreeFolders folders;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    Reading(Path folder, TreeFolders folders) {
      this.folder = folder;
      this.folders = folders;
    }

    ViewTree tree() {
      List<String> classes = folders.classes();
      List<ViewModel> train = models(classes, "train");
      List<ViewModel> test = models(classes, "test");
      if (train.isEmpty() && test.isEmpty()) {
        throw new BadInputException(
            folder.toString(),
            "no rendered view",
            "images such as <class>/train/<model>.obj.shaded_v001.png");
      }
      List<ViewModel> all = new ArrayList<>(train);
      all.addAll(test);
      int usual = usualNumber(all);
      return new ViewTree(
          folder, classes, usual, complete(train, usual), complete(test, usual), leftOut, foreign);
    }

    private List<ViewModel> models(List<String> classes, String split) {
      List<ViewModel> models = new ArrayList<>();
      for (int label = 0; label < classes.size(); label++) {
        String within = classes.get(label) + "/" + split;
        Map<String, List<ViewName>> byModel = new TreeMap<>();
        for (NamedFile image : folders.files(within, ".png")) {
          ViewName.of(image)
              .ifPresentOrElse(
                  name -> byModel.computeIfAbsent(name.model(), m -> new ArrayList<>()).add(name),
                  () -> foreign.add(within + "/" + image.name()));
        }
        for (Map.Entry<String, List<ViewName>> model : byModel.entrySet()) {
          List<NamedFile> views =
              model.getValue().stream().sorted(ViewName.byNumber()).map(ViewName::image).toList();
          models.add(new ViewModel(model.getKey(), label, folder, within, views));
        }
      }
      return models;
    }

    private List<ViewModel> complete(List<ViewModel> models, int usual) {
      List<ViewModel> complete = new ArrayList<>();
      for (ViewModel model : models) {
        int views = model.views().size();
        if (views == usual) {
          complete.add(model);
        } else {
          leftOut.add(
              new LeftOut(
                  model,
                  views + (views == 1 ? " view" : " views") + " where most models have " + usual));
        }
      }
      return complete;
    }

    /** The number of views that most models have, the larger one where two are as frequent. */
    private static int usualNumber(List<ViewModel> models) {
      Map<Integer, Long> frequencies =
          models.stream()
              .collect(Collectors.groupingBy(m -> m.views().size(), Collectors.counting()));
      return frequencies.entrySet().stream()
          .max(
              Map.Entry.<Integer, Long>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
          .orElseThrow()
          .getKey();
    }
  }
}
