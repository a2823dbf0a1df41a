package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.WholeFile;
import io.evenkeel.gesture.GestureFilming;
import io.evenkeel.gesture.GestureFilming.Outcome;
import io.evenkeel.gesture.GestureSheet;
import io.evenkeel.gesture.SyntheticGestures;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evenkeel data synthesize gestures}. */
@Command(
    name = "gestures",
    description =
        "Make a set of gesture videos by seed: H.264 in AVI, in the layout of NVGesture. In colour,"
            + " two pairs of its eight classes look alike; in depth, two other pairs; together the"
            + " two streams tell all classes apart. What is there is kept, so that the same command"
            + " goes on after an interruption.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the set is there",
      "1:something could not be written",
      "2:bad input: one line says what and where",
      "130:interrupted: the same command goes on"
    })
final class SynthesizeGesturesCommand implements Callable<Integer> {
  /** Counts up when the same arguments come to give other videos. */
  private static final int GENERATOR_VERSION = 1;

  private static final String SETTINGS = "synthetic.json";
  private static final int SHEET_HEIGHT = 48;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Where the set goes: Video_data/class_01/subject1_r0/{sk_color,sk_depth}.avi and so on,"
              + " and two lists.")
  private Path out = Path.of("");

  @Option(
      names = "--subjects",
      defaultValue = "32",
      paramLabel = "N",
      description =
          "People who perform the gestures; every fourth is in the test list. Default:"
              + " ${DEFAULT-VALUE}.")
  private int subjects;

  @Option(
      names = "--takes",
      defaultValue = "3",
      paramLabel = "N",
      description = "How often each performs each gesture. Default: ${DEFAULT-VALUE}.")
  private int takes;

  @Option(
      names = "--size",
      defaultValue = "96",
      paramLabel = "PIXELS",
      description =
          "Height of a video, which is 4/3 as wide; NVGesture has 240. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "What people, gestures and noise follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "How many gestures to work on at a time. Default: one for each processor.")
  private @Nullable Integer jobs;

  @Option(
      names = "--contact-sheet",
      paramLabel = "FILE.png",
      description = "Also draw a gesture of each class as one picture.")
  private @Nullable Path sheet;

  @Override
  public Integer call() {
    SyntheticGestures set =
        new SyntheticGestures(subjects, takes, size, new Seed(seed).fold("gestures"));
    int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    GestureFilming filming = new GestureFilming(set, out, workers);
    if (sheet != null) {
      WholeFile.requireWritableParent(sheet);
    }
    Outcome outcome;
    try (ClaimedFolder folder =
            ClaimedFolder.take(out, "data synthesize gestures", SETTINGS, settings());
        Interruption interruption = Interruption.listen()) {
      CountProgress progress = CountProgress.onTerminal("gestures", set.size());
      outcome = filming.run(progress::count, interruption);
      if (outcome.done() < set.size()) {
        StatusLine.onTerminal()
            .print(
                "interrupted after %d of %d gestures; the same command goes on"
                    .formatted(outcome.done(), set.size()));
        return ExitCode.INTERRUPTED;
      }
    }
    if (sheet != null) {
      GestureSheet.draw(SHEET_HEIGHT, new Seed(seed).fold("sheet")).write(sheet);
      System.out.println("contact sheet: " + sheet);
    }
    System.out.printf(
        "%d gestures of %d classes by %d people (%d new, %d kept): %s%n",
        set.size(),
        SyntheticGestures.classes().size(),
        subjects,
        outcome.written(),
        outcome.kept(),
        out);
    return ExitCode.DONE;
  }

  private ObjectNode settings() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("set", "gestures")
        .put("generator", GENERATOR_VERSION)
        .put("subjects", subjects)
        .put("takes", takes)
        .put("size", size)
        .put("seed", seed);
  }
}
