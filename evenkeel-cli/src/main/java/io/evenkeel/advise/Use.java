package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How a plainly trained network uses its modalities.
 *
 * @param split the validation split that this is measured on
 * @param modalities each of them, in model order
 * @param leaning whom the network leaves unused, and by how much
 */
public record Use(String split, List<ModalityUse> modalities, Leaning leaning) {
  /** Splits that utilization can be told on, the better first. */
  private static final List<String> SPLITS = List.of("validation-matched", "validation");

  /** Copies the list. */
  public Use {
    modalities = List.copyOf(modalities);
  }

  /**
   * The modality that is used least.
   *
   * @param modality its name
   * @param basis what it is judged by
   * @param lead how far it is ahead in that of the one after it, seed by seed
   */
  public record Leaning(String modality, Basis basis, PairedDifference lead) {

    /** Whether the 95 % interval of the lead leaves no doubt that there is one. */
    public boolean isClear() {
      return lead.estimate().interval().map(i -> i.low() > 0).orElse(false);
    }
  }

  /** What the use of modalities is judged by. */
  public enum Basis {
    /** u, the share of a branch's accuracy that it owes to the others. */
    UTILIZATION("/cur/"),
    /** A alone less A(f'_i), where nothing flows between branches, so that every u is 0. */
    DEFICIT("");

    private final String pointer;

    Basis(String pointer) {
      this.pointer = pointer;
    }
  }

  /**
   * Of the summaries of runs, each list in the order of the same seeds.
   *
   * @param plain of all modalities, vanilla
   * @param single for each modality, in model order, of this one alone
   */
  static Use of(List<JsonNode> plain, Map<String, List<JsonNode>> single) {
    String split = split(plain.get(0));
    List<ModalityUse> modalities =
        single.entrySet().stream()
            .map(e -> ModalityUse.of(e.getKey(), split, plain, e.getValue()))
            .toList();
    return new Use(split, modalities, leaning(split, modalities, plain, single));
  }

  static String split(JsonNode summary) {
    return SPLITS.stream().filter(summary.path("splits")::has).findFirst().orElse("validation");
  }

  private static Leaning leaning(
      String split,
      List<ModalityUse> modalities,
      List<JsonNode> plain,
      Map<String, List<JsonNode>> single) {
    boolean flows =
        modalities.stream().allMatch(m -> m.utilization().isPresent())
            && modalities.stream()
                .anyMatch(m -> m.utilization().map(Estimate::mean).orElse(0.0) != 0);
    Basis basis = flows ? Basis.UTILIZATION : Basis.DEFICIT;
    ToDoubleFunction<ModalityUse> judged =
        m ->
            flows ? m.utilization().map(Estimate::mean).orElse(0.0) : m.deficit().estimate().mean();
    List<ModalityUse> ranked =
        modalities.stream().sorted(Comparator.comparingDouble(judged).reversed()).toList();
    return new Leaning(
        ranked.get(0).modality(),
        basis,
        PairedDifference.of(
            judged(basis, ranked.get(0).modality(), split, plain, single),
            judged(basis, ranked.get(1).modality(), split, plain, single)));
  }

  private static double[] judged(
      Basis basis,
      String modality,
      String split,
      List<JsonNode> plain,
      Map<String, List<JsonNode>> single) {
    if (basis == Basis.UTILIZATION) {
      return ModalityUse.values(plain, split, basis.pointer + modality);
    }
    double[] alone =
        ModalityUse.values(
            Optional.ofNullable(single.get(modality)).orElseThrow(),
            split,
            "/branch_accuracy/" + modality);
    double[] isolated = ModalityUse.values(plain, split, "/isolated_accuracy/" + modality);
    double[] deficits = new double[alone.length];
    Arrays.setAll(deficits, i -> alone[i] - isolated[i]);
    return deficits;
  }
}
