package io.evenkeel.modality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One value per modality, in model order: the only container that is indexed by modality.
 *
 * @param modalities the modalities in model order, at least one, no two alike
 * @param values the value of each, in the same order
 * @param <T> what is held for each modality
 */
public record PerModality<T>(List<Modality> modalities, List<T> values) {

  /** Checks that there is exactly one value for each of at least one distinct modality. */
  public PerModality {
    modalities = List.copyOf(modalities);
    values = List.copyOf(values);
    if (modalities.isEmpty() || modalities.size() != values.size()) {
      throw new IllegalArgumentException(
          modalities.size() + " modalities with " + values.size() + " values");
    }
    if (new HashSet<>(modalities).size() != modalities.size()) {
      throw new IllegalArgumentException("a modality stands twice in " + modalities);
    }
  }

  /** The value that {@code make} gives for each modality. */
  public static <T> PerModality<T> of(List<Modality> modalities, Function<Modality, T> make) {
    return new PerModality<>(modalities, modalities.stream().map(make).toList());
  }

  /** The value of one modality; throws {@link NoSuchElementException} for a modality not held. */
  public T get(Modality modality) {
    return values.get(indexOf(modality));
  }

  /** The position of a modality in model order, from 0. */
  public int indexOf(Modality modality) {
    int index = modalities.indexOf(modality);
    if (index < 0) {
      throw new NoSuchElementException("no modality " + modality + " among " + modalities);
    }
    return index;
  }

  /** N, the number of modalities. */
  public int size() {
    return modalities.size();
  }

  /** The same modalities with each value replaced by its image. */
  public <R> PerModality<R> map(Function<? super T, ? extends R> image) {
    List<R> images = new ArrayList<>(values.size());
    for (T value : values) {
      images.add(image.apply(value));
    }
    return new PerModality<>(modalities, images);
  }

  /**
   * The same modalities with each value replaced by its image, which may depend on the modality.
   */
  public <R> PerModality<R> mapWithModality(BiFunction<Modality, ? super T, ? extends R> image) {
    List<R> images = new ArrayList<>(values.size());
    forEach((modality, value) -> images.add(image.apply(modality, value)));
    return new PerModality<>(modalities, images);
  }

  /** Shows every modality with its value, in model order. */
  public void forEach(BiConsumer<Modality, ? super T> visit) {
    for (int i = 0; i < modalities.size(); i++) {
      visit.accept(modalities.get(i), values.get(i));
    }
  }
}
