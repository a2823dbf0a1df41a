package io.evenkeel.measure;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a network said of every sample of one split, for each of several ways to ask it.
 *
 * @param <K> a way to ask: a coalition of modalities, a message that is cut …
 */
public sealed interface Replies<K> permits Marks, NumberReplies {

  /** How many samples there are. */
  int samples();

  /** What A(·) is for them. */
  Quality quality();

  /**
   * A of the replies, asked this way; 0 of no samples.
   *
   * @throws IllegalArgumentException if nobody has asked so
   */
  double score(K way);

  /** A where every sample is asked a way of its own, by its number. */
  double mixed(IntFunction<K> wayOf);

  /** The same of these samples alone, an entry for each sample. */
  Replies<K> among(boolean[] which);

  /**
   * The intervals of measures that follow from sums of scores, all from the same resamples of the
   * samples.
   *
   * @param sums what measures are made of
   * @param measures each from the sums in one resample, in their order; NaN where undefined
   * @param bootstrap how many resamples
   * @param random where every draw comes from
   * @return an interval for each measure; empty where more than one resample in a hundred leaves it
   *     undefined, or where there are no samples
   */
  List<Optional<ConfidenceInterval>> intervals(
      List<ScoreSum<K>> sums,
      List<ToDoubleFunction<double[]>> measures,
      Bootstrap bootstrap,
      UniformRandomProvider random);
}
