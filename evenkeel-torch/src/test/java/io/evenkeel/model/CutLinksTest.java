package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One message cut, for every kind of fusion. */
class CutLinksTest {
  private static final int BATCH = 5;

  @BeforeAll
  static void oneThreadIsFasterForSoLittleWork() {
    Libtorch.useThreads(1);
  }

  /** The means over a batch of other samples. */
  private static MeanSqueezes means(MultimodalNetwork network, PerModality<Tensor> inputs) {
    MeanSqueezes.Recorder recorder = network.squeezeRecorder();
    network.recordSqueezes(inputs, recorder);
    return recorder.means();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void withTwoModalitiesItIsTheBranchWithoutCrossModalFlow(Kind kind) {
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 1, kind);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      MeanSqueezes means = means(network, SmallNetworks.inputs(network, 40, 8));
      PerModality<Tensor> inputs = SmallNetworks.inputs(network, BATCH, 9);
      List<Link> links = Link.among(network.modalities());

      Map<Link, Tensor> cut = network.cutEach(inputs, means, links);

      PerModality<Tensor> isolated = network.contrast(inputs, means).isolated();
      assertThat(cut).hasSize(2);
      links.forEach(
          link ->
              assertThat(cut.get(link).toFloats()).isEqualTo(isolated.get(link.to()).toFloats()));
    }
  }

  /**
   * Where modality j never changes, its mean squeeze is its squeeze: at a single fusion module,
   * cutting j → i then shows branch i what it would see if m_j were that constant.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aCutLinkShowsTheConstantThatTheMeanWasTakenOf(Kind kind) {
    ModelSpec spec =
        ModelSpec.of(ModelSpec.Encoder.MLP, new ModelSpec.Fusion(kind, List.of("hidden1"), 2));
    try (MultimodalNetwork network = three(spec);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      PerModality<Tensor> constant = SmallNetworks.inputs(network, 1, 8);
      PerModality<Tensor> inputs = SmallNetworks.inputs(network, BATCH, 9);
      PerModality<Tensor> fused = network.evaluate(inputs);
      for (Link link : Link.among(network.modalities())) {
        PerModality<Tensor> replaced =
            inputs.mapWithModality(
                (m, x) -> m.equals(link.from()) ? constant.get(m).expand(x.shape()) : x);
        MeanSqueezes means = means(network, replaced);

        double[] cut = network.cutEach(inputs, means, List.of(link)).get(link).toDoubles();

        assertThat(cut)
            .containsExactly(
                network.evaluate(replaced).get(link.to()).toDoubles(),
                // Means are kept in single precision.
                within(1e-7));
        assertThat(cut).isNotEqualTo(fused.get(link.to()).toDoubles());
      }
    }
  }

  private static MultimodalNetwork three(ModelSpec spec) {
    List<Modality> names = List.of(new Modality("x"), new Modality("y"), new Modality("z"));
    return MultimodalNetwork.create(
        spec,
        PerModality.of(names, m -> io.evenkeel.data.SampleShape.of(3 + names.indexOf(m))),
        4,
        new Seed(5),
        new NetworkOptions(Precision.FLOAT64, List.of(8L)));
  }

  /** A sum of linear messages falls apart into its terms. */
  @Test
  void whatConcatenationLosesByAllCutsIsTheSumOfWhatItLosesByEach() {
    try (MultimodalNetwork network =
            three(
                ModelSpec.of(
                    ModelSpec.Encoder.MLP,
                    new ModelSpec.Fusion(Kind.CONCAT, List.of("hidden2"), 4)));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      MeanSqueezes means = means(network, SmallNetworks.inputs(network, 40, 8));
      PerModality<Tensor> inputs = SmallNetworks.inputs(network, BATCH, 9);
      MultimodalNetwork.Contrast contrast = network.contrast(inputs, means);
      Map<Link, Tensor> cut = network.cutEach(inputs, means, Link.among(network.modalities()));

      for (Modality to : network.modalities()) {
        Tensor fused = contrast.fused().get(to);
        Tensor lost = fused.times(0);
        for (Map.Entry<Link, Tensor> entry : cut.entrySet()) {
          if (entry.getKey().to().equals(to)) {
            lost = lost.plus(entry.getValue().plus(fused.times(-1)));
          }
        }
        assertThat(fused.plus(lost).toDoubles())
            .containsExactly(contrast.isolated().get(to).toDoubles(), within(1e-12));
      }
    }
  }

  /**
   * Means over one sample are its squeezes: were j silent to every branch, branch i would see at
   * both fusion modules what it sees where m_j is that constant. But it hears of j by way of the
   * third.
   */
  @Test
  void aThirdBranchStillHearsAndTellsWhatIsCut() {
    try (MultimodalNetwork network =
            three(
                ModelSpec.of(
                    ModelSpec.Encoder.MLP,
                    ModelSpec.Fusion.mmtm(List.of("hidden1", "hidden2"), 2)));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      PerModality<Tensor> constant = SmallNetworks.inputs(network, 1, 8);
      PerModality<Tensor> inputs = SmallNetworks.inputs(network, 1, 9);
      for (Link link : Link.among(network.modalities())) {
        PerModality<Tensor> silent =
            inputs.mapWithModality((m, x) -> m.equals(link.from()) ? constant.get(m) : x);

        double[] cut =
            network.cutEach(inputs, means(network, silent), List.of(link)).get(link).toDoubles();

        double[] without = network.evaluate(silent).get(link.to()).toDoubles();
        double distance = 0;
        for (int k = 0; k < cut.length; k++) {
          distance = Math.max(distance, Math.abs(cut[k] - without[k]));
        }
        // A silent j would leave 1e-11, the rounding of the means; what the third branch tells,
        // 1e-7.
        assertThat(distance).as("%s", link).isGreaterThan(1e-9);
      }
    }
  }
}
