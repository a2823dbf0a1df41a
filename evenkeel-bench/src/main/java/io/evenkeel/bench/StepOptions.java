package io.evenkeel.bench;

import io.evenkeel.bench.Networks.StepSize;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which step is meant, and on how many threads. */
final class StepOptions {
  @Option(names = "--model", description = "${COMPLETION-CANDIDATES}.")
  private Networks networks = Networks.RESNET18;

  @Option(names = "--batch", description = "Samples a step.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--frames", description = "Frames of a clip.")
  private Optional<Integer> frames = Optional.empty();

  @Option(names = "--size", description = "Edge of an image or a frame in pixels.")
  private Optional<Integer> edge = Optional.empty();

  @Option(names = "--threads", description = "Threads of an operation, 0 for every processor.")
  private int threads;

  Networks networks() {
    return networks;
  }

  StepSize size() {
    StepSize standard = networks.standardSize();
    return new StepSize(
        batch.orElse(standard.batch()),
        frames.orElse(standard.frames()),
        edge.orElse(standard.edge()));
  }

  int threads() {
    return threads;
  }

  String describe() {
    return networks.describe(size());
  }

  /** The same as words of a command line. */
  List<String> words() {
    return words(threads);
  }

  /** The same on so many threads. */
  List<String> words(int otherThreads) {
    StepSize size = size();
    return List.of(
        "--model=" + networks,
        "--batch=" + size.batch(),
        "--frames=" + size.frames(),
        "--size=" + size.edge(),
        "--threads=" + otherThreads);
  }
}
