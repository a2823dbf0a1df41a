package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lists of NVGesture in a folder: of the versions that are there, the newest that is complete.
 *
 * @param folder the folder that paths in the lists are relative to
 * @param train the list of clips to train on
 * @param test the list of clips to test on
 * @param others lists of other versions, by their names, which are not used
 */
public record GestureLists(Path folder, Named train, Named test, List<String> others) {
  private static final String WHAT =
      "nvgesture_{train,test}_correct_cvpr2016_v2.lst or another version of both lists";

  /** What stands between {@code correct} and {@code .lst}, the newest version first. */
  private static final List<String> VERSIONS = List.of("_cvpr2016_v2", "_v2", "_cvpr2016", "");

  /**
   * A list.
   *
   * @param name of the file
   * @param lines its lines that are not blank
   */
  public record Named(String name, List<NumberedLine> lines) {
    /** Keeps its own copy of the list. */
    public Named {
      lines = List.copyOf(lines);
    }
  }

  /** A line and where it stands. */
  record NumberedLine(String where, GestureLine line) {}

  /** Keeps its own copy of the list. */
  public GestureLists {
    others = List.copyOf(others);
  }

  /**
   * Reads both lists.
   *
   * @throws BadInputException if there is no such folder, no pair of lists in it, or a line that is
   *     none of NVGesture
   */
  public static GestureLists read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          folder.toString(),
          Files.exists(folder) ? "a file" : "no such folder",
          "a folder that holds Video_data/ and " + WHAT);
    }
    if (!Files.isExecutable(folder)) {
      throw new BadInputException(
          folder.toString(), "cannot be read (permission denied)", "a folder that can be read");
    }
    String version =
        VERSIONS.stream()
            .filter(v -> isThere(folder, "train", v) && isThere(folder, "test", v))
            .findFirst()
            .orElseThrow(() -> none(folder));
    List<String> others =
        VERSIONS.stream()
            .filter(v -> !v.equals(version))
            .flatMap(v -> Stream.of(name("train", v), name("test", v)))
            .filter(name -> Files.isRegularFile(folder.resolve(name)))
            .toList();
    return new GestureLists(
        folder, list(folder, name("train", version)), list(folder, name("test", version)), others);
  }

  private static boolean isThere(Path folder, String split, String version) {
    return Files.isRegularFile(folder.resolve(name(split, version)));
  }

  private static String name(String split, String version) {
    return "nvgesture_" + split + "_correct" + version + ".lst";
  }

  private static BadInputException none(Path folder) {
    Optional<String> alone =
        VERSIONS.stream()
            .flatMap(v -> Stream.of(name("train", v), name("test", v)))
            .filter(name -> Files.isRegularFile(folder.resolve(name)))
            .findFirst();
    return new BadInputException(
        folder.toString(), alone.map(n -> "only " + n).orElse("no list of clips"), WHAT);
  }

  private static Named list(Path folder, String name) {
    Path file = folder.resolve(name);
    String[] lines = TextFile.read(file, "a list of NVGesture").split("\\r\\n|\\n|\\r", -1);
    List<NumberedLine> read = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        String where = file + " line " + (i + 1);
        read.add(new NumberedLine(where, GestureLine.parse(where, lines[i])));
      }
    }
    if (read.isEmpty()) {
      throw new BadInputException(file.toString(), "no line", "a line for each clip");
    }
    return new Named(name, read);
  }

  /** How many classes there are: the greatest label of both lists. */
  public int classes() {
    return 1 + lines().mapToInt(GestureLine::label).max().orElseThrow();
  }

  /** The streams that a line lists, in alphabetical order. */
  public List<String> listedStreams() {
    return lines().flatMap(line -> line.ranges().keySet().stream()).distinct().sorted().toList();
  }

  private Stream<GestureLine> lines() {
    return Stream.of(train, test).flatMap(list -> list.lines().stream()).map(NumberedLine::line);
  }

  /**
   * How many of the listed folders hold a video of each stream that lists may speak of, by its
   * name.
   */
  public Map<String, Integer> streamsFound() {
    Map<String, Integer> found = new TreeMap<>();
    lines()
        .map(GestureLine::folder)
        .distinct()
        .forEach(
            inner ->
                GestureLine.videosIn(folder.resolve(inner))
                    .forEach(video -> found.merge(video, 1, Integer::sum)));
    return found;
  }

  /** Whether a stream is of one of the cameras, so that its frames are known if not listed. */
  public static boolean isKnown(String stream) {
    return GestureLine.isOfAKnownCamera(stream);
  }

  /** The listed folders that are not there. */
  public List<Path> missingFolders() {
    return lines()
        .map(line -> folder.resolve(line.folder()))
        .distinct()
        .filter(path -> !Files.isDirectory(path))
        .toList();
  }

  /** The folders that stand in the folder of another class than their label says. */
  public List<String> labelledOtherwise() {
    return lines()
        .filter(line -> line.classFolder().matches("class_[0-9]{1,4}"))
        .filter(
            line ->
                Integer.parseInt(line.classFolder().substring("class_".length()))
                    != line.label() + 1)
        .map(line -> line.folder() + " is gesture " + (line.label() + 1))
        .toList();
  }

  /**
   * The clips with these streams.
   *
   * @param streams the names of videos without {@code .avi}, one for each modality
   * @throws BadInputException if a line has no frames of a stream
   */
  public ClipList clips(List<String> streams) {
    List<String> names = IntStream.rangeClosed(1, classes()).mapToObj(n -> "gesture " + n).toList();
    return new ClipList(
        folder,
        names,
        clips(train, streams),
        List.of(),
        clips(test, streams),
        others.isEmpty()
            ? List.of()
            : List.of(
                "read "
                    + train.name()
                    + " and "
                    + test.name()
                    + ", not "
                    + String.join(", ", others)));
  }

  private List<ListedClip> clips(Named list, List<String> streams) {
    List<ListedClip> clips = new ArrayList<>();
    for (NumberedLine numbered : list.lines()) {
      GestureLine line = numbered.line();
      List<ClipStream> ofClip = new ArrayList<>();
      for (String stream : streams) {
        String name = line.folder() + "/" + stream + GestureLine.VIDEO;
        ofClip.add(
            new ClipStream(folder.resolve(name), name, line.range(numbered.where(), stream)));
      }
      Optional<String> subject = Optional.of(line.subject(numbered.where()));
      clips.add(new ListedClip(line.label(), subject, ofClip));
    }
    return clips;
  }
}
