package io.evenkeel.check;

import io.evenkeel.data.Dataset;
import io.evenkeel.run.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What there is to be told of a split that none of its samples shows, or all alike. */
final class TargetRemarks {
  private static final int NAMED = 10;

  private final SplitScan scan;
  private final Task task;

  private TargetRemarks(SplitScan scan) {
    this.scan = scan;
    task = scan.data().task();
  }

  /** A sentence for each kind of class, label or quantity that tells no samples apart. */
  static List<String> of(SplitScan scan) {
    TargetRemarks remarks = new TargetRemarks(scan);
    if (remarks.task instanceof Task.Classes) {
      return remarks.classes();
    }
    return remarks.task instanceof Task.MultiLabel ? remarks.labels() : remarks.quantities();
  }

  private List<String> classes() {
    int[] counts = scan.counts();
    List<String> empty = names(c -> counts[c] == 0);
    return empty.isEmpty()
        ? List.of()
        : List.of(
            "no sample of %d classes in %s: %s".formatted(empty.size(), scan.name(), few(empty)));
  }

  private List<String> labels() {
    int[] counts = scan.counts();
    int samples = scan.data().size();
    List<String> remarks = new ArrayList<>();
    remark("labels that no sample of %s has", names(l -> counts[l] == 0), remarks);
    remark(
        "labels that every sample of %s has",
        names(l -> samples > 1 && counts[l] == samples), remarks);
    return remarks;
  }

  private List<String> quantities() {
    List<String> remarks = new ArrayList<>();
    remark("quantities that never vary in %s", names(this::isConstant), remarks);
    return remarks;
  }

  private boolean isConstant(int output) {
    Dataset samples = scan.data();
    return samples.size() > 1
        && IntStream.range(1, samples.size())
            .allMatch(i -> samples.target(i)[output] == samples.target(0)[output]);
  }

  private void remark(String what, List<String> names, List<String> remarks) {
    if (!names.isEmpty()) {
      remarks.add(what.formatted(scan.name()) + " (%d): %s".formatted(names.size(), few(names)));
    }
  }

  private List<String> names(IntPredicate holds) {
    return IntStream.range(0, task.outputs()).filter(holds).mapToObj(task.names()::get).toList();
  }

  private static String few(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
  }
}
