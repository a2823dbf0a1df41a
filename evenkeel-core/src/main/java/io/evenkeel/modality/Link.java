package io.evenkeel.modality;

import java.util.List;

/**
 * What one branch tells another through the fusion modules.
 *
 * @param from the modality that is told of
 * @param to the modality whose branch is told, another one
 */
public record Link(Modality from, Modality to) {
  /** Checks that there are two. */
  public Link {
    if (from.equals(to)) {
      throw new IllegalArgumentException("no link from " + from + " to itself");
    }
  }

  /** Every link among modalities: N(N − 1), those to the first modality first. */
  public static List<Link> among(List<Modality> modalities) {
    return modalities.stream()
        .flatMap(
            to ->
                modalities.stream()
                    .filter(from -> !from.equals(to))
                    .map(from -> new Link(from, to)))
        .toList();
  }
}
