package io.evenkeel.draft;

import io.evenkeel.draft.LabelledFolder.Naming;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.InputSpec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A first recipe, and the manifest that goes with it where there was none.
 *
 * @param recipe YAML
 * @param manifest CSV; absent where the recipe names one that was there
 * @param told what was found, in a sentence
 */
public record Draft(String recipe, Optional<String> manifest, String told) {
  /** What a manifest that is written is called. */
  public static final String MANIFEST = "samples.csv";

  private static final int FILES_LOOKED_AT = 100;

  /**
   * Of a manifest, or of a folder: of the manifest in it, or of its files.
   *
   * @param source the manifest or the folder
   * @param target the folder that the recipe is to stand in
   * @param naming what names of files tell
   * @throws BadInputException if nothing can be made of it
   */
  public static Draft of(Path source, Path target, Naming naming) {
    if (!Files.isDirectory(source)) {
      return ofManifest(source, target);
    }
    Optional<Path> inside = naming.label().isEmpty() ? manifestIn(source) : Optional.empty();
    return inside.isPresent() ? ofManifest(inside.get(), target) : ofFolder(source, target, naming);
  }

  /** The only file at the top of a folder that can be a manifest. */
  private static Optional<Path> manifestIn(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> manifests =
          inside
              .filter(Files::isRegularFile)
              .filter(file -> FileKinds.isManifest(file.getFileName().toString()))
              .sorted()
              .toList();
      if (manifests.size() > 1) {
        throw new BadInputException(
            folder.toString(),
            "several files that can be a manifest, "
                + manifests.get(0).getFileName()
                + " and "
                + manifests.get(1).getFileName(),
            "the name of one of them in place of the folder's");
      }
      return manifests.stream().findFirst();
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(folder, "a folder or a manifest", unreadable);
    }
  }

  private static Draft ofManifest(Path manifest, Path target) {
    ManifestTable table = ManifestTable.read(manifest);
    Path folder = manifest.toAbsolutePath().normalize().resolveSibling("");
    ManifestLook.Guess guess = ManifestLook.at(manifest, table, folder);
    String told =
        "%s: %d samples of %d modalities"
            .formatted(manifest.getFileName(), table.rows(), guess.inputs().size());
    RecipeDraft draft =
        new RecipeDraft(
            "Written by evenkeel init from " + told + ".",
            table.rows(),
            relative(target, manifest),
            Optional.empty(),
            guess.roles(),
            guess.inputs());
    return new Draft(draft.yaml(), Optional.empty(), told);
  }

  private static Draft ofFolder(Path source, Path target, Naming naming) {
    LabelledFolder folder = LabelledFolder.scan(source, naming);
    String name = folder.kind() == Kind.AUDIO ? "sound" : folder.kind().key();
    boolean given = folder.givesSplits();
    StringBuilder csv = new StringBuilder(name + ",label");
    csv.append(naming.group().isPresent() ? ",group" : "").append(given ? ",split\n" : "\n");
    for (LabelledFile file : folder.files()) {
      csv.append(Csv.cell(file.path())).append(',').append(Csv.cell(file.label()));
      file.group().ifPresent(group -> csv.append(',').append(Csv.cell(group)));
      if (given) {
        csv.append(',').append(file.split().orElseThrow());
      }
      csv.append('\n');
    }
    String told =
        "%s: %d files of %d classes%s"
            .formatted(source, folder.files().size(), folder.classes().size(), leftOut(folder));
    ManifestRoles roles =
        new ManifestRoles(
            "classes",
            "label",
            given ? Optional.of("split") : Optional.empty(),
            naming.group().map(pattern -> "group"),
            Optional.empty(),
            List.of("classes are " + (naming.label().isPresent() ? "in file names" : "folders")));
    InputGuess input =
        FileLook.at(name, folder.kind(), Map.of(), List.of(), folder.some(FILES_LOOKED_AT));
    RecipeDraft draft =
        new RecipeDraft(
            "Written by evenkeel init from " + told + ".",
            folder.files().size(),
            MANIFEST,
            Optional.of(relative(target, source)),
            roles,
            List.of(input));
    return new Draft(draft.yaml(), Optional.of(csv.toString()), told);
  }

  private static String leftOut(LabelledFolder folder) {
    return folder.leftOut() == 0 ? "" : " (%d other files left out)".formatted(folder.leftOut());
  }

  /**
   * Of folders of files, paired by class.
   *
   * @param folders of each modality, at least two, in model order
   * @param target the folder that recipe and manifest are to stand in
   * @throws BadInputException if the folders do not fit together
   */
  public static Draft ofPairs(Map<String, LabelledFolder> folders, Path target, Pairing pairing) {
    folders.keySet().forEach(Modality::new);
    requireApart(folders);
    List<Pairing.Sample> samples = pairing.of(folders);
    Path root = root(folders.values().stream().map(LabelledFolder::folder).toList());
    List<LabelledFolder> inOrder = List.copyOf(folders.values());
    List<String> names = List.copyOf(folders.keySet());
    StringBuilder csv = new StringBuilder(String.join(",", names) + ",label,split");
    names.stream()
        .filter(name -> isGrouped(folders, name))
        .forEach(n -> csv.append(',').append(n).append("_group"));
    csv.append('\n');
    for (Pairing.Sample sample : samples) {
      for (int m = 0; m < inOrder.size(); m++) {
        Path file = inOrder.get(m).folder().resolve(sample.files().get(m).path());
        csv.append(Csv.cell(relative(root, file))).append(',');
      }
      csv.append(Csv.cell(sample.label())).append(',').append(sample.split());
      sample
          .files()
          .forEach(file -> file.group().ifPresent(g -> csv.append(',').append(Csv.cell(g))));
      csv.append('\n');
    }
    String told =
        "%s paired by class: %d samples of %d classes"
            .formatted(
                String.join(" and ", names), samples.size(), inOrder.get(0).classes().size());
    RecipeDraft draft =
        new RecipeDraft(
            "Written by evenkeel init from " + told + ".",
            samples.size(),
            MANIFEST,
            Optional.of(relative(target, root)),
            roles(folders),
            inputs(folders));
    return new Draft(draft.yaml(), Optional.of(csv.toString()), told);
  }

  /** The same file as two modalities would be drawn twice, into different splits. */
  private static void requireApart(Map<String, LabelledFolder> folders) {
    Map<Path, String> seen = new HashMap<>();
    folders.forEach(
        (modality, folder) ->
            folder
                .files()
                .forEach(
                    file -> {
                      Path path = folder.folder().resolve(file.path()).toAbsolutePath().normalize();
                      String other = seen.put(path, modality);
                      if (other != null) {
                        throw new BadInputException(
                            "modality " + modality,
                            path + ", which is of " + other + ", too",
                            "folders that share no file, so that none is in two splits");
                      }
                    }));
  }

  private static boolean isGrouped(Map<String, LabelledFolder> folders, String name) {
    LabelledFolder folder = folders.get(name);
    return folder != null && folder.files().get(0).group().isPresent();
  }

  private static ManifestRoles roles(Map<String, LabelledFolder> folders) {
    List<String> grouped = folders.keySet().stream().filter(n -> isGrouped(folders, n)).toList();
    return new ManifestRoles(
        "classes",
        "label",
        Optional.of("split"),
        grouped.size() == 1 ? Optional.of(grouped.get(0) + "_group") : Optional.empty(),
        Optional.empty(),
        List.of("files were drawn so that none is in two splits, nor any group of them"));
  }

  private static List<InputGuess> inputs(Map<String, LabelledFolder> folders) {
    List<InputGuess> inputs = new ArrayList<>();
    folders.forEach(
        (name, folder) ->
            inputs.add(
                FileLook.at(
                    name, folder.kind(), Map.of(), List.of(), folder.some(FILES_LOOKED_AT))));
    return inputs;
  }

  /** The deepest folder that holds all of these. */
  private static Path root(List<Path> folders) {
    Path root = folders.get(0).toAbsolutePath().normalize();
    for (Path folder : folders) {
      Path absolute = folder.toAbsolutePath().normalize();
      while (!absolute.startsWith(root)) {
        Path parent = root.getParent();
        if (parent == null) {
          throw new BadInputException(
              folder.toString(), "on another drive than " + folders.get(0), "folders of one drive");
        }
        root = parent;
      }
    }
    return root;
  }

  private static String relative(Path from, Path to) {
    Path path = from.toAbsolutePath().normalize().relativize(to.toAbsolutePath().normalize());
    String text = path.toString().replace('\\', '/');
    return text.isEmpty() ? "." : text;
  }
}
