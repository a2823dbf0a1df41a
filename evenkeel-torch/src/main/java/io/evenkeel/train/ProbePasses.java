package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Marks;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
  Marks<Set<Modality>> coalitions(
      Dataset data, Collection<Set<Modality>> coalitions, StandIns standIns) {
    MarksCollector<Set<Modality>> collector = new MarksCollector<>();
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          long[] labels = batch.labels().toLongs();
          PerModality<Tensor> others = standIns.next(labels.length);
          collector.begin(labels);
          for (Set<Modality> present : coalitions) {
            PerModality<Tensor> inputs =
                batch
                    .inputs()
                    .mapWithModality((m, own) -> present.contains(m) ? own : others.get(m));
            collector.add(present, batch.targets().prediction(network.evaluate(inputs)));
            forwardDone.run();
          }
        });
    return collector.marks();
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
  Marks<Noisy> noise(Dataset data, List<Double> levels, InputStatistics statistics, Seed seed) {
    MarksCollector<Noisy> collector = new MarksCollector<>();
    int[] done = {0};
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          long[] labels = batch.labels().toLongs();
          collector.begin(labels);
          for (Modality modality : network.modalities()) {
            float[] unit =
                unitNoise(
                    network.shapes().get(modality),
                    statistics.deviations().get(modality),
                    labels.length,
                    sample -> seed.fold(modality.name()).fold(done[0] + sample));
            long[] sizes = BatchTensors.sizes(labels.length, network.shapes().get(modality));
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
          done[0] += labels.length;
        });
    return collector.marks();
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

  private static boolean isMask(SampleShape shape, int channel) {
    return shape.content() instanceof SampleShape.Content.Masked
        && channel == shape.dims().get(0) - 1;
  }

  /** The answer of the branch that a link goes to, with that link cut. */
  Marks<Link> links(Dataset data, MeanSqueezes means) {
    List<Link> links = Link.among(network.modalities());
    MarksCollector<Link> collector = new MarksCollector<>();
    EvaluationPass.over(
        network,
        data,
        batchSize,
        batch -> {
          collector.begin(batch.labels().toLongs());
          network
              .cutEach(batch.inputs(), means, links)
              .forEach(
                  (link, logits) -> {
                    collector.add(link, logits);
                    forwardDone.run();
                  });
        });
    return collector.marks();
  }
}
