package io.evenkeel.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: an 8-byte little-endian header length, a JSON header that gives each
 * tensor its dtype, shape and offsets, then the data, little-endian and row-major.
 *
 * <p>Tensors are written as F32; those of F64, F16, BF16 and I64 are read as floats, too.
 */
public final class Safetensors {
  private static final int LENGTH_BYTES = 8;
  // The format's own limit, against headers that claim the whole memory.
  private static final long MAX_HEADER_BYTES = 100_000_000;
  private static final String METADATA = "__metadata__";

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param metadata free text by key
   * @param tensors in the order of the header
   */
  public record Content(Map<String, String> metadata, List<NamedArray> tensors) {
    /** Keeps copies of its own. */
    public Content {
      metadata = Map.copyOf(metadata);
      tensors = List.copyOf(tensors);
    }
  }

  /** Writes tensors in the order given, whole or not at all. */
  public static void write(Path file, List<NamedArray> tensors) {
    write(file, new Content(Map.of(), tensors));
  }

  /** Writes metadata and tensors, whole or not at all. */
  public static void write(Path file, Content content) {
    List<NamedArray> tensors = content.tensors();
    WholeFile.write(
        file,
        channel -> {
          WholeFile.writeFully(channel, header(content));
          for (NamedArray tensor : tensors) {
            ByteBuffer data = littleEndian(tensor.values().length * Float.BYTES);
            data.asFloatBuffer().put(tensor.values());
            WholeFile.writeFully(channel, data);
          }
        });
  }

  private static ByteBuffer header(Content content) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (!content.metadata().isEmpty()) {
      ObjectNode metadata = root.putObject(METADATA);
      new TreeMap<>(content.metadata()).forEach(metadata::put);
    }
    long offset = 0;
    for (NamedArray tensor : content.tensors()) {
      ObjectNode entry = root.putObject(tensor.name()).put("dtype", "F32");
      tensor.shape().forEach(entry.putArray("shape")::add);
      long end = offset + (long) tensor.values().length * Float.BYTES;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer header = littleEndian(LENGTH_BYTES + padded).putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads every tensor, in the order of the header. */
  public static List<NamedArray> read(Path file) {
    return readContent(file).tensors();
  }

  /** Reads metadata and every tensor. */
  public static Content readContent(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = headerLength(file, channel);
      byte[] json = read(channel, LENGTH_BYTES, Math.toIntExact(length)).array();
      JsonNode root = parse(file, json);
      Map<String, String> metadata = new HashMap<>();
      root.path(METADATA)
          .properties()
          .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      List<NamedArray> tensors = new ArrayList<>();
      for (var field : root.properties()) {
        if (!field.getKey().equals(METADATA)) {
          var entry = new HeaderEntry(file, field.getKey(), field.getValue());
          tensors.add(entry.read(channel, LENGTH_BYTES + length));
        }
      }
      return new Content(metadata, tensors);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a safetensors file", e);
    }
  }

  private static long headerLength(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new BadInputException(
          file.toString(), size + " bytes in all", "a safetensors file of at least 8 bytes");
    }
    long length = read(channel, 0, LENGTH_BYTES).getLong();
    if (length < 2 || length > Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES)) {
      throw new BadInputException(
          file + ", offset 0",
          "a header length of " + Long.toUnsignedString(length) + " bytes",
          "a safetensors header that fits into the file's " + size + " bytes");
    }
    return length;
  }

  private static JsonNode parse(Path file, byte[] json) throws IOException {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw new BadInputException(file + ", offset 8", "JSON " + root.getNodeType(), "an object");
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ", offset 8", "a header that is no JSON", "a safetensors header", e);
    }
  }

  static ByteBuffer read(FileChannel channel, long offset, int bytes) throws IOException {
    ByteBuffer data = littleEndian(bytes);
    while (data.hasRemaining()) {
      if (channel.read(data, offset + data.position()) < 0) {
        throw new IOException("ends at byte " + (offset + data.position()));
      }
    }
    return data.flip();
  }
}
