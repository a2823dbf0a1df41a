package io.evenkeel.data;

import java.util.List;

/**
 * The shape of one modality of one sample, without the batch dimension.
 *
 * @param dims [channels, height, width] of an image, [features] of a vector, [channels, steps] of a
 *     sequence, [tokens] of a text
 * @param content what the values are
 */
public record SampleShape(List<Integer> dims, Content content) {

  /** What the values of a sample are. */
  public sealed interface Content {
    /** Plain numbers. */
    record Values() implements Content {}

    /**
     * A vector of numbers, then an index for each categorical column.
     *
     * @param sizes how many indices each categorical column has; index 0 is an unknown value
     */
    record Categories(List<Integer> sizes) implements Content {
      /** Keeps its own copy of the list. */
      public Categories {
        sizes = List.copyOf(sizes);
      }
    }

    /** A sequence whose last channel is 1 where a step is part of it and 0 where it is padding. */
    record Masked() implements Content {}

    /**
     * Indices of tokens.
     *
     * @param vocabulary how many indices there are; 0 is padding
     */
    record Tokens(int vocabulary) implements Content {}
  }

  /** The shape of plain numbers. */
  public SampleShape(List<Integer> dims) {
    this(dims, new Content.Values());
  }

  /** Checks that every dimension is at least 1. */
  public SampleShape {
    dims = List.copyOf(dims);
    if (dims.isEmpty() || dims.stream().anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException("not a shape: " + dims);
    }
  }

  /** The shape with these dimensions. */
  public static SampleShape of(Integer... dims) {
    return new SampleShape(List.of(dims));
  }

  /** How many values a sample has. */
  public int values() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }
}
