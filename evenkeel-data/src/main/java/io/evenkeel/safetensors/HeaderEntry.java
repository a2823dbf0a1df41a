package io.evenkeel.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a safetensors header says of one tensor, not yet believed. */
record HeaderEntry(Path file, String name, JsonNode entry) {

  NamedArray read(FileChannel channel, long dataStart) throws IOException {
    ElementType type =
        ElementType.named(entry.path("dtype").asText())
            .orElseThrow(
                () ->
                    bad("dtype " + entry.path("dtype"), "one of " + List.of(ElementType.values())));
    List<Long> shape = wholeNumbers("shape");
    List<Long> offsets = wholeNumbers("data_offsets");
    if (offsets.size() != 2) {
      throw bad("data_offsets " + offsets, "a begin and an end");
    }
    long begin = offsets.get(0);
    long bytes = offsets.get(1) - begin;
    if (bytes < 0 || bytes > Integer.MAX_VALUE || bytes != count(shape) * type.bytes) {
      throw bad(bytes + " bytes of data", "as many as shape " + shape + " takes");
    }
    if (begin > channel.size() - dataStart - bytes) {
      throw bad(
          "data up to byte " + (dataStart + begin + bytes),
          "a file that long; it has " + channel.size() + " bytes");
    }
    float[] values = type.floats(Safetensors.read(channel, dataStart + begin, (int) bytes));
    return new NamedArray(name, shape, values);
  }

  private List<Long> wholeNumbers(String key) {
    JsonNode array = entry.path(key);
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      if (!number.canConvertToLong() || number.asLong() < 0) {
        throw bad(key + " " + array, "whole numbers ≥ 0");
      }
      numbers.add(number.asLong());
    }
    if (!array.isArray()) {
      throw bad(key + " " + array, "a list of whole numbers");
    }
    return numbers;
  }

  private long count(List<Long> shape) {
    long count = 1;
    for (long dim : shape) {
      // Beyond this no array can hold it, and the product could overflow.
      if (dim > Integer.MAX_VALUE || count * dim > Integer.MAX_VALUE) {
        throw bad("shape " + shape, "a tensor of less than 2^31 values");
      }
      count *= dim;
    }
    return count;
  }

  private BadInputException bad(String found, String expected) {
    return new BadInputException(file + ", tensor " + name, found, expected);
  }
}
