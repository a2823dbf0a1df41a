package io.evenkeel.bench;

import io.evenkeel.data.Batch;
import io.evenkeel.data.BatchAssembler;
import io.evenkeel.data.DataSource;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.BatchTensors;
import io.evenkeel.train.GradientNorms;
import io.evenkeel.train.Loss;
import io.evenkeel.train.SgdOptimizer;
import java.util.List;
import java.util.OptionalInt;

/**
 * The pair of networks of the default recipe, gray [1, 28, 28] and color [3, 28, 28] with an MMTM
 * after conv3 and conv4, with digits to train it on.
 */
public final class MnistPair implements AutoCloseable {
  /** A step that counts in the learning speeds. */
  public static final StepPlan REGULAR = new StepPlan.Regular();

  private final Recipe recipe;
  private final DataSplits data;
  private final List<Batch> batches;
  private final MultimodalNetwork network;
  private final SgdOptimizer optimizer;
  private Speeds speeds;
  private int next;

  /**
   * How much data there is.
   *
   * @param train training samples
   * @param test test samples
   * @param batch samples a training step
   */
  public record Size(int train, int test, int batch) {
    /** The batch size of the recipe, and few enough digits to load at once. */
    public static Size standard() {
      return new Size(5000, 2000, 64);
    }

    Size withBatch(int samples) {
      return new Size(train, test, samples);
    }
  }

  /** A network with its first weights and the batches of one epoch, assembled. */
  public MnistPair(Size size) {
    recipe = recipe(size);
    Seed seed = new Seed(recipe.seed());
    data = DataSource.open(recipe.data(), seed.fold("data"));
    BatchAssembler assembler = new BatchAssembler(data.train());
    batches =
        order().stream()
            .filter(samples -> samples.length == size.batch())
            .map(assembler::assemble)
            .toList();
    network =
        MultimodalNetwork.create(
            recipe.model(), data.train().shapes(), data.train().classes(), seed.fold("weights"));
    optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers());
    speeds = Speeds.none(network.modalities());
  }

  private static Recipe recipe(Size size) {
    Recipe base = Recipe.defaults();
    DataSpec digits = base.data();
    return new Recipe(
        base.seed(),
        2,
        size.batch(),
        base.evaluationBatchSize(),
        base.batch(),
        base.threads(),
        base.device(),
        base.strategy(),
        new DataSpec(
            digits.source(),
            digits.directory(),
            digits.manifest(),
            digits.modalities(),
            OptionalInt.of(size.train()),
            digits.validationSamples(),
            OptionalInt.of(size.test()),
            digits.colors(),
            digits.normalization(),
            digits.views(),
            digits.video()),
        base.model(),
        base.optimizer(),
        base.schedule(),
        base.stopping(),
        base.checkpoint());
  }

  /** The batches of the first epoch, as places in the training split. */
  public List<int[]> order() {
    return EpochOrder.shuffled(data.train().size(), recipe.batchSize(), new Seed(recipe.seed()), 1);
  }

  /** The recipe: the default one but for the numbers of samples and epochs. */
  public Recipe recipe() {
    return recipe;
  }

  /** The digits. */
  public DataSplits data() {
    return data;
  }

  /** The network. */
  public MultimodalNetwork network() {
    return network;
  }

  /** The next batch; after the last comes the first again. */
  public Batch nextBatch() {
    Batch batch = batches.get(next);
    next = (next + 1) % batches.size();
    return batch;
  }

  /** A plan that re-balances the first modality. */
  public StepPlan rebalanceFirst() {
    return new StepPlan.Rebalance(network.modalities().get(0));
  }

  /** One training step on the next batch, with all that the training loop does; gives the loss. */
  public double step(StepPlan plan) {
    return step(plan, nextBatch());
  }

  /** One training step on this batch. */
  public double step(StepPlan plan, Batch batch) {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      PerModality<Tensor> logits = network.train(tensors.inputs(), plan);
      double loss = backward(logits, tensors);
      if (plan.equals(REGULAR)) {
        speeds = speeds.plus(GradientNorms.of(network));
      }
      update();
      long[] predicted = Loss.prediction(logits.map(Tensor::detach)).argmax().toLongs();
      return loss + predicted[0];
    }
  }

  /** Loss and gradients of the next batch, without bookkeeping or update; gives the loss. */
  public double forwardAndBackward() {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(nextBatch(), network);
      return backward(network.train(tensors.inputs(), REGULAR), tensors);
    }
  }

  private double backward(PerModality<Tensor> logits, BatchTensors tensors) {
    Tensor loss = Loss.of(logits, tensors.labels());
    network.buffers().backward(loss);
    return loss.item();
  }

  /** The loss of the next batch in training mode, ready for a backward pass. */
  public double forward() {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(nextBatch(), network);
      return Loss.of(network.train(tensors.inputs(), REGULAR), tensors.labels()).item();
    }
  }

  /** ‖G‖² and ‖θ‖² of every group, from the flat buffers. */
  public Object bookkeeping() {
    try (Scope scope = Scope.open()) {
      return GradientNorms.of(network);
    }
  }

  /** One update by the gradients that there are. */
  public void update() {
    optimizer.step(recipe.optimizer().learningRate());
  }

  @Override
  public void close() {
    optimizer.close();
    network.close();
  }
}
