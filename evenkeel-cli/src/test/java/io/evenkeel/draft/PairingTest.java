package io.evenkeel.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final Pairing USUAL = new Pairing(0.2, 0.2, 1, new Seed(1));

  /** Files of two classes; of {@code groups} groups, if there are any. */
  private static LabelledFolder folder(String name, int perClass, int groups) {
    List<LabelledFile> files = new ArrayList<>();
    for (String label : List.of("cat", "dog")) {
      for (int i = 0; i < perClass; i++) {
        Optional<String> group = groups == 0 ? Optional.empty() : Optional.of("g" + i % groups);
        files.add(new LabelledFile(label + "/" + i, label, group, Optional.empty()));
      }
    }
    return new LabelledFolder(Path.of(name), Kind.IMAGE, files, 0);
  }

  private static Map<String, LabelledFolder> two(LabelledFolder first, LabelledFolder second) {
    Map<String, LabelledFolder> folders = new LinkedHashMap<>();
    folders.put("image", first);
    folders.put("sound", second);
    return folders;
  }

  @Property(tries = 100)
  void noFileAndNoGroupIsInTwoSplitsAndClassesAgree(
      @ForAll @IntRange(min = 6, max = 40) int images,
      @ForAll @IntRange(min = 12, max = 40) int sounds,
      @ForAll @IntRange(min = 3, max = 6) int groups,
      @ForAll @IntRange(min = 1, max = 3) int repeat,
      @ForAll long seed) {
    Pairing pairing = new Pairing(0.2, 0.2, repeat, new Seed(seed));
    Map<String, Set<String>> splitsOf = new HashMap<>();
    for (Pairing.Sample sample :
        pairing.of(two(folder("a", images, 0), folder("b", sounds, groups)))) {
      LabelledFile image = sample.files().get(0);
      LabelledFile sound = sample.files().get(1);
      assertThat(image.label()).isEqualTo(sample.label());
      assertThat(sound.label()).isEqualTo(sample.label());
      splitsOf.computeIfAbsent("image " + image.path(), k -> new HashSet<>()).add(sample.split());
      splitsOf
          .computeIfAbsent(sound.group().orElseThrow(), k -> new HashSet<>())
          .add(sample.split());
    }
    assertThat(splitsOf.values()).allMatch(splits -> splits.size() == 1);
    assertThat(splitsOf.values()).contains(Set.of("train"), Set.of("validation"), Set.of("test"));
  }

  @Test
  void thereAreAsManySamplesAsTheModalityWithTheFewestFilesHas() {
    // Of 10 and 20 files a class, 2 and 4 are for the test, 2 and 4 for validation.
    assertThat(USUAL.of(two(folder("a", 10, 0), folder("b", 20, 0)))).hasSize(20);
    assertThat(
            new Pairing(0.2, 0.2, 3, new Seed(1)).of(two(folder("a", 10, 0), folder("b", 20, 0))))
        .hasSize(60);
  }

  @Test
  void theSameSeedPairsAlike() {
    Map<String, LabelledFolder> folders = two(folder("a", 10, 0), folder("b", 20, 0));
    assertThat(USUAL.of(folders)).isEqualTo(USUAL.of(folders));
    assertThat(new Pairing(0.2, 0.2, 1, new Seed(2)).of(folders)).isNotEqualTo(USUAL.of(folders));
  }

  @Test
  void otherClassesAreRefused() {
    LabelledFolder other =
        new LabelledFolder(
            Path.of("b"),
            Kind.AUDIO,
            List.of(
                new LabelledFile("cat/1", "cat", Optional.empty(), Optional.empty()),
                new LabelledFile("emu/1", "emu", Optional.empty(), Optional.empty())),
            0);
    assertThatThrownBy(() -> USUAL.of(two(folder("a", 10, 0), other)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("[emu]", "[dog]");
  }

  @Test
  void twoGroupsAreTooFewForThreeSplits() {
    assertThatThrownBy(() -> USUAL.of(two(folder("a", 10, 0), folder("b", 10, 2))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 groups");
  }

  @Test
  void aClassWithTooFewFilesForASplitIsRefused() {
    assertThatThrownBy(() -> USUAL.of(two(folder("a", 2, 0), folder("b", 10, 0))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("image", "cat", "train");
  }

  /** Ten files of each class in {@code train}, four in {@code test}, of six and two groups. */
  private static LabelledFolder splitFolder(String name, boolean grouped) {
    List<LabelledFile> files = new ArrayList<>();
    for (String label : List.of("cat", "dog")) {
      for (int i = 0; i < 14; i++) {
        boolean test = i >= 10;
        String group = test ? "t" + i % 2 : "g" + i % 6;
        files.add(
            new LabelledFile(
                (test ? "test/" : "train/") + label + "/" + i,
                label,
                grouped ? Optional.of(group) : Optional.empty(),
                Optional.of(test ? "test" : "train")));
      }
    }
    return new LabelledFolder(Path.of(name), Kind.IMAGE, files, 0);
  }

  @Test
  void whereFoldersNameNoValidationItIsDrawnFromThoseToTrainOn() {
    Set<String> trainedGroups = new HashSet<>();
    Set<String> validatedGroups = new HashSet<>();
    for (Pairing.Sample sample : USUAL.of(two(splitFolder("a", false), splitFolder("b", true)))) {
      LabelledFile sound = sample.files().get(1);
      assertThat(sample.files())
          .allMatch(file -> file.path().startsWith("test/") == sample.split().equals("test"));
      if (sample.split().equals("validation")) {
        validatedGroups.add(sound.group().orElseThrow());
      } else {
        trainedGroups.add(sound.group().orElseThrow());
      }
    }
    assertThat(validatedGroups).isNotEmpty().doesNotContainAnyElementsOf(trainedGroups);
  }

  @Test
  void filesOutsideTheFoldersOfSplitsAreRefused() {
    List<LabelledFile> files = new ArrayList<>(splitFolder("a", false).files());
    files.add(new LabelledFile("cat/15", "cat", Optional.empty(), Optional.empty()));
    LabelledFolder partly = new LabelledFolder(Path.of("a"), Kind.IMAGE, files, 0);

    assertThatThrownBy(() -> USUAL.of(two(partly, folder("b", 20, 0))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 of 29 files")
        .hasMessageContaining("cat/15");
  }
}
