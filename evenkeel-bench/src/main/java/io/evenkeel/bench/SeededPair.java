package io.evenkeel.bench;

import io.evenkeel.bench.Networks.StepSize;
import io.evenkeel.data.Batch;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.BatchTensors;
import io.evenkeel.train.GradientNorms;
import io.evenkeel.train.Loss;
import io.evenkeel.train.SgdOptimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pair of networks with their first weights, and one batch drawn by seed: the step that is
 * compared with PyTorch.
 */
public final class SeededPair implements AutoCloseable {
  private static final Seed SEED = new Seed(4);
  private static final OptimizerSpec OPTIMIZER = new OptimizerSpec(0.1, 0, 0);

  private final Batch batch;
  private final MultimodalNetwork network;
  private final SgdOptimizer optimizer;
  private Speeds speeds;

  /** Makes networks and batch. */
  public SeededPair(Networks networks, StepSize size, Precision precision) {
    PerModality<SampleShape> shapes = networks.shapes(size);
    network =
        MultimodalNetwork.create(
            networks.spec(),
            shapes,
            networks.classes(),
            SEED.fold("weights"),
            new NetworkOptions(precision, List.of()));
    optimizer = new SgdOptimizer(OPTIMIZER, network.buffers());
    batch = draw(shapes, size.batch(), networks.classes());
    speeds = Speeds.none(network.modalities());
  }

  private static Batch draw(PerModality<SampleShape> shapes, int size, int classes) {
    var random = SEED.fold("batch").random();
    PerModality<float[]> inputs =
        shapes.map(
            shape -> {
              float[] values = new float[size * shape.values()];
              for (int i = 0; i < values.length; i++) {
                values[i] = 4 * random.nextFloat() - 2;
              }
              return values;
            });
    long[] labels = random.longs(size, 0, classes).toArray();
    return new Batch(size, inputs, labels);
  }

  /** The network. */
  public MultimodalNetwork network() {
    return network;
  }

  /** Writes the weights as they are now and the batch, labels as numbers, as safetensors files. */
  public void save(Path weights, Path batchFile) {
    network.save(weights);
    List<NamedArray> arrays = new ArrayList<>();
    network
        .shapes()
        .forEach(
            (modality, shape) -> {
              List<Long> sizes = new ArrayList<>(List.of((long) batch.size()));
              shape.dims().forEach(dim -> sizes.add((long) dim));
              arrays.add(new NamedArray(modality.name(), sizes, batch.inputs().get(modality)));
            });
    float[] labels = new float[batch.size()];
    for (int i = 0; i < batch.size(); i++) {
      labels[i] = batch.labels()[i];
    }
    arrays.add(new NamedArray("labels", List.of((long) batch.size()), labels));
    Safetensors.write(batchFile, arrays);
  }

  /** One regular step as the training loop takes it, with its bookkeeping; gives the loss. */
  public double step() {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      PerModality<Tensor> logits = network.train(tensors.inputs(), new StepPlan.Regular());
      double loss = backward(logits, tensors);
      bookkeeping();
      update();
      long[] predicted = Loss.prediction(logits.map(Tensor::detach)).argmax().toLongs();
      return loss + 0 * predicted[0];
    }
  }

  private double backward(PerModality<Tensor> logits, BatchTensors tensors) {
    Tensor loss = Loss.of(logits, tensors.labels());
    network.buffers().backward(loss);
    return loss.item();
  }

  /** The batch as tensors, and nothing more. */
  public void copyBatch() {
    try (Scope scope = Scope.open()) {
      BatchTensors.of(batch, network);
    }
  }

  /** Forward pass and loss, ready for a backward pass; gives the loss. */
  public double forward() {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      return Loss.of(network.train(tensors.inputs(), new StepPlan.Regular()), tensors.labels())
          .item();
    }
  }

  /** Forward and backward pass; gives the loss. */
  public double forwardAndBackward() {
    try (Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      return backward(network.train(tensors.inputs(), new StepPlan.Regular()), tensors);
    }
  }

  /** ‖G‖² and ‖θ‖² of every group into the learning speeds. */
  public void bookkeeping() {
    try (Scope scope = Scope.open()) {
      speeds = speeds.plus(GradientNorms.of(network));
    }
  }

  /** One update by the gradients that there are. */
  public void update() {
    optimizer.step(OPTIMIZER.learningRate());
  }

  /** The squeezes of the batch, averaged over it. */
  public MeanSqueezes meanSqueezes() {
    MeanSqueezes.Recorder recorder = network.squeezeRecorder();
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      network.recordSqueezes(BatchTensors.of(batch, network).inputs(), recorder);
    }
    return recorder.means();
  }

  /** Branch logits of the batch with and without cross-modal flow, by name. */
  public Map<String, float[]> contrast(MeanSqueezes means) {
    Map<String, float[]> logits = new LinkedHashMap<>();
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var both = network.contrast(BatchTensors.of(batch, network).inputs(), means);
      both.fused().forEach((modality, y) -> logits.put("fused." + modality, y.toFloats()));
      both.isolated().forEach((modality, y) -> logits.put("isolated." + modality, y.toFloats()));
    }
    return logits;
  }

  /** The gradient of every parameter by its name, row by row. */
  public Map<String, float[]> gradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      for (Parameter p : network.buffers().parameters()) {
        if (p.role().isPresent()) {
          gradients.put(p.name(), p.gradient().toFloats());
        }
      }
    }
    return gradients;
  }

  @Override
  public void close() {
    optimizer.close();
    network.close();
  }
}
