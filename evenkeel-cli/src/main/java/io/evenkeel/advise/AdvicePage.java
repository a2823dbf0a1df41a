package io.evenkeel.advise;

import io.evenkeel.report.Block;
import io.evenkeel.report.Section;
import io.evenkeel.report.WrittenReport;
import io.evenkeel.report.WrittenReport.Named;
import io.evenkeel.runs.RecipeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A piece of advice as a page. */
record AdvicePage(Advice advice) {

  void write(Path htmlFile) {
    AdviceWords words = new AdviceWords(advice);
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "Which modality is under-used",
            List.of(
                new Block.Numbers(words.uses()),
                new Block.Prose(
                    "Alone: a network of this modality only. Its branch: in the network of all"
                        + " modalities. Cut off: the same branch without what it is told of the"
                        + " others. u: the share of its result that it owes to them. Not learnt:"
                        + " alone less cut off."))));
    List<Block> remedies = new ArrayList<>(List.of(finals(), new Block.Numbers(words.remedies())));
    words.refusals().forEach(refusal -> remedies.add(new Block.Prose(refusal)));
    sections.add(new Section("Which remedy helps", remedies));
    new WrittenReport(
            "Evenkeel advice",
            words.headline().substring(0, 1).toUpperCase(Locale.ROOT)
                + words.headline().substring(1),
            words.sentences(),
            sections,
            List.of(
                new Named("advised.yaml: the recipe to use", RecipeFile.write(advice.recipe())),
                new Named("the recipe that was asked about", RecipeFile.write(advice.base()))))
        .write(htmlFile);
  }

  /** Plain training and the finalists, a dot for each seed. */
  private Block finals() {
    List<Block.DotRow> rows = new ArrayList<>();
    rows.add(new Block.DotRow("vanilla", percent(advice.seeds())));
    for (Trial trial : advice.trials()) {
      trial
          .result()
          .ifPresent(r -> rows.add(new Block.DotRow(trial.remedy().label(), percent(r.seeds()))));
    }
    return new Block.Dots(
        List.of(new Block.DotPanel("validation " + advice.metric().label() + ", %", rows)),
        "Plain training and the best remedies: a dot for each seed, a bar at the mean, and a line"
            + " over its 95 % t interval. An axis need not begin at 0.");
  }

  private static List<Double> percent(List<Double> shares) {
    return shares.stream().map(share -> 100 * share).toList();
  }
}
