package io.evenkeel.cli;

import io.evenkeel.clips.ClipList;
import io.evenkeel.clips.ClipStream;
import io.evenkeel.clips.GestureLists;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.clips.SubjectDraw;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.VideoSpec.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is in a folder of NVGesture.
 *
 * @param lists its lists
 * @param clips the clips, with the streams that are looked at
 * @param found how many listed folders hold each stream
 * @param wanted the streams that are looked at
 */
record GestureSurvey(
    GestureLists lists, ClipList clips, Map<String, Integer> found, List<String> wanted) {

  /** Of the named streams; where none is named, of all whose videos are there. */
  static GestureSurvey of(GestureLists lists, List<String> named) {
    Map<String, Integer> found = lists.streamsFound();
    List<String> wanted =
        named.isEmpty()
            ? found.keySet().stream().filter(GestureLists::isKnown).toList()
            : named.stream().distinct().toList();
    if (found.isEmpty() || wanted.isEmpty()) {
      throw new BadInputException(
          lists.folder().toString(),
          "none of the listed folders holds a video",
          "Video_data/class_01/subject3_r0/sk_color.avi and so on");
    }
    return new GestureSurvey(lists, lists.clips(wanted), found, wanted);
  }

  String headline() {
    Set<String> subjects = new TreeSet<>(SubjectDraw.counts(clips.train()).keySet());
    subjects.addAll(SubjectDraw.counts(clips.test()).keySet());
    return String.format(
        Locale.ROOT,
        "NVGesture: %d classes, %d clips of %d subjects, listed in %s and %s",
        clips.classes().size(),
        clips.train().size() + clips.test().size(),
        subjects.size(),
        lists.train().name(),
        lists.test().name());
  }

  /** A line a class: its label, its name, and its clips in each split. */
  String classes() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "label", "train", "test"));
    for (int label = 0; label < clips.classes().size(); label++) {
      rows.add(
          List.of(
              clips.classes().get(label),
              Integer.toString(label),
              count(clips.train(), label),
              count(clips.test(), label)));
    }
    rows.add(List.of("all", "", text(clips.train().size()), text(clips.test().size())));
    return new TextTable(rows).text();
  }

  private static String count(List<ListedClip> clips, int label) {
    return text(clips.stream().filter(clip -> clip.label() == label).count());
  }

  private static String text(long count) {
    return Long.toString(count);
  }

  /** A line a subject: clips in each split. */
  String subjects() {
    Map<String, Integer> train = SubjectDraw.counts(clips.train());
    Map<String, Integer> test = SubjectDraw.counts(clips.test());
    Map<String, Integer> both =
        SubjectDraw.counts(Stream.of(clips.train(), clips.test()).flatMap(List::stream).toList());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("subject", "train", "test"));
    both.keySet()
        .forEach(
            subject ->
                rows.add(
                    List.of(
                        subject,
                        text(train.getOrDefault(subject, 0)),
                        text(test.getOrDefault(subject, 0)))));
    return new TextTable(rows).text();
  }

  /** A line a stream: how many folders hold it, what its frames are read as. */
  String streams() {
    Set<String> listed = new TreeSet<>(lists.listedStreams());
    Set<String> all = new TreeSet<>(listed);
    all.addAll(found.keySet());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("stream", "videos", "frames by", "read as"));
    for (String stream : all) {
      String range =
          listed.contains(stream)
              ? "the list"
              : GestureLists.isKnown(stream) ? "its camera" : "none";
      rows.add(
          List.of(
              stream,
              text(found.getOrDefault(stream, 0)),
              range,
              Channels.of(stream).name().toLowerCase(Locale.ROOT)));
    }
    return new TextTable(rows).text();
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>(clips.remarks());
    List<String> otherwise = lists.labelledOtherwise();
    if (!otherwise.isEmpty()) {
      remarks.add(
          "%d clips are labelled otherwise than their folder is called, and the label counts: %s%s"
              .formatted(
                  otherwise.size(), otherwise.get(0), otherwise.size() > 1 ? ", and so on" : ""));
    }
    return remarks;
  }

  /** The folders that are not there. */
  List<String> missing() {
    return lists.missingFolders().stream().map(folder -> folder + ": no such folder").toList();
  }

  /** How many frames each video in the folders that are there has to hold. */
  Map<Path, Integer> videos() {
    Set<Path> missing = new HashSet<>(lists.missingFolders());
    Map<Path, Integer> ends = new LinkedHashMap<>();
    Stream.of(clips.train(), clips.test())
        .flatMap(List::stream)
        .flatMap(clip -> clip.streams().stream())
        .filter(stream -> !missing.contains(stream.file().getParent()))
        .forEach(stream -> ends.merge(stream.file(), end(stream), Math::max));
    return ends;
  }

  private static int end(ClipStream stream) {
    return stream.range().end().orElse(1);
  }
}
