package io.evenkeel.experiment;

import io.evenkeel.files.WholeFile;
import io.evenkeel.runs.JsonFile;
import java.nio.file.Path;

/**
 * The files that a comparison leaves in its folder, beside its cells.
 *
 * @param folder the experiment's folder
 */
public record ComparisonFiles(Path folder) {

  public Path report() {
    return folder.resolve("report.html");
  }

  /** Writes the tables and the page, each whole or not at all. */
  public void write(Comparison comparison) {
    ComparisonText text = new ComparisonText(comparison);
    WholeFile.write(folder.resolve("comparison.csv"), text.csv());
    JsonFile.write(folder.resolve("comparison.json"), text.json());
    WholeFile.write(folder.resolve("comparison.md"), text.markdown());
    WholeFile.write(folder.resolve("comparison.tex"), new ComparisonLatex(comparison).text());
    new ComparisonPage(comparison).write(report());
  }
}
