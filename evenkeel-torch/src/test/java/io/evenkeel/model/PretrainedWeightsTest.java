package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.PretrainedChannels;
import io.evenkeel.run.Seed;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Weights as other tools write them, for two ResNet-18 of width 2. */
class PretrainedWeightsTest {
  private static final PerModality<SampleShape> SHAPES =
      new PerModality<>(
          List.of(new Modality("front"), new Modality("rear")),
          List.of(SampleShape.of(3, 32, 32), SampleShape.of(3, 32, 32)));

  @TempDir Path folder;

  private static MultimodalNetwork network(int seed) {
    return MultimodalNetwork.create(ModelSpec.resnet18().withWidth(2), SHAPES, 5, new Seed(seed));
  }

  /** The tensors of one encoder by torchvision's names, from a network of another seed. */
  private static List<NamedArray> encoder() {
    List<NamedArray> tensors = new ArrayList<>();
    String prefix = "encoders.front.";
    try (var other = network(8);
        Scope scope = Scope.open()) {
      for (Parameter p : other.buffers().parameters()) {
        if (p.name().startsWith(prefix)) {
          tensors.add(
              new NamedArray(
                  p.name().substring(prefix.length()), p.shape(), p.value().detach().toFloats()));
        }
      }
    }
    return tensors;
  }

  private static Map<String, float[]> values(MultimodalNetwork network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      network.buffers().parameters().forEach(p -> values.put(p.name(), p.value().toFloats()));
    }
    return values;
  }

  private static void requireBegun(MultimodalNetwork network, Map<String, float[]> before) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    encoder().forEach(tensor -> weights.put(tensor.name(), tensor.values()));
    values(network)
        .forEach(
            (name, now) -> {
              String own = name.replaceFirst("^encoders\\.(front|rear)\\.", "");
              boolean kept = own.equals(name) || own.startsWith("fc.");
              assertThat(now).as(name).isEqualTo(kept ? before.get(name) : weights.get(own));
            });
  }

  @Test
  void everyEncoderBeginsWithTheWeightsButForItsHead() {
    Path file = folder.resolve("resnet18.safetensors");
    List<NamedArray> tensors = encoder();
    tensors.add(new NamedArray("bn1.num_batches_tracked", List.of(), new float[1]));
    Safetensors.write(file, tensors);
    List<String> notices = new ArrayList<>();
    try (var network = network(1)) {
      var before = values(network);

      network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notices::add);

      requireBegun(network, before);
      assertThat(notices)
          .containsExactly(
              "pretrained weights: without use are fc.weight, fc.bias, 1 × ….num_batches_tracked");
    }
  }

  @Test
  void aTorchScriptModuleServesToo() {
    Path file = folder.resolve("resnet18.pt");
    try (Scope scope = Scope.open()) {
      Map<String, Tensor> parameters = new LinkedHashMap<>();
      Map<String, Tensor> statistics = new LinkedHashMap<>();
      for (NamedArray tensor : encoder()) {
        (tensor.name().contains("running") ? statistics : parameters)
            .put(tensor.name(), NetworkFile.tensor(tensor));
      }
      ScriptModule.define(
              Map.of(), parameters, statistics, "def forward(self, x: Tensor):\n  return (x,)\n")
          .save(file);
    }
    try (var network = network(1)) {
      var before = values(network);

      network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notice -> {});

      requireBegun(network, before);
    }
  }

  @Test
  void theWeightsOfARunServeToo() {
    Path file = folder.resolve("best.safetensors");
    try (var network = network(1);
        var other = network(8)) {
      other.save(file);

      network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notice -> {});

      assertThat(values(network).get("encoders.rear.layer4.1.conv2.weight"))
          .isEqualTo(values(other).get("encoders.rear.layer4.1.conv2.weight"));
    }
  }

  @Test
  void anExportOfARunServesWhateverItsModalitiesAreCalled() {
    var shapes =
        new PerModality<>(List.of(new Modality("global"), new Modality("local")), SHAPES.values());
    Path weights = folder.resolve("best.safetensors");
    Path file = folder.resolve("export.pt");
    ModelSpec spec = ModelSpec.resnet18().withWidth(2);
    try (var other = MultimodalNetwork.create(spec, shapes, 5, new Seed(8));
        var network = MultimodalNetwork.create(spec, shapes, 5, new Seed(1))) {
      other.save(weights);
      TrainedNetwork.of(weights).exportTorchScript(file, PredictionRule.MEAN);

      network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notice -> {});

      for (String name : List.of("encoders.global.conv1.weight", "encoders.local.conv1.weight")) {
        assertThat(values(network).get(name)).isEqualTo(values(other).get(name));
      }
    }
  }

  @Test
  void everyTensorThatIsMissingOrOfAnotherShapeIsNamedAndNothingIsChanged() {
    Path file = folder.resolve("resnet18.safetensors");
    List<NamedArray> tensors = encoder();
    tensors.removeIf(tensor -> tensor.name().equals("layer1.0.conv1.weight"));
    tensors.removeIf(tensor -> tensor.name().equals("bn1.running_mean"));
    tensors.add(new NamedArray("bn1.running_mean", List.of(3L), new float[3]));
    Safetensors.write(file, tensors);
    try (var network = network(1)) {
      var before = values(network);

      assertThatThrownBy(
              () ->
                  network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notice -> {}))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("encoders.front.layer1.0.conv1.weight missing")
          .hasMessageContaining("encoders.rear.layer1.0.conv1.weight missing")
          .hasMessageContaining("encoders.front.bn1.running_mean of shape [3] instead of [2]")
          .hasMessageContaining("encoders.rear.bn1.running_mean of shape [3] instead of [2]");
      assertThat(values(network)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void aFirstConvolutionForRgbServesDepthOnRequest() {
    Path file = folder.resolve("r3d_18.safetensors");
    ModelSpec spec = ModelSpec.r3d18().withWidth(2);
    var shapes = SmallVideos.clips(4, 16, 16);
    List<NamedArray> tensors = new ArrayList<>();
    String rgb = "encoders.rgb.";
    try (var other = MultimodalNetwork.create(spec, shapes, 5, new Seed(8));
        Scope scope = Scope.open()) {
      for (Parameter p : other.buffers().parameters()) {
        if (p.name().startsWith(rgb)) {
          String name = p.name().substring(rgb.length());
          tensors.add(new NamedArray(name, p.shape(), p.value().detach().toFloats()));
        }
      }
    }
    float[] kernels = tensors.get(0).values();
    assertThat(tensors.get(0).name()).isEqualTo("stem.0.weight");
    assertThat(tensors.get(0).shape()).containsExactly(2L, 3L, 3L, 7L, 7L);
    Safetensors.write(file, tensors);
    try (var network = MultimodalNetwork.create(spec, shapes, 5, new Seed(1))) {
      var before = values(network);

      assertThatThrownBy(
              () ->
                  network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notice -> {}))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(
              "encoders.depth.stem.0.weight of shape [2, 3, 3, 7, 7] instead of [2, 1, 3, 7, 7]"
                  + " (model.pretrained_channels=average adapts it)");
      assertThat(values(network)).usingRecursiveComparison().isEqualTo(before);

      network.begin(new PretrainedWeights(file, PretrainedChannels.AVERAGE), notice -> {});

      var after = values(network);
      assertThat(after.get("encoders.rgb.stem.0.weight")).isEqualTo(kernels);
      assertThat(after.get("encoders.depth.layer4.1.conv2.0.weight"))
          .isEqualTo(after.get("encoders.rgb.layer4.1.conv2.0.weight"));
      float[] depth = after.get("encoders.depth.stem.0.weight");
      int window = 3 * 7 * 7;
      assertThat(depth).hasSize(2 * window);
      for (int k : new int[] {0, 5, window - 1}) {
        assertThat(depth[k])
            .isCloseTo(
                (kernels[k] + kernels[window + k] + kernels[2 * window + k]) / 3, within(1e-7f));
        assertThat(depth[window + k])
            .isCloseTo(
                (kernels[3 * window + k] + kernels[4 * window + k] + kernels[5 * window + k]) / 3,
                within(1e-7f));
      }
      assertThat(after.get("encoders.depth.fc.weight"))
          .isEqualTo(before.get("encoders.depth.fc.weight"));
    }
  }

  @Test
  void everyInputChannelGetsTheAverage() {
    NamedArray two = new NamedArray("w", List.of(1L, 2L, 1L, 2L), new float[] {1, 2, 5, 8});

    NamedArray three = InputChannels.averaged(two, 3);

    assertThat(three.shape()).containsExactly(1L, 3L, 1L, 2L);
    assertThat(three.values()).containsExactly(3, 5, 3, 5, 3, 5);
    assertThat(InputChannels.differAlone("conv1.weight", two.shape(), three.shape())).isTrue();
    assertThat(InputChannels.differAlone("layer1.0.conv1.weight", two.shape(), three.shape()))
        .isFalse();
    assertThat(InputChannels.differAlone("conv1.weight", two.shape(), List.of(1L, 3L, 2L, 2L)))
        .isFalse();
  }

  @Test
  void theHeadOfAnI3dIsDrawnAnewHoweverManyClassesTheFileHas() {
    Path file = folder.resolve("rgb_imagenet.safetensors");
    ModelSpec spec = ModelSpec.i3d().withWidth(4);
    var shapes = PerModality.of(List.of(SmallVideos.RGB), modality -> SampleShape.of(3, 9, 16, 16));
    List<NamedArray> tensors = new ArrayList<>();
    try (var other = MultimodalNetwork.create(spec, shapes, 400, new Seed(8));
        Scope scope = Scope.open()) {
      for (Parameter p : other.buffers().parameters()) {
        String name = p.name().substring("encoders.rgb.".length());
        tensors.add(new NamedArray(name, p.shape(), p.value().detach().toFloats()));
      }
    }
    Safetensors.write(file, tensors);
    List<String> notices = new ArrayList<>();
    try (var network = MultimodalNetwork.create(spec, shapes, 25, new Seed(1))) {
      var before = values(network);

      network.begin(new PretrainedWeights(file, PretrainedChannels.SAME), notices::add);

      var after = values(network);
      assertThat(after.get("encoders.rgb.logits.conv3d.weight"))
          .isEqualTo(before.get("encoders.rgb.logits.conv3d.weight"))
          .hasSize(25 * 64);
      assertThat(after.get("encoders.rgb.Mixed_5c.b3b.bn.running_var")).hasSize(8);
      assertThat(after.get("encoders.rgb.Mixed_5c.b0.conv3d.weight"))
          .isNotEqualTo(before.get("encoders.rgb.Mixed_5c.b0.conv3d.weight"));
      assertThat(notices)
          .containsExactly(
              "pretrained weights: without use are logits.conv3d.weight, logits.conv3d.bias");
    }
  }

  @Test
  void aPickleIsRefusedWithTheLineThatConvertsIt() throws IOException {
    Path zip = folder.resolve("resnet18.pth");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("resnet18/data.pkl"));
    }
    Path old = Files.write(folder.resolve("old.pth"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});

    for (Path file : List.of(zip, old)) {
      assertThatThrownBy(() -> new PretrainedWeights(file, PretrainedChannels.SAME).read())
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("s.save_file(torch.load('" + file.getFileName() + "'");
    }
  }

  @Test
  void damagedFilesAreRefusedOrReadButNeverBreakTheProgram() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, encoder().subList(0, 5));
    byte[] sound = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged =
          java.util.Arrays.copyOf(sound, i % 2 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int k = 0; k < 3 && damaged.length > 0; k++) {
        // Most of the damage where it hurts, in the header.
        damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try {
        new PretrainedWeights(file, PretrainedChannels.SAME).read();
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
    for (byte[] bytes :
        List.of(new byte[0], "PK\3\4 no archive".getBytes(StandardCharsets.ISO_8859_1))) {
      Files.write(file, bytes);
      assertThatThrownBy(() -> new PretrainedWeights(file, PretrainedChannels.SAME).read())
          .isInstanceOf(BadInputException.class);
    }
    assertThatThrownBy(() -> new PretrainedWeights(folder, PretrainedChannels.SAME).read())
        .isInstanceOf(BadInputException.class);
  }

  /** A file whose bytes cannot be had, whoever asks for them. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeReadIsTheInputsFault() {
    Path file = Path.of("/proc/self/mem");
    assertThatThrownBy(() -> new PretrainedWeights(file, PretrainedChannels.SAME).read())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("model.pretrained, " + file + ": cannot be read (");
  }
}
