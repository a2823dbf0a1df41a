package io.evenkeel.recipe;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a manifest other than its modalities say.
 *
 * @param task what is to be told about a sample
 * @param label the column of classes (by name), or of lists of labels
 * @param targets of a regression the columns of numbers; empty takes the label's column alone
 * @param split the column that says train, validation or test; absent draws splits by the seed
 * @param group the column of what is kept in one split, such as a person; absent keeps nothing
 *     together
 * @param weight the column of weights in the loss, at least 0; absent weighs all alike
 * @param classWeights how much classes count in the loss
 * @param paths which files cells may name
 * @param validation the share of samples (of samples to train on where a column says what the test
 *     is) that is drawn for validation
 * @param test the share of samples that is drawn for the test
 * @param memoryMib how many MiB of decoded samples are kept in memory, modality by modality as long
 *     as one fits whole; changes speed, not results
 */
public record TableSpec(
    TaskKind task,
    String label,
    List<String> targets,
    Optional<String> split,
    Optional<String> group,
    Optional<String> weight,
    ClassWeights classWeights,
    Paths paths,
    double validation,
    double test,
    int memoryMib) {

  /** What is to be told about a sample. */
  public enum TaskKind {
    /** Which one class it is of. */
    CLASSES,
    /** Which labels apply to it. */
    MULTI_LABEL,
    /** The values of quantities. */
    REGRESSION
  }

  /** How much classes count in the loss. */
  public enum ClassWeights {
    /** As much as they have samples. */
    NONE,
    /** All the same, however many samples of each there are to train on. */
    BALANCED
  }

  /** Which files cells may name. */
  public enum Paths {
    /** Those in {@code data.directory}, also after symbolic links have been followed. */
    INSIDE_ROOT,
    /** Any. */
    ANYWHERE
  }

  /** Checks the ranges. */
  public TableSpec {
    targets = List.copyOf(targets);
    requireShare("data.table.validation", validation);
    requireShare("data.table.test", test);
    Keys.require(
        validation + test < 1,
        "data.table.test",
        Double.toString(test),
        "a share that leaves something to train on beside a validation of " + validation);
    Keys.require(
        classWeights == ClassWeights.NONE || task == TaskKind.CLASSES,
        "data.table.class_weights",
        "balanced",
        "task classes, or none");
    Keys.atLeast("data.table.memory_mib", memoryMib, 0);
  }

  private static void requireShare(String key, double share) {
    Keys.require(
        share > 0 && share < 1, key, Double.toString(share), "a share above 0 and below 1");
  }

  /** Classes in a column label; a tenth of the samples for validation, a fifth for the test. */
  public static TableSpec defaults() {
    return new TableSpec(
        TaskKind.CLASSES,
        "label",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ClassWeights.NONE,
        Paths.INSIDE_ROOT,
        0.1,
        0.2,
        256);
  }

  /** The same with nothing kept together. */
  public TableSpec withoutGroup() {
    return new TableSpec(
        task,
        label,
        targets,
        split,
        Optional.empty(),
        weight,
        classWeights,
        paths,
        validation,
        test,
        memoryMib);
  }

  /** The columns of what is to be told. */
  public List<String> labels() {
    return targets.isEmpty() ? List.of(label) : targets;
  }
}
