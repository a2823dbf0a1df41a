package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Replies;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Passes over a split in which a network is asked every batch in several ways.
 *
 * @param network what is asked, in evaluation mode
 * @param batchSize samples a forward pass
 * @param forwardDone told after each forward pass
 */
record ProbePasses(MultimodalNetwork network, int batchSize, Runnable forwardDone) {

  /** The prediction of each coalition: inputs of modalities outside it are replaced. */
  Replies<Set<Modality>> coalitions(
      Dataset data, Collection<Set<Modality>> coalitions, StandIns standIns) {
    ReplyCollector<Set<Modality>> collector = ReplyCollector.of(data);
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          PerModality<Tensor> others = standIns.next(batch.size());
          collector.begin(batch);
          for (Set<Modality> present : coalitions) {
            collector.add(
                present,
                present.isEmpty() && standIns.areAlike()
                    ? predictionOfOne(batch, others)
                    : prediction(batch, present, others));
          }
        });
    return collector.replies();
  }

  /**
   * The prediction of a batch whose samples are all the same input, from one of them: a whole batch
   * rounds its rows each in its own way, and average precision would take that for an order.
   */
  private Tensor predictionOfOne(BatchTensors batch, PerModality<Tensor> alike) {
    PerModality<Tensor> logits = network.evaluate(alike.map(input -> input.segment(0, 1)));
    forwardDone.run();
    return batch.targets().prediction(logits.map(one -> one.expand(batch.size(), one.shape()[1])));
  }

  private Tensor prediction(
      BatchTensors batch, Set<Modality> present, PerModality<Tensor> standIns) {
    PerModality<Tensor> inputs =
        batch.inputs().mapWithModality((m, own) -> present.contains(m) ? own : standIns.get(m));
    Tensor prediction = batch.targets().prediction(network.evaluate(inputs));
    forwardDone.run();
    return prediction;
  }

  /**
   * A modality with the inputs of other samples.
   *
   * @param round which of the random orders, from 0
   * @param modality the one that is permuted; empty for none, in round 0
   */
  record Permuted(int round, Optional<Modality> modality) {
    /** With nothing permuted. */
    static final Permuted NONE = new Permuted(0, Optional.empty());
  }

  /**
   * The prediction as it is, and with each modality permuted alone.
   *
   * @param rounds how many random orders
   * @param standIns the inputs of other samples in each of them
   */
  Replies<Permuted> permutations(Dataset data, int rounds, IntFunction<StandIns> standIns) {
    Set<Modality> whole = Set.copyOf(network.modalities());
    ReplyCollector<Permuted> collector = ReplyCollector.of(data);
    for (int k = 0; k < rounds; k++) {
      int round = k;
      collector.rewind();
      try (StandIns others = standIns.apply(round)) {
        EvaluationPass.over(
            network,
            data,
            batchSize,
            batch -> {
              PerModality<Tensor> permuted = others.next(batch.size());
              collector.begin(batch);
              if (round == 0) {
                collector.add(Permuted.NONE, prediction(batch, whole, permuted));
              }
              for (Modality modality : network.modalities()) {
                Set<Modality> present = new HashSet<>(whole);
                present.remove(modality);
                collector.add(
                    new Permuted(round, Optional.of(modality)),
                    prediction(batch, present, permuted));
              }
            });
      }
    }
    return collector.replies();
  }

  /**
   * A modality with noise.
   *
   * @param level σ of the noise, in standard deviations of the channel it is added to
   */
  record Noisy(Modality modality, double level) {}

  /**
   * The prediction while one modality is noisy. The noise of a sample is the same at every level
   * but for its size.
   *
   * @param statistics of the training split
   * @param seed what the noise follows from, with the modality and the sample's number
   */
  Replies<Noisy> noise(Dataset data, List<Double> levels, InputStatistics statistics, Seed seed) {
    ReplyCollector<Noisy> collector = ReplyCollector.of(data);
    int[] done = {0};
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          int size = batch.size();
          collector.begin(batch);
          for (Modality modality : network.modalities()) {
            float[] unit =
                unitNoise(
                    network.shapes().get(modality),
                    statistics.deviations().get(modality),
                    size,
                    sample -> seed.fold(modality.name()).fold(done[0] + sample));
            silence(unit, size, sample -> !data.has(modality, done[0] + sample));
            long[] sizes = BatchTensors.sizes(size, network.shapes().get(modality));
            Tensor noise = network.device().of(unit, sizes).to(network.precision());
            for (double level : levels) {
              PerModality<Tensor> inputs =
                  batch
                      .inputs()
                      .mapWithModality(
                          (m, own) -> m.equals(modality) ? own.plus(noise.times(level)) : own);
              collector.add(
                  new Noisy(modality, level), batch.targets().prediction(network.evaluate(inputs)));
              forwardDone.run();
            }
          }
          done[0] += size;
        });
    return collector.replies();
  }

  @FunctionalInterface
  interface SeedOfSample {
    Seed of(int sample);
  }

  /** Normal noise of each channel's deviation, sample by sample; none on a mask. */
  static float[] unitNoise(
      SampleShape shape, double[] deviations, int samples, SeedOfSample seeds) {
    int values = shape.values();
    int perChannel = values / deviations.length;
    float[] noise = new float[samples * values];
    for (int sample = 0; sample < samples; sample++) {
      var normal = ZigguratSampler.NormalizedGaussian.of(seeds.of(sample).random());
      for (int v = 0; v < values; v++) {
        int channel = v / perChannel;
        double deviation = isMask(shape, channel) ? 0 : deviations[channel];
        noise[sample * values + v] = (float) (deviation * normal.sample());
      }
    }
    return noise;
  }

  /** Takes the noise from samples that lack the modality: what is not there is not noisy. */
  private static void silence(float[] noise, int samples, IntPredicate lacks) {
    int values = noise.length / samples;
    IntStream.range(0, samples)
        .filter(lacks)
        .forEach(sample -> Arrays.fill(noise, sample * values, (sample + 1) * values, 0));
  }

  private static boolean isMask(SampleShape shape, int channel) {
    return shape.content() instanceof SampleShape.Content.Masked
        && channel == shape.dims().get(0) - 1;
  }

  /**
   * A branch that is told less.
   *
   * @param branch the one that is asked
   * @param from whose message to it is cut; empty for none
   */
  record Cut(Modality branch, Optional<Modality> from) {
    /** With nothing cut. */
    Cut(Modality branch) {
      this(branch, Optional.empty());
    }

    /** With one link cut. */
    Cut(Link link) {
      this(link.to(), Optional.of(link.from()));
    }
  }

  /** The answers of every branch, as they are and with each link to it cut. */
  Replies<Cut> links(Dataset data, MeanSqueezes means) {
    List<Link> links = Link.among(network.modalities());
    ReplyCollector<Cut> collector = ReplyCollector.of(data);
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          collector.begin(batch);
          network
              .evaluate(batch.inputs())
              .forEach((branch, logits) -> collector.add(new Cut(branch), logits));
          forwardDone.run();
          network
              .cutEach(batch.inputs(), means, links)
              .forEach(
                  (link, logits) -> {
                    collector.add(new Cut(link), logits);
                    forwardDone.run();
                  });
        });
    return collector.replies();
  }
}
