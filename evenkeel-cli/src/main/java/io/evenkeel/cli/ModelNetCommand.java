package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import io.evenkeel.views.TreeFolders;
import io.evenkeel.views.ViewTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel data modelnet}. */
@Command(
    name = "modelnet",
    description = {
      "Count what is in a tree <class>/{train,test}/ of OFF meshes or of rendered views.",
      "Everything that is broken or left out is named at the end, with the reason."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:files are broken, or models are left out",
      "2:no such folder, or nothing of ModelNet in it"
    })
final class ModelNetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The tree.")
  private Path folder = Path.of("");

  @Option(names = "--check", description = "Read every file to the end.")
  private boolean check;

  @Mixin private ReadersOption jobs = new ReadersOption();

  @Override
  public Integer call() {
    int readers = jobs.readers();
    TreeFolders folders = TreeFolders.of(folder);
    List<TreeSurvey> surveys = new ArrayList<>();
    if (folders.hold(".off")) {
      surveys.add(TreeSurvey.ofMeshes(folders));
    }
    if (folders.hold(".png")) {
      surveys.add(TreeSurvey.ofViews(ViewTree.read(folder)));
    }
    if (surveys.isEmpty()) {
      throw new BadInputException(
          folder.toString(),
          "no mesh and no rendered view in it",
          "<class>/{train,test}/ with <class>_0001.off or <class>_0001.obj.shaded_v001.png");
    }
    List<String> complaints = new ArrayList<>();
    for (TreeSurvey survey : surveys) {
      System.out.println(survey.headline());
      System.out.println(survey.table());
      complaints.addAll(check ? checked(survey, readers) : survey.emptyFiles());
      complaints.addAll(survey.leftOut());
      survey.remarks().forEach(System.out::println);
    }
    complaints.forEach(System.out::println);
    System.out.println(verdict(complaints));
    return complaints.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<String> checked(TreeSurvey survey, int readers) {
    List<Path> files = survey.files();
    FileCheck reading = survey.check();
    CountProgress progress = CountProgress.onTerminal(survey.things(), files.size());
    List<String> broken = reading.broken(files, readers, progress);
    System.out.println("sizes: " + reading.sizes());
    return broken;
  }

  private String verdict(List<String> complaints) {
    if (!complaints.isEmpty()) {
      return String.format(Locale.ROOT, "%d broken or left out", complaints.size());
    }
    return check ? "every file is whole" : "nothing is missing; --check reads every file, too";
  }
}
