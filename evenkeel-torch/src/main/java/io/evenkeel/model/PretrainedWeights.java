package io.evenkeel.model;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.Sha256;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.ModelSpec.PretrainedChannels;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Weights that every encoder of a network begins with, by their publisher's names.
 *
 * @param file a safetensors or TorchScript file
 * @param channels what is done where a modality has another number of channels
 */
public record PretrainedWeights(Path file, PretrainedChannels channels) {
  private static final String EXPECTED = "a safetensors or TorchScript file of weights";
  private static final String COUNTER = ".num_batches_tracked";
  private static final int ZIP_MAGIC = 0x504b0304;
  private static final int PICKLE_PROTOCOL = 0x80;

  /** The SHA-256 of the file, in hexadecimal. */
  public String digest() {
    requireFile();
    return new Sha256().add(file).hexadecimal();
  }

  /** Every tensor by its name. */
  Map<String, NamedArray> read() {
    requireFile();
    byte[] start = start();
    int magic = 0;
    for (byte b : start) {
      magic = (magic << 8) | (b & 0xff);
    }
    if (start.length == Integer.BYTES && magic == ZIP_MAGIC) {
      return readZip();
    }
    // The header of a safetensors file may have a length that begins like a pickle.
    if (start.length > 1 && (start[0] & 0xff) == PICKLE_PROTOCOL && !looksLikeSafetensors()) {
      throw pickle();
    }
    Map<String, NamedArray> tensors = new LinkedHashMap<>();
    Safetensors.read(file).forEach(tensor -> tensors.put(tensor.name(), tensor));
    return tensors;
  }

  private void requireFile() {
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "no regular file" : "no such file";
      throw new BadInputException("model.pretrained, " + file, found, EXPECTED);
    }
  }

  private BadInputException unreadable(IOException e) {
    return new BadInputException(
        "model.pretrained, " + file, "cannot be read (" + FileTrouble.reason(e) + ")", EXPECTED, e);
  }

  private byte[] start() {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(Integer.BYTES);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Whether a JSON object follows the length of the header. */
  private boolean looksLikeSafetensors() {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(Long.BYTES + 1);
      return head.length > Long.BYTES && head[Long.BYTES] == '{';
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Map<String, NamedArray> readZip() {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      // Both kinds have data.pkl; only a module has constants.
      if (zip.stream().noneMatch(entry -> entry.getName().endsWith("/constants.pkl"))) {
        throw pickle();
      }
    } catch (ZipException e) {
      throw new BadInputException("model.pretrained, " + file, "a broken archive", EXPECTED, e);
    } catch (IOException e) {
      throw unreadable(e);
    }
    Map<String, NamedArray> tensors = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      ScriptModule.load(file)
          .tensors()
          .forEach(
              (name, tensor) -> {
                List<Long> shape = LongStream.of(tensor.shape()).boxed().toList();
                tensors.put(name, new NamedArray(name, shape, tensor.toFloats()));
              });
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadInputException(
          "model.pretrained, " + file, "a module that libtorch cannot load", EXPECTED, e);
    }
    return tensors;
  }

  private BadInputException pickle() {
    return new BadInputException(
        "model.pretrained, " + file,
        "a pickle, as torch.save writes it",
        "safetensors or TorchScript; this line of Python converts it: import torch, safetensors.torch as s; "
            + "s.save_file(torch.load('%1$s', weights_only=True), '%1$s.safetensors')"
                .formatted(file.getFileName()));
  }

  /**
   * Puts them into every encoder; heads keep what they have.
   *
   * @param encoders what the names of an encoder's parameters begin with
   */
  void copyInto(List<Parameter> parameters, List<String> encoders, Consumer<String> notices) {
    Match match = match(parameters, encoders);
    if (!match.faults().isEmpty()) {
      throw new BadInputException(
          "model.pretrained, " + file,
          String.join("; ", match.faults()),
          "every tensor of the encoders");
    }
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      match.values().forEach((p, tensor) -> p.value().copy_(NetworkFile.tensor(tensor)));
    }
    if (!match.ignored().isEmpty()) {
      notices.accept("pretrained weights: without use are " + String.join(", ", match.ignored()));
    }
  }

  /** What matched, and what did not, for the encoders of a network. */
  private record Match(
      Map<Parameter, NamedArray> values, List<String> faults, List<String> ignored) {}

  /** Finds the tensor of every parameter of every encoder but its head. */
  private Match match(List<Parameter> parameters, List<String> encoders) {
    Map<String, NamedArray> tensors = read();
    Map<String, NamedArray> unused = new LinkedHashMap<>(tensors);
    Map<Parameter, NamedArray> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (String encoder : encoders) {
      for (Parameter p : parameters) {
        String name = p.name().startsWith(encoder) ? p.name().substring(encoder.length()) : "";
        if (name.isEmpty() || EncoderTraits.isOfPublishedHead(name)) {
          continue;
        }
        // A run's own weights have the encoder's name before the tensor's.
        String found =
            Stream.of(p.name(), ScriptText.inModule(p.name()))
                .filter(tensors::containsKey)
                .findFirst()
                .orElse(name);
        NamedArray tensor = tensors.get(found);
        unused.remove(found);
        if (tensor == null) {
          faults.add(p.name() + " missing");
        } else if (tensor.shape().equals(p.shape())) {
          values.put(p, tensor);
        } else if (!InputChannels.differAlone(name, tensor.shape(), p.shape())) {
          faults.add(fault(p, tensor));
        } else if (channels == PretrainedChannels.AVERAGE) {
          values.put(p, InputChannels.averaged(tensor, p.shape().get(1)));
        } else {
          faults.add(fault(p, tensor) + " (model.pretrained_channels=average adapts it)");
        }
      }
    }
    return new Match(values, faults, told(unused.keySet()));
  }

  private static String fault(Parameter p, NamedArray tensor) {
    return p.name() + " of shape " + tensor.shape() + " instead of " + p.shape();
  }

  /** The names, those of PyTorch's counters of batches as one. */
  private static List<String> told(Set<String> names) {
    List<String> told =
        new ArrayList<>(names.stream().filter(name -> !name.endsWith(COUNTER)).toList());
    int counters = names.size() - told.size();
    if (counters > 0) {
      told.add(counters + " × …" + COUNTER);
    }
    return told;
  }
}
