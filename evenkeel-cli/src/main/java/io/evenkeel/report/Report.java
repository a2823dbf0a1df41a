package io.evenkeel.report;

import io.evenkeel.files.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** One HTML page about one or several runs. */
public final class Report {
  private Report() {}

  /**
   * Writes a page about run directories, whole or not at all.
   *
   * <p>A run without summary.json counts as unfinished and is shown as far as it got; so is a last
   * line of a table that is still being written. The page is a function of the directories' content
   * and names alone.
   *
   * @param runDirectories the runs in the order in which they are to be shown; at least one
   * @param htmlFile the page; replaced if it is there
   * @throws io.evenkeel.input.BadInputException if a file of a run cannot be understood, naming the
   *     file and, where there is one, the line; or if the page's folder cannot be written to
   */
  public static void write(List<Path> runDirectories, Path htmlFile) {
    write(new Page(RunSet.read(runDirectories), List.of()), htmlFile);
  }

  /**
   * Writes a page about many runs, with sections of a caller's own before those of every page.
   *
   * @param runs the runs, at least one, in the order in which they are to be shown
   * @param sections what stands first
   * @param htmlFile the page; replaced if it is there
   * @throws io.evenkeel.input.BadInputException as {@link #write(List, Path)}
   */
  public static void write(List<ReportedRun> runs, List<Section> sections, Path htmlFile) {
    write(new Page(RunSet.readNamed(runs), sections), htmlFile);
  }

  private static void write(Page page, Path htmlFile) {
    String html = page.html();
    WholeFile.requireWritableParent(htmlFile);
    WholeFile.write(htmlFile, html);
  }

  /** The style sheet of the page. */
  public static String style() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read report.css", e);
    }
  }
}
