package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.EncoderSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFileTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), yaml);
  }

  private Recipe read(String yaml, String... settings) throws IOException {
    return RecipeFile.read(file(yaml), List.of(settings));
  }

  @Test
  void anEmptyFileStandsForTheDefaults() throws IOException {
    assertThat(read("")).isEqualTo(Recipe.defaults());
    assertThat(read("# nothing but a comment\n")).isEqualTo(Recipe.defaults());
  }

  @Test
  void whatIsWrittenReadsBack() throws IOException {
    Recipe recipe =
        read(
            """
            seed: 9
            strategy: {name: random, start_epoch: 3}
            data:
              train_samples: 100
              modalities: [color]
              normalization: standardize
              colors: {validation: class}
            model: {fusion: {after: [conv2]}}
            schedule: {kind: plateau}
            """);

    assertThat(recipe.strategy().name()).isEqualTo(StrategySpec.Name.RANDOM);
    assertThat(recipe.data().colors().validation()).isEqualTo(DataSpec.ColorRule.CLASS);
    assertThat(recipe.data().trainSamples()).hasValue(100);
    assertThat(read(RecipeFile.write(recipe))).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource({
    "strategy.alpha=0.5, alpha: 0.5",
    "alpha=0.5, alpha: 0.5",
    "learning_rate=0.3, learning_rate: 0.3",
    "data.colors.test=class, test: class",
    "epochs=77, epochs: 77",
    "train_samples=12, train_samples: 12",
    "every=3, every: 3"
  })
  void settingsReachKeysByPathOrLastPart(String setting, String written) throws IOException {
    assertThat(RecipeFile.write(read("", setting))).contains(written);
    assertThat(RecipeFile.write(read(""))).doesNotContain(written);
  }

  @Test
  void everyKeyThatIsWrittenCanBeSet() throws IOException {
    String defaults = RecipeFile.write(Recipe.defaults());
    for (String line : defaults.lines().toList()) {
      String key = line.replaceAll("^[ -]*", "").replaceAll(":.*", "");
      if (line.matches("[a-z_]+:.+")) {
        assertThat(read("", key + "=" + line.replaceAll("^[^:]*: ", "")))
            .as(key)
            .isEqualTo(Recipe.defaults());
      }
    }
  }

  @Test
  void fusionStandsWhereItsEncoderHasItUnlessTheRecipeSaysOtherwise() throws IOException {
    assertThat(read("model: {encoder: i3d}").model()).isEqualTo(ModelSpec.i3d());
    assertThat(read("", "encoder=r3d18").model()).isEqualTo(ModelSpec.r3d18());
    assertThat(read("", "encoder=mlp", "after=null").model()).isEqualTo(ModelSpec.mlp());
    assertThat(read("model: {encoder: i3d, fusion: {after: []}}").model().fusion().after())
        .isEmpty();
    Recipe i3d = read("model: {encoder: i3d, pretrained_channels: average}");
    assertThat(i3d.model().pretrainedChannels()).isEqualTo(ModelSpec.PretrainedChannels.AVERAGE);
    assertThat(read(RecipeFile.write(i3d))).isEqualTo(i3d);
  }

  @Test
  void oneModalityHasAnEncoderOfItsOwn() throws IOException {
    Recipe recipe =
        read(
            """
            data: {modalities: [gray, color]}
            model:
              width: 16
              pretrained: weights.safetensors
              encoder: resnet18
              encoders:
                gray: {encoder: gru, width: 8}
            """,
            "model.encoders.color.pretrained_channels=average");

    assertThat(recipe.model().fusion().after()).containsExactly("layer3", "layer4");
    EncoderSpec gray = recipe.model().encoder("gray");
    assertThat(gray.encoder()).isEqualTo(ModelSpec.Encoder.GRU);
    assertThat(gray.width()).hasValue(8);
    assertThat(gray.after()).containsExactly("layer1", "layer2");
    assertThat(gray.pretrained()).isEmpty();
    EncoderSpec color = recipe.model().encoder("color");
    assertThat(color.encoder()).isEqualTo(ModelSpec.Encoder.RESNET18);
    assertThat(color.width()).hasValue(16);
    assertThat(color.after()).containsExactly("layer3", "layer4");
    assertThat(color.pretrained()).contains(folder.resolve("weights.safetensors").toString());
    assertThat(color.pretrainedChannels()).isEqualTo(ModelSpec.PretrainedChannels.AVERAGE);
    assertThat(read(RecipeFile.write(recipe))).isEqualTo(recipe);
  }

  @Test
  void oneOfSeveralModalitiesMayBeRunAlone() throws IOException {
    Recipe recipe =
        read("model: {encoders: {color: {encoder: resnet34}}}", "data.modalities=[gray]");

    assertThat(recipe.model().encoder("gray").encoder()).isEqualTo(ModelSpec.Encoder.SMALL_CNN);
  }

  @Test
  void placesOfFusionAreAsManyAsOneModalitySays() throws IOException {
    Recipe recipe = read("model: {encoders: {gray: {encoder: resnet34, after: [layer4]}}}");

    assertThat(recipe.model().fusion().after()).containsExactly("conv4");
    assertThat(recipe.model().encoder("gray").after()).containsExactly("layer4");
  }

  @Test
  void aScriptStandsBesideTheRecipe() throws IOException {
    Recipe recipe =
        read("model: {encoders: {gray: {encoder: script, script: parts/gray.pt, after: [a, b]}}}");

    assertThat(recipe.model().encoder("gray").script())
        .contains(folder.resolve("parts/gray.pt").toString());
    assertThat(recipe.model().encoder("color").script()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smell: {encoder: mlp} | model.encoders.smell: no modality of the run; expected one of"
            + " data.modalities, [gray, color]",
        "gray: {encoder: gru, pretrained: a.pt} | model.encoders.gray.pretrained: a.pt for encoder"
            + " gru; expected encoder resnet18, resnet34, resnet50, r3d18 or i3d, of which there are"
            + " such weights",
        "gray: {encoder: script} | model.encoders.gray.script: none for encoder script; expected"
            + " the TorchScript file of encoder script",
        "gray: {script: a.pt} | model.encoders.gray.script: a.pt for encoder small-cnn; expected"
            + " encoder script",
        "gray: {width: 0} | model.encoders.gray.width: 0; expected a whole number ≥ 1 and at most 4096",
        "gray: {encodr: gru} | unknown key model.encoders.gray.encodr",
        "gray: {encoder: gur} | model.encoders.gray.encoder: value",
        "gray: gru | model.encoders.gray: value",
      })
  void whatIsWrongOfOneModalityIsRefusedInOneLine(String entry, String message) {
    assertThatThrownBy(() -> read("model: {encoders: {" + entry + "}}"))
        .isInstanceOf(BadInputException.class)
        .message()
        .satisfies(
            text ->
                assertThat(text.replace(folder + "/", "")).contains(message).doesNotContain("\n"));
  }

  @Test
  void teachersStandRelativeToTheRecipeAndKeepTheirPlaces() throws IOException {
    Recipe recipe =
        read(
            "strategy: {name: umt, umt: {weight: 3, teachers: [runs/gray, /x/color.safetensors]}}");

    assertThat(recipe.strategy().umt().teachers())
        .containsExactly(
            folder.resolve("runs/gray").toAbsolutePath().toString(), "/x/color.safetensors");
    assertThat(read(RecipeFile.write(recipe))).isEqualTo(recipe);
    assertThat(read("", "strategy.umt.teachers=[a]").strategy().umt().teachers())
        .containsExactly(Path.of("a").toAbsolutePath().toString());
    assertThatThrownBy(() -> read("strategy: {umt: {teachers: [null]}}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strategy.umt.teachers: no value");
  }

  @Test
  void settingsTakeListsAndNull() throws IOException {
    assertThat(read("", "after=[conv1, conv4]").model().fusion().after())
        .containsExactly("conv1", "conv4");
    assertThat(read("data: {train_samples: 5}", "train_samples=null").data().trainSamples())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strategy: {alfa: 1}        | strategy.alfa  | strategy.alpha",
        "epoch: 3                   | epoch          | epochs",
        "optimiser: {momentum: 0}   | optimiser      | optimizer",
        "stratgy: {name: vanilla}   | stratgy        | strategy",
        "alfa: 1                    | alfa           | strategy.alpha",
        "data: {color: {train: x}}  | data.color     | data.colors"
      })
  void anUnknownKeyIsAnsweredWithTheNearest(String yaml, String key, String nearest)
      throws IOException {
    Path file = file(yaml);

    assertThatThrownBy(() -> RecipeFile.read(file, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("recipe.yaml: unknown key " + key)
        .hasMessageEndingWith("nearest: " + nearest);
  }

  @Test
  void anAmbiguousLastPartIsAnsweredWithTheChoices() throws IOException {
    Path file = file("");

    assertThatThrownBy(() -> RecipeFile.read(file, List.of("patience=3")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("schedule.patience")
        .hasMessageContaining("stopping.patience");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs: many            | epochs              | a whole number",
        "epochs: 1.5             | epochs              | a whole number",
        "data: {views: {flip: 1}}| data.views.flip     | true or false",
        "data: {views: {size: 7}}| data.views.size     | ≥ 8 and at most 1024",
        "data: {source: modelnet40}| data.directory    | the folder of rendered views",
        "epochs: null            | epochs              | a value such as 10",
        "strategy: {name: }      | strategy.name       | a value such as",
        "data: {source: ~}       | data.source         | a value such as",
        "data: {modalities: }    | data.modalities     | a value such as",
        "data: {modalities: [~]} | data.modalities     | a value such as",
        "threads: 100000         | threads             | at most 1024",
        "epochs: 0               | epochs              | ≥ 1",
        "strategy: {name: greedy}| strategy.name       | guided",
        "strategy: 7             | strategy            | keys of its own",
        "strategy: {alpha: -1}   | strategy.alpha      | ≥ 0",
        "strategy: {window: 0}   | strategy.window     | ≥ 1",
        "data: {modalities: x}   | data.modalities     | a list",
        "data: {modalities: []}  | data.modalities     | at least one",
        "batch_size: 1           | batch_size          | ≥ 2",
        "batch: 4                | batch               | keys of its own",
        "batch: {accumulate: 0}  | batch.accumulate    | ≥ 1",
        "batch: {accumulate: x}  | batch.accumulate    | a whole number",
        "batch: {accumulate: 65} | batch.accumulate    | at most batch_size, which is 64",
        "batch: {accumulates: 2} | batch.accumulates   | nearest: batch.accumulate",
        "optimizer: {momentum: 1}| optimizer.momentum  | < 1"
      })
  void aWrongValueIsNamedWithItsKeyAndWhatWasExpected(String yaml, String key, String expected)
      throws IOException {
    Path file = file(yaml);

    assertThatThrownBy(() -> RecipeFile.read(file, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(expected)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epochs: [1",
        "epochs: 1\nepochs: 2\n",
        "- a\n- b\n",
        "just words",
        "\t:",
        "epochs: .nan"
      })
  void whatIsNoRecipeIsRefusedInOneLine(String yaml) throws IOException {
    Path file = file(yaml);

    assertThatThrownBy(() -> RecipeFile.read(file, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("recipe.yaml")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aSyntaxErrorSaysTheLine() throws IOException {
    Path file = file("seed: 1\nepochs: 2\nstrategy: {name: guided\n");

    assertThatThrownBy(() -> RecipeFile.read(file, List.of()))
        .hasMessageMatching(".*recipe.yaml, line [34], column \\d+: .*");
  }

  @Test
  void hugeBinaryAndMutatedFilesAreRefusedOrReadAndNothingElse() throws IOException {
    Path huge = folder.resolve("huge.yaml");
    Files.write(huge, new byte[2 << 20]);
    assertThatThrownBy(() -> RecipeFile.read(huge, List.of()))
        .isInstanceOf(BadInputException.class);
    byte[] bytes =
        RecipeFile.write(Recipe.defaults()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    UniformRandomProvider random = new Seed(3).random();
    Path file = folder.resolve("mutated.yaml");
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] mutated = bytes.clone();
      int most = round % 2 == 0 ? 128 : 256;
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(most);
      Files.write(file, mutated);
      try {
        RecipeFile.read(file, List.of());
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(700, 1499);
  }

  @Test
  void aRecipeFromBeforeAKeyCameIsReadWithItsDefault() throws IOException {
    String now = RecipeFile.write(Recipe.defaults());
    String before =
        now.replaceFirst("(?m)^batch:\n  accumulate: 1\n", "")
            .replaceFirst("  frozen_norms.*\n", "");
    assertThat(before).hasSizeLessThan(now.length() - 40);

    assertThat(read(before)).isEqualTo(Recipe.defaults());
    assertThat(read(before, "accumulate=4").batch()).isEqualTo(new BatchSpec(4));
    assertThat(read("model: {frozen_norms: true}").model())
        .isEqualTo(Recipe.defaults().model().withFrozenNorms());
  }

  @Test
  void aRelativeFolderIsTakenFromWhereTheRecipeStands() throws IOException {
    assertThat(read("data: {directory: digits}").data().directory())
        .hasValue(folder.resolve("digits").toString());
    assertThat(read("", "data.directory=digits").data().directory())
        .hasValue(Path.of("digits").toAbsolutePath().toString());
    assertThat(read("data: {views: {cache_folder: kept}}").data().views().cacheFolder())
        .hasValue(folder.resolve("kept").toString());
  }

  @Test
  void everyShippedRecipeIsRead() throws IOException {
    try (var files = Files.list(Path.of("../recipes"))) {
      List<Path> recipes = files.filter(f -> f.toString().endsWith(".yaml")).toList();
      assertThat(recipes).hasSizeGreaterThanOrEqualTo(8);
      for (Path recipe : recipes) {
        assertThat(RecipeFile.read(recipe, List.of()).epochs()).as("%s", recipe).isPositive();
      }
    }
  }
}
