package io.evenkeel.clips;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The clips of a data set.
 *
 * @param origin the folder or file that lists them
 * @param classes the names of the classes, by label
 * @param train the clips to train on, or to choose validation clips from
 * @param validation the clips that are meant for validation; empty where the set names none
 * @param test the clips to test on
 * @param remarks what is worth knowing about the lists, a line each
 */
public record ClipList(
    Path origin,
    List<String> classes,
    List<ListedClip> train,
    List<ListedClip> validation,
    List<ListedClip> test,
    List<String> remarks) {
  private static final int NAMED = 5;

  /** Keeps its own copies of the lists, and adds a remark on what two splits share. */
  public ClipList {
    classes = List.copyOf(classes);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    List<String> all = new ArrayList<>(remarks);
    all.addAll(shared("train", train, "test", test));
    all.addAll(shared("train", train, "validation", validation));
    all.addAll(shared("validation", validation, "test", test));
    remarks = List.copyOf(all);
  }

  private static List<String> shared(
      String left, List<ListedClip> ofLeft, String right, List<ListedClip> ofRight) {
    List<String> found = new ArrayList<>();
    Set<String> names = ofLeft.stream().map(ListedClip::signature).collect(Collectors.toSet());
    List<String> twice =
        ofRight.stream().map(ListedClip::signature).filter(names::contains).distinct().toList();
    if (!twice.isEmpty()) {
      found.add(
          "%d clips are in %s and in %s, such as %s"
              .formatted(twice.size(), left, right, twice.get(0)));
    }
    Set<String> subjects = new TreeSet<>(new HashSet<>(subjects(ofLeft)));
    subjects.retainAll(subjects(ofRight));
    if (!subjects.isEmpty()) {
      String some = subjects.stream().limit(NAMED).collect(Collectors.joining(", "));
      found.add(
          "%d subjects are in %s and in %s: %s%s"
              .formatted(subjects.size(), left, right, some, subjects.size() > NAMED ? ", …" : ""));
    }
    return found;
  }

  private static Set<String> subjects(List<ListedClip> clips) {
    return clips.stream().flatMap(clip -> clip.subject().stream()).collect(Collectors.toSet());
  }
}
