package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.mesh.Mesh;
import io.evenkeel.mesh.MeshFile;
import io.evenkeel.mesh.MeshSheet;
import io.evenkeel.mesh.OffReader;
import io.evenkeel.mesh.RenderSettings;
import io.evenkeel.mesh.RenderSettings.Background;
import io.evenkeel.mesh.RenderSettings.Framing;
import io.evenkeel.mesh.TreeRendering;
import io.evenkeel.mesh.TreeRendering.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel data render}. */
@Command(
    name = "render",
    description =
        "Draw views of meshes (OFF files, as ModelNet has them) from a ring of cameras. A view that"
            + " is there and not older than its mesh is kept, so that the same command goes on"
            + " after an interruption.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every mesh is drawn",
      "1:some meshes could not be drawn: each is named, all others are drawn",
      "2:bad input: one line says what and where",
      "130:interrupted: the same command goes on"
    })
final class RenderCommand implements Callable<Integer> {
  /** Counts up when the same settings come to give other pixels. */
  private static final int RENDERER_VERSION = 1;

  private static final String SETTINGS = "render.json";
  private static final int SHEET_CELL = 96;
  private static final int MOST_ON_SHEET = 12;

  @Parameters(
      paramLabel = "DIR",
      description = "A tree of meshes: <class>/{train,test}/<class>_0001.off.")
  private Path meshFolder = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR2",
      description =
          "Where the views go: <class>/{train,test}/<class>_0001.obj.shaded_v001.png and so on.")
  private Path out = Path.of("");

  @Option(
      names = "--views",
      defaultValue = "12",
      paramLabel = "N",
      description = "How many cameras stand on the ring. Default: ${DEFAULT-VALUE}.")
  private int views;

  @Option(
      names = "--size",
      defaultValue = "224",
      paramLabel = "PIXELS",
      description = "Width and height of a view. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--framing",
      defaultValue = "sphere",
      paramLabel = "sphere|view",
      description =
          "What is fitted to the picture: the sphere around the mesh, or what is seen of it in each"
              + " view. Default: ${DEFAULT-VALUE}.")
  private Framing framing = Framing.SPHERE;

  @Option(
      names = "--background",
      defaultValue = "white",
      paramLabel = "white|black",
      description = "What is behind the mesh. Default: ${DEFAULT-VALUE}.")
  private Background background = Background.WHITE;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "How many meshes to work on at a time. Default: one for each processor.")
  private @Nullable Integer jobs;

  @Option(
      names = "--contact-sheet",
      paramLabel = "FILE.png",
      description = "Also draw the views of the first mesh of up to 12 classes as one picture.")
  private @Nullable Path sheet;

  @Override
  public Integer call() {
    RenderSettings settings = new RenderSettings(views, size, framing, background);
    int workers = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    List<MeshFile> meshes = MeshFile.tree(meshFolder);
    TreeRendering rendering = new TreeRendering(meshes, out, settings, workers);
    if (sheet != null) {
      WholeFile.requireWritableParent(sheet);
    }
    List<Outcome> outcomes;
    try (ClaimedFolder folder = ClaimedFolder.take(out, "data render", SETTINGS, json(settings));
        Interruption interruption = Interruption.listen()) {
      outcomes = rendering.run(RenderProgress.onTerminal(meshes.size()), interruption);
      if (outcomes.size() < meshes.size()) {
        StatusLine.onTerminal()
            .print(
                "interrupted after %d of %d meshes; the same command goes on"
                    .formatted(outcomes.size(), meshes.size()));
        return ExitCode.INTERRUPTED;
      }
      if (sheet != null) {
        drawSheet(sheet, outcomes, settings);
      }
    }
    return report(outcomes);
  }

  private static ObjectNode json(RenderSettings settings) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("renderer", RENDERER_VERSION)
        .put("views", settings.views())
        .put("size", settings.size())
        .put("framing", settings.framing().name().toLowerCase(Locale.ROOT))
        .put("background", settings.background().name().toLowerCase(Locale.ROOT));
  }

  private int report(List<Outcome> outcomes) {
    List<String> problems = outcomes.stream().flatMap(o -> o.problem().stream()).toList();
    System.out.printf(
        "%d of %d meshes drawn, %d views (%d new, %d kept): %s%n",
        outcomes.size() - problems.size(),
        outcomes.size(),
        outcomes.stream().mapToLong(o -> o.drawn() + o.kept()).sum(),
        outcomes.stream().mapToLong(Outcome::drawn).sum(),
        outcomes.stream().mapToLong(Outcome::kept).sum(),
        out);
    if (problems.isEmpty()) {
      return ExitCode.DONE;
    }
    System.err.println("evenkeel: " + problems.size() + " meshes could not be drawn:");
    problems.forEach(problem -> System.err.println("  " + problem));
    return ExitCode.FAILED;
  }

  private static void drawSheet(Path file, List<Outcome> outcomes, RenderSettings settings) {
    Set<String> classes = new HashSet<>();
    List<Mesh> shown = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (shown.size() < MOST_ON_SHEET
          && outcome.problem().isEmpty()
          && classes.add(outcome.mesh().className())) {
        shown.add(OffReader.read(outcome.mesh().file()));
      }
    }
    if (shown.isEmpty()) {
      throw new BadInputException(file.toString(), "no mesh could be drawn", "a mesh to show");
    }
    MeshSheet.of(shown, settings.withSize(SHEET_CELL)).write(file);
  }
}
