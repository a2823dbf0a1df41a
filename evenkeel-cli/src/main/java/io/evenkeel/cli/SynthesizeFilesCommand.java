package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.run.Seed;
import io.evenkeel.synthetic.DigitPictures;
import io.evenkeel.synthetic.FileSet;
import io.evenkeel.synthetic.SensorRecordings;
import io.evenkeel.synthetic.SpokenDigits;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The parts of {@code evenkeel data synthesize} that fill a folder with small files. */
abstract sealed class SynthesizeFilesCommand implements Callable<Integer> {
  /** Counts up when the same arguments come to give other files. */
  private static final int GENERATOR_VERSION = 1;

  private static final String SETTINGS = "synthetic.json";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go: an empty folder, or one that this command has begun.")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "What all draws follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** What the set is called in messages. */
  abstract String name();

  abstract FileSet set(Seed ofSet);

  /** Adds what the set depends on beside its seed. */
  abstract void describe(ObjectNode settings);

  @Override
  public final Integer call() {
    FileSet set = set(new Seed(seed).fold(name()));
    ObjectNode settings =
        JsonNodeFactory.instance
            .objectNode()
            .put("set", name())
            .put("generator", GENERATOR_VERSION)
            .put("seed", seed);
    describe(settings);
    try (ClaimedFolder folder =
            ClaimedFolder.take(out, "data synthesize " + name(), SETTINGS, settings);
        Interruption interruption = Interruption.listen()) {
      CountProgress progress = CountProgress.onTerminal("samples", set.size());
      int last = set.size() - 1;
      IntStream.range(0, last)
          .parallel()
          .filter(number -> !interruption.getAsBoolean())
          .forEach(
              number -> {
                set.write(number, out);
                progress.count();
              });
      if (interruption.getAsBoolean()) {
        StatusLine.onTerminal().print("interrupted; the same command writes all again");
        return ExitCode.INTERRUPTED;
      }
      // Lists, which make a set whole, come with its last sample.
      set.write(last, out);
      progress.count();
    }
    System.out.printf("%d samples: %s%n", set.size(), out);
    return ExitCode.DONE;
  }

  /** {@code evenkeel data synthesize digits}. */
  @Command(
      name = "digits",
      description =
          "Write images of the embedded MNIST as PNG files into a folder for each digit:"
              + " <digit>/mnist_00001.png.",
      mixinStandardHelpOptions = true)
  static final class Digits extends SynthesizeFilesCommand {
    @Option(
        names = "--samples",
        defaultValue = "3000",
        paramLabel = "N",
        description = "How many, drawn from the training images. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Override
    String name() {
      return "digits";
    }

    @Override
    FileSet set(Seed ofSet) {
      return DigitPictures.choose(samples, ofSet);
    }

    @Override
    void describe(ObjectNode settings) {
      settings.put("samples", samples);
    }
  }

  /** {@code evenkeel data synthesize speech}. */
  @Command(
      name = "speech",
      description =
          "Make sounds somewhat like spoken digits, by seed, as WAV files of 8 kHz into a folder"
              + " for each digit: <digit>/speaker01_01.wav. No recording: for trying things out.",
      mixinStandardHelpOptions = true)
  static final class Speech extends SynthesizeFilesCommand {
    @Option(
        names = "--speakers",
        defaultValue = "12",
        paramLabel = "N",
        description = "Voices. Default: ${DEFAULT-VALUE}.")
    private int speakers;

    @Option(
        names = "--takes",
        defaultValue = "25",
        paramLabel = "N",
        description = "How often each says each digit. Default: ${DEFAULT-VALUE}.")
    private int takes;

    @Override
    String name() {
      return "speech";
    }

    @Override
    FileSet set(Seed ofSet) {
      return new SpokenDigits(speakers, takes, ofSet);
    }

    @Override
    void describe(ObjectNode settings) {
      settings.put("speakers", speakers).put("takes", takes);
    }
  }

  /** {@code evenkeel data synthesize sensors}. */
  @Command(
      name = "sensors",
      description =
          "Make recordings of an accelerometer, a gyroscope and a heart rate of people in six"
              + " activities, by seed: {accelerometer,gyroscope}/*.npy, heart/*.csv and the"
              + " manifest samples.csv.",
      mixinStandardHelpOptions = true)
  static final class Sensors extends SynthesizeFilesCommand {
    @Option(
        names = "--subjects",
        defaultValue = "16",
        paramLabel = "N",
        description =
            "People; a quarter is for the test, another for validation. Default: ${DEFAULT-VALUE}.")
    private int subjects;

    @Option(
        names = "--takes",
        defaultValue = "20",
        paramLabel = "N",
        description = "How often each does each activity. Default: ${DEFAULT-VALUE}.")
    private int takes;

    @Override
    String name() {
      return "sensors";
    }

    @Override
    FileSet set(Seed ofSet) {
      return new SensorRecordings(subjects, takes, ofSet);
    }

    @Override
    void describe(ObjectNode settings) {
      settings.put("subjects", subjects).put("takes", takes);
    }
  }
}
