package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The weights that {@link MultimodalNetwork#save} has written, for use outside: the network is put
 * together from the file alone, without the data that it was trained on.
 *
 * @param spec the network's recipe
 * @param file the weights
 */
public record TrainedNetwork(ModelSpec spec, Path file) {

  /**
   * Writes the same tensors under the same names, whole or not at all.
   *
   * @param metadata what else the file says
   */
  public void exportSafetensors(Path out, Map<String, String> metadata) {
    List<NamedArray> tensors = Safetensors.read(file);
    modalities();
    Safetensors.write(out, new Safetensors.Content(metadata, tensors));
  }

  /**
   * Writes a module for {@code torch.jit.load}, whole or not at all: in evaluation mode, for any
   * batch size, from one float tensor (batch, shape…) for each modality in model order to the tuple
   * of the prediction and each branch's logits (batch, classes). A further argument {@code present}
   * (batch, modalities), true where a sample has a modality, may say which branches count in the
   * prediction.
   *
   * @param rule how the branches predict together
   */
  public void exportTorchScript(Path out, PredictionRule rule) {
    try (MultimodalNetwork network = open(NetworkOptions.standard().with(rule));
        Scope scope = Scope.open()) {
      ScriptModule module = network.script();
      Path folder = Files.createTempDirectory("evenkeel-export");
      Path partial = folder.resolve("module.pt");
      try {
        module.save(partial);
        WholeFile.write(out, channel -> copy(partial, channel));
      } finally {
        WholeFile.deleteFolder(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out, e);
    }
  }

  /**
   * The network of a file that says itself what it is put together from.
   *
   * @throws BadInputException if the file is of a version that did not say it
   */
  public static TrainedNetwork of(Path file) {
    String described = Safetensors.readContent(file).metadata().get(NetworkFile.DESCRIPTION);
    if (described == null) {
      throw new BadInputException(
          file.toString(), "no metadata " + NetworkFile.DESCRIPTION, "weights of this version");
    }
    return new TrainedNetwork(NetworkDescription.read(described, file).spec(), file);
  }

  /** The modalities in model order. */
  public List<Modality> modalities() {
    Safetensors.Content content = Safetensors.readContent(file);
    return description(content)
        .map(described -> described.shapes().modalities())
        .orElseGet(() -> modalities(content.tensors()));
  }

  private Optional<NetworkDescription> description(Safetensors.Content content) {
    return Optional.ofNullable(content.metadata().get(NetworkFile.DESCRIPTION))
        .map(text -> NetworkDescription.read(text, file));
  }

  /** The network with its weights; images of any height and width go through it. */
  public MultimodalNetwork open() {
    return open(NetworkOptions.standard());
  }

  /** The same, laid out as the options say, with the widths that the file tells. */
  public MultimodalNetwork open(NetworkOptions options) {
    Safetensors.Content content = Safetensors.readContent(file);
    NetworkDescription described = description(content).orElseGet(() -> guessed(content.tensors()));
    MultimodalNetwork network =
        MultimodalNetwork.create(
            spec,
            described.shapes(),
            described.outputs(),
            new Seed(0),
            options.withWidths(described.widths()));
    try {
      network.load(file);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Of a file that does not say what it is put together from: what its tensors tell. */
  private NetworkDescription guessed(List<NamedArray> arrays) {
    Map<String, NamedArray> tensors = new LinkedHashMap<>();
    arrays.forEach(tensor -> tensors.put(tensor.name(), tensor));
    List<Modality> modalities = modalities(arrays);
    return new NetworkDescription(
        spec,
        PerModality.of(modalities, modality -> shape(tensors, modality)),
        classes(tensors, modalities.get(0)),
        List.of());
  }

  private List<Modality> modalities(List<NamedArray> tensors) {
    Set<Modality> modalities = new LinkedHashSet<>();
    for (NamedArray tensor : tensors) {
      String[] parts = tensor.name().split("\\.", -1);
      if (parts.length > 2 && parts[0].equals("encoders")) {
        modalities.add(new Modality(parts[1]));
      }
    }
    if (modalities.isEmpty()) {
      throw new BadInputException(
          file.toString(), "no tensor encoders.…", "the weights of a run: best.safetensors");
    }
    return List.copyOf(modalities);
  }

  private SampleShape shape(Map<String, NamedArray> tensors, Modality modality) {
    EncoderTraits traits = EncoderTraits.of(spec.encoder(modality.name()).encoder());
    EncoderTraits.FirstTensor first = traits.first();
    String name = "encoders." + modality + "." + first.name();
    return traits.example(size(tensors, name, first.channelsAt()));
  }

  private int classes(Map<String, NamedArray> tensors, Modality modality) {
    return size(
        tensors,
        EncoderTraits.of(spec.encoder(modality.name()).encoder()).headName(modality) + ".weight",
        0);
  }

  private int size(Map<String, NamedArray> tensors, String name, int dim) {
    NamedArray tensor = tensors.get(name);
    if (tensor == null || tensor.shape().size() <= dim) {
      throw new BadInputException(
          file + ", tensor " + name,
          tensor == null ? "missing" : "shape " + tensor.shape(),
          "the weights of a network with encoder " + spec.encoder());
    }
    return Math.toIntExact(tensor.shape().get(dim));
  }

  private static void copy(Path from, FileChannel to) throws IOException {
    try (FileChannel source = FileChannel.open(from)) {
      long at = 0;
      while (at < source.size()) {
        at += source.transferTo(at, source.size() - at, to);
      }
    }
  }

  /** A tensor of its own memory, so that a file of it holds nothing else. */
  static Tensor ownCopy(Parameter parameter) {
    return Tensor.of(
        parameter.value().detach().toFloats(),
        parameter.shape().stream().mapToLong(Long::longValue).toArray());
  }
}
