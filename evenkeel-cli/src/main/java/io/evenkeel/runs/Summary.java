package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.SkippedClips;
import io.evenkeel.measure.Quality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Task;
import io.evenkeel.train.TrainingResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a finished run came to: the content of summary.json.
 *
 * @param recipe what was run
 * @param task what the network tells
 * @param result how training went
 * @param splits every probe of the trained network, that of the default split first
 * @param skipped how many clips of videos were left out; absent for other data
 * @param missing how many samples lack a modality
 * @param peakMemoryMib the most memory that the process has occupied so far, in MiB; empty where
 *     the system does not say
 */
public record Summary(
    Recipe recipe,
    Task task,
    TrainingResult result,
    List<DiagnosedSplit> splits,
    Optional<SkippedClips> skipped,
    MissingModalities missing,
    OptionalDouble peakMemoryMib) {

  /** The keys whose values no two runs share, though all else be the same. */
  public static final Set<String> MEASURED =
      Set.of(
          "seconds",
          "samples_per_second",
          "wait_share",
          "wait_share_after_first_epoch",
          "peak_memory_mib");

  /** The strategy's name, or "unimodal" where there is nobody to balance with. */
  public String strategy() {
    return recipe.data().modalities().size() == 1 ? "unimodal" : recipe.strategy().name().key();
  }

  /** The diagnosis of the split that u is quoted for. */
  public Diagnosis main() {
    return splits.get(0).diagnosis();
  }

  /** The diagnosis of the test split. */
  public Diagnosis test() {
    return testSplit().diagnosis();
  }

  /** What A(·) is. */
  public Quality quality() {
    return task.quality();
  }

  private DiagnosedSplit testSplit() {
    return splits.stream()
        .filter(s -> s.diagnosis().split().equals("test"))
        .findFirst()
        .orElse(splits.get(0));
  }

  /** What turns the network's outputs into values: mean + deviation · output. */
  private static ObjectNode scales(Task.Regression task) {
    ObjectNode scales = JsonNodeFactory.instance.objectNode();
    for (int k = 0; k < task.scales().size(); k++) {
      Task.Scale scale = task.scales().get(k);
      scales
          .putObject(task.names().get(k))
          .put("mean", scale.mean())
          .put("deviation", scale.deviation());
    }
    return scales;
  }

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("strategy", strategy());
    root.put("seed", recipe.seed());
    root.put("epochs", result.last().epoch());
    root.put("steps", result.last().step());
    root.put("best_epoch", result.bestEpoch());
    root.put("stop_reason", result.reason());
    recipe.data().modalities().forEach(root.putArray("modalities")::add);
    root.put("metric", quality().key());
    root.putObject("validation")
        .put("accuracy", result.bestValidation().accuracy())
        .set("branch_accuracy", JsonNumbers.each(result.bestValidation().branchAccuracy()));
    root.set("test", testSplit().accuracies());
    root.set("cur", splits.get(0).utilization());
    JsonNumbers.put(root, "d_util", main().utilization().difference());
    root.put("cur_split", main().split());
    root.set("splits", DiagnosedSplit.summaries(splits));
    skipped.ifPresent(
        clips ->
            root.putObject("skipped_clips")
                .put("train", clips.train())
                .put("validation", clips.validation())
                .put("test", clips.test()));
    if (task instanceof Task.Regression regression) {
      root.set("target_scales", scales(regression));
    }
    if (!missing.isNone()) {
      root.set("missing", missing.json());
    }
    JsonNumbers.put(root, "d_speed", result.speeds().difference());
    root.put("seconds", result.seconds());
    root.put("samples_per_second", result.samplesPerSecond());
    root.put("wait_share", result.waitShare());
    result.laterWaitShare().ifPresent(share -> root.put("wait_share_after_first_epoch", share));
    peakMemoryMib.ifPresent(mib -> root.put("peak_memory_mib", mib));
    return root;
  }
}
