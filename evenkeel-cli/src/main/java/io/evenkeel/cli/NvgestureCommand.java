package io.evenkeel.cli;

import io.evenkeel.clips.GestureLists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel data nvgesture}. */
@Command(
    name = "nvgesture",
    description = {
      "Count what is in a folder of the NVIDIA Dynamic Hand Gesture set, or one laid out like it.",
      "Every listed video that is missing, broken or too short is named at the end."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:videos are missing, broken or too short",
      "2:no such folder, or no lists or videos of NVGesture in it"
    })
final class NvgestureCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "The folder of nvgesture_{train,test}_correct_cvpr2016_v2.lst and Video_data.")
  private Path folder = Path.of("");

  @Option(names = "--check", description = "Decode every video to its end.")
  private boolean check;

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "NAME",
      description =
          "The streams to look at, such as sk_color,sk_depth. Default: all that are there.")
  private List<String> streams = new ArrayList<>();

  @Mixin private ReadersOption jobs = new ReadersOption();

  @Override
  public Integer call() {
    int readers = jobs.readers();
    GestureSurvey survey = GestureSurvey.of(GestureLists.read(folder), streams);
    System.out.println(survey.headline());
    System.out.println(survey.classes());
    System.out.println(survey.subjects());
    System.out.println(survey.streams());
    survey.remarks().forEach(System.out::println);
    List<String> complaints = new ArrayList<>(survey.missing());
    complaints.addAll(checked(survey, readers));
    complaints.forEach(System.out::println);
    System.out.println(verdict(complaints));
    return complaints.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<String> checked(GestureSurvey survey, int readers) {
    FileCheck.OfVideos reading = new FileCheck.OfVideos(survey.videos(), depth());
    List<Path> files = List.copyOf(survey.videos().keySet());
    List<String> broken =
        reading.broken(files, readers, CountProgress.onTerminal("videos", files.size()));
    System.out.println("videos: " + reading.sizes());
    return broken;
  }

  private FileCheck.Depth depth() {
    return check ? FileCheck.Depth.DECODED : FileCheck.Depth.COUNTED;
  }

  private String verdict(List<String> complaints) {
    if (!complaints.isEmpty()) {
      return String.format(Locale.ROOT, "%d missing, broken or too short", complaints.size());
    }
    return check
        ? "every video is whole"
        : "every video is there and holds enough frames; --check decodes them, too";
  }
}
