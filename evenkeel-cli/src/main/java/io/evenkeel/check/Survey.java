package io.evenkeel.check;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.HeldOut;
import io.evenkeel.data.ManifestReview;
import io.evenkeel.inputs.BrokenRow;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec.Source;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RunExecution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was found in the data of a recipe.
 *
 * @param splits what each split holds
 * @param broken what cannot be read, each in a sentence with its line
 * @param tornGroups groups that stand in several splits, likewise
 * @param leaks what is in two splits
 * @param remarks what may be right but is worth a look
 */
public record Survey(
    List<SplitFacts> splits,
    List<String> broken,
    List<String> tornGroups,
    List<String> leaks,
    List<String> remarks) {
  private static final double NEAR = 0.95;
  private static final int NAMED = 10;

  /** Keeps its own copies of the lists. */
  public Survey {
    splits = List.copyOf(splits);
    broken = List.copyOf(broken);
    tornGroups = List.copyOf(tornGroups);
    leaks = List.copyOf(leaks);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads all that a recipe names.
   *
   * @throws io.evenkeel.input.BadInputException for what no sample alone is to blame for
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  public static Survey of(Recipe recipe, RowProgress progress, Consumer<String> notices) {
    if (recipe.data().source() == Source.MANIFEST) {
      ManifestReview review = RunExecution.review(recipe, progress, notices);
      List<String> broken = review.broken().stream().map(BrokenRow::reason).toList();
      return review
          .data()
          .map(data -> new Reading(recipe, data, review::place, progress))
          .map(reading -> reading.survey(broken, review.tornGroups()))
          .orElseGet(
              () -> new Survey(List.of(), broken, review.tornGroups(), List.of(), List.of()));
    }
    DataSplits data = RunExecution.openRaw(recipe, notices, progress::stopped);
    Reading reading =
        new Reading(recipe, data, (split, sample) -> split + " sample " + sample, progress);
    return reading.survey(List.of(), List.of());
  }

  /** Whether nothing stands in the way of training. */
  public boolean isWhole() {
    return broken.isEmpty() && tornGroups.isEmpty();
  }

  private interface Places {
    String of(String split, int sample);
  }

  private record Reading(Recipe recipe, DataSplits data, Places places, RowProgress progress) {

    Survey survey(List<String> brokenRows, List<String> torn) {
      List<SplitScan> scans = new ArrayList<>();
      scans.add(SplitScan.of("train", data.train().unscaled(), progress));
      List<HeldOut> held = new ArrayList<>(List.of(data.validation(), data.test()));
      data.probes().stream().filter(probe -> !has(held, probe)).forEach(held::add);
      held.forEach(
          split -> scans.add(SplitScan.of(split.name(), split.data().unscaled(), progress)));
      List<String> broken = new ArrayList<>(brokenRows);
      scans.forEach(scan -> broken.addAll(scan.broken()));
      List<String> remarks = new ArrayList<>();
      constants(scans, remarks);
      conflicts(scans.get(0), remarks);
      scans.forEach(scan -> remarks.addAll(TargetRemarks.of(scan)));
      return new Survey(
          scans.stream().map(SplitFacts::of).toList(), broken, torn, leaks(scans), remarks);
    }

    private static boolean has(List<HeldOut> held, HeldOut probe) {
      return held.stream().anyMatch(split -> split.name().equals(probe.name()));
    }

    private List<String> leaks(List<SplitScan> scans) {
      List<Modality> modalities = data.train().shapes().modalities();
      List<Duplicates> all = new ArrayList<>();
      if (modalities.size() > 1) {
        all.addAll(Duplicates.among("all modalities", scans, SplitScan::contents));
      }
      for (Modality modality : modalities) {
        all.addAll(
            Duplicates.among(modality.name(), scans, scan -> scan.contentsOf().get(modality)));
      }
      return all.stream()
          .map(
              found ->
                  "%s: %d of %s in %s, too, such as %s, which is like %s"
                      .formatted(
                          found.what(),
                          found.count(),
                          found.split(),
                          found.earlier(),
                          places.of(found.split(), found.sample()),
                          places.of(found.earlier(), found.original())))
          .toList();
    }

    private void constants(List<SplitScan> scans, List<String> remarks) {
      SplitScan train = scans.get(0);
      for (Modality modality : data.train().shapes().modalities()) {
        List<Optional<Content>> contents = train.contentsOf().get(modality);
        if (neverVary(contents)) {
          remarks.add(modality + " never varies in train");
          continue;
        }
        mostCommon(contents)
            .ifPresent(
                share ->
                    remarks.add("%s is the same in %.0f %% of train".formatted(modality, share)));
        int[] constant = train.variation().get(modality).constantPlaces();
        if (train.data().shapes().get(modality).dims().size() == 1 && constant.length > 0) {
          remarks.add(
              "%s: never varies in train: %s".formatted(modality, named(modality, constant)));
        }
      }
    }

    private static boolean neverVary(List<Optional<Content>> contents) {
      List<Content> present = contents.stream().flatMap(Optional::stream).toList();
      return present.size() > 1 && present.stream().distinct().count() == 1;
    }

    private static Optional<Double> mostCommon(List<Optional<Content>> contents) {
      Map<Content, Integer> counts = new HashMap<>();
      contents.forEach(content -> content.ifPresent(of -> counts.merge(of, 1, Integer::sum)));
      long present = contents.stream().filter(Optional::isPresent).count();
      int most = counts.isEmpty() ? 0 : Collections.max(counts.values());
      return present > 1 && most >= NEAR * present
          ? Optional.of(100.0 * most / present)
          : Optional.empty();
    }

    private String named(Modality modality, int[] places) {
      List<String> columns = new ArrayList<>();
      InputSpec input = recipe.data().inputs().get(modality.name());
      if (input != null) {
        columns.addAll(input.numeric());
        if (input.indicators()) {
          input.numeric().forEach(name -> columns.add("indicator of " + name));
        }
        columns.addAll(input.categorical());
      }
      List<String> names =
          Arrays.stream(places)
              .limit(NAMED)
              .mapToObj(
                  place ->
                      place < columns.size() ? "column " + columns.get(place) : "number " + place)
              .toList();
      String more = places.length > NAMED ? " and %d more".formatted(places.length - NAMED) : "";
      return String.join(", ", names) + more;
    }

    /** The same inputs and something else to be told of them. */
    private void conflicts(SplitScan train, List<String> remarks) {
      Map<Content, Integer> firsts = new HashMap<>();
      Dataset samples = train.data();
      int count = 0;
      String example = "";
      for (int sample = 0; sample < samples.size(); sample++) {
        Optional<Content> content = train.contents().get(sample);
        if (content.isEmpty()) {
          continue;
        }
        int first = firsts.getOrDefault(content.get(), sample);
        firsts.putIfAbsent(content.get(), sample);
        boolean same =
            samples.label(first) == samples.label(sample)
                && Arrays.equals(samples.target(first), samples.target(sample));
        if (!same) {
          example = places.of("train", first) + " and " + places.of("train", sample);
          count++;
        }
      }
      if (count > 0) {
        remarks.add(
            "%d samples of train have the inputs of another and something else to be told, such as %s"
                .formatted(count, example));
      }
    }
  }
}
