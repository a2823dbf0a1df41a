package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Device;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A multi-modal network with intermediate fusion: branch i gives logits ŷ_i, the prediction is
 * their mean.
 *
 * <p>Holds native memory until closed; not safe for use by several threads at once.
 */
public final class MultimodalNetwork implements AutoCloseable {
  private final NetworkDescription description;
  private final Precision precision;
  private final Device device;
  private final Architecture architecture;
  private final FlatBuffers buffers;
  private final PredictionRule prediction;
  private final boolean frozenNorms;
  private final Seed draws;
  private long trainingSteps;

  MultimodalNetwork(
      NetworkDescription description,
      NetworkOptions options,
      Architecture architecture,
      FlatBuffers buffers,
      Seed draws) {
    this.description = description;
    this.precision = options.precision();
    this.device = options.device();
    this.architecture = architecture;
    this.buffers = buffers;
    this.prediction = options.prediction();
    this.frozenNorms = description.spec().frozenNorms();
    this.draws = draws;
  }

  /** A network with initial weights that follow from the seed. */
  public static MultimodalNetwork create(
      ModelSpec spec, PerModality<SampleShape> shapes, int classes, Seed seed) {
    return create(spec, shapes, classes, seed, NetworkOptions.standard());
  }

  /** A network with initial weights that follow from the seed, laid out as the options say. */
  public static MultimodalNetwork create(
      ModelSpec spec,
      PerModality<SampleShape> shapes,
      int classes,
      Seed seed,
      NetworkOptions options) {
    ParameterPlan plan = new ParameterPlan();
    Architecture architecture = Architecture.declare(plan, spec, options.widths(), shapes, classes);
    MethodTensor.declare(
        options.methodTensors().of(architecture.featureWidths(classes), classes), plan);
    architecture.modules().moveTo(options.device());
    FlatBuffers buffers =
        FlatBuffers.allocate(plan.all(), options.precision(), options.device(), seed);
    NetworkDescription description =
        new NetworkDescription(spec, shapes, classes, options.widths());
    return new MultimodalNetwork(description, options, architecture, buffers, seed.fold("draws"));
  }

  /**
   * Branch logits (batch, classes) of a training step; records batch-norm statistics and running
   * gates.
   *
   * @param inputs for each modality (batch, shape…)
   * @param plan regular, or which branch's gates are replaced by their running means
   */
  public PerModality<Tensor> train(PerModality<Tensor> inputs, StepPlan plan) {
    return trainBranches(inputs, plan).logits();
  }

  /** The same, with the features that the heads see. */
  public Branches trainBranches(PerModality<Tensor> inputs, StepPlan plan) {
    return new TrainingPass(this, plan, beginStep()).whole(inputs);
  }

  /**
   * The same for a batch in several parts, each of which is computed after the one before it is
   * dropped. Running gates are those of the whole batch; batch norms normalise each part by itself.
   * A re-balancing step takes another pass without gradients, up to the last fusion module.
   *
   * @param each is given each part and its branches in a scope of their own
   */
  public <P extends BatchPart> void trainInParts(
      List<P> parts, StepPlan plan, BiConsumer<P, Branches> each) {
    new TrainingPass(this, plan, beginStep()).inParts(parts, each);
  }

  /** Counts a training step; what the user's modules draw in it follows from seed and count. */
  private long beginStep() {
    trainingSteps++;
    if (architecture.hasModules()) {
      Libtorch.seed(draws.fold(trainingSteps));
    }
    return trainingSteps;
  }

  Branches trainingBranches(PerModality<Tensor> inputs, Flow flow) {
    Mode mode = frozenNorms ? Mode.EVALUATE : Mode.TRAIN;
    return branches(start(), inputs.map(Activation::of), mode, flow);
  }

  /** Stages as training runs them, but that nothing is recorded. */
  PerModality<Activation> rehearse(
      PerModality<Activation> inputs, PerModality<Integer> from, PerModality<Integer> to) {
    return stages(inputs, from, to, frozenNorms ? Mode.EVALUATE : Mode.REHEARSE);
  }

  List<FusionPoint> fusions() {
    return architecture.fusions();
  }

  /** Folded batch norms, which closing gives back. */
  public final class Folding implements AutoCloseable {
    private final Owner owner = new Owner();

    private Folding() {
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        foldable().forEach(convolution -> convolution.fold(owner));
      } catch (RuntimeException | Error failed) {
        // Nobody gets this object to close, and a norm that stays folded would see old weights.
        close();
        throw failed;
      }
    }

    @Override
    public void close() {
      foldable().forEach(NormalizedConvolution::unfold);
      owner.close();
    }
  }

  /**
   * Until it is closed, evaluation takes convolutions and their batch norms in one operation: for
   * many batches between which no parameter changes. Logits are the same but for rounding.
   */
  public Folding foldNorms() {
    return new Folding();
  }

  private Stream<NormalizedConvolution> foldable() {
    return architecture.encoders().values().stream()
        .flatMap(encoder -> encoder.stages().stream())
        .flatMap(stage -> stage.foldable().stream());
  }

  /** Branch logits of f_i for every branch, with cross-modal flow; records nothing. */
  public PerModality<Tensor> evaluate(PerModality<Tensor> inputs) {
    return evaluateBranches(inputs).logits();
  }

  /** The same, with the features that the heads see. */
  public Branches evaluateBranches(PerModality<Tensor> inputs) {
    return branches(start(), inputs.map(Activation::of), Mode.EVALUATE, MultimodalNetwork::fuse);
  }

  /** Adds the squeezes of a batch to what is recorded, with cross-modal flow; no head is run. */
  public void recordSqueezes(PerModality<Tensor> inputs, MeanSqueezes.Recorder recorder) {
    throughFusions(
        start(),
        inputs.map(Activation::of),
        Mode.EVALUATE,
        (fusion, features) -> {
          recorder.add(
              architecture.fusions().indexOf(fusion), features.map(Activation::spatialMean));
          return fuse(fusion, features);
        });
    recorder.countSamples(inputs.values().get(0).shape()[0]);
  }

  /** An empty recorder for the squeezes of this network. */
  public MeanSqueezes.Recorder squeezeRecorder() {
    return new MeanSqueezes.Recorder(
        architecture.fusions().stream().map(FusionPoint::channels).toList());
  }

  /**
   * Branch logits with and without cross-modal flow.
   *
   * @param fused ŷ_i of f_i
   * @param isolated ŷ_i of f'_i
   */
  public record Contrast(PerModality<Tensor> fused, PerModality<Tensor> isolated) {}

  /** f_i and f'_i of every branch; what lies before the first fusion is computed once for both. */
  public Contrast contrast(PerModality<Tensor> inputs, MeanSqueezes means) {
    PerModality<Integer> first = firstFusion();
    PerModality<Activation> prefix =
        stages(inputs.map(Activation::of), start(), first, Mode.EVALUATE);
    PerModality<Tensor> fused = forward(first, prefix, Mode.EVALUATE, MultimodalNetwork::fuse);
    PerModality<Tensor> isolated =
        forward(
            first,
            prefix,
            Mode.EVALUATE,
            (fusion, features) -> cut(fusion, features, means, (from, to) -> true));
    return new Contrast(fused, isolated);
  }

  /**
   * Branch logits ŷ_i of f_i with one message cut, for each of these links: the squeeze of {@code
   * from} is replaced by its mean where the message to branch i = {@code to} is computed, and
   * nowhere else. What it tells a third branch may still come to branch i by way of that one.
   */
  public Map<Link, Tensor> cutEach(
      PerModality<Tensor> inputs, MeanSqueezes means, List<Link> links) {
    PerModality<Integer> first = firstFusion();
    PerModality<Activation> prefix =
        stages(inputs.map(Activation::of), start(), first, Mode.EVALUATE);
    Map<Link, Tensor> logits = new LinkedHashMap<>();
    for (Link link : links) {
      PerModality<Tensor> all =
          forward(
              first,
              prefix,
              Mode.EVALUATE,
              (fusion, features) ->
                  cut(
                      fusion,
                      features,
                      means,
                      (from, to) -> from.equals(link.from()) && to.equals(link.to())));
      logits.put(link, all.get(link.to()));
    }
    return logits;
  }

  private PerModality<Integer> firstFusion() {
    return architecture.fusions().stream().map(FusionPoint::depths).findFirst().orElse(end());
  }

  private static PerModality<Activation> fuse(
      FusionPoint fusion, PerModality<Activation> features) {
    return fusion.fused(features, fusion.messages(features));
  }

  /** Each branch with messages in which what it is no longer told of is replaced by its mean. */
  private PerModality<Activation> cut(
      FusionPoint fusion,
      PerModality<Activation> features,
      MeanSqueezes means,
      BiPredicate<Modality, Modality> isCut) {
    long batch = features.values().get(0).values().shape()[0];
    PerModality<Tensor> meansOfAll =
        means.repeated(architecture.fusions().indexOf(fusion), batch, precision, device);
    PerModality<Tensor> squeezes = features.map(Activation::spatialMean);
    return fusion.fused(
        features,
        features.mapWithModality(
            (to, a) ->
                fusion
                    .module()
                    .message(
                        to,
                        squeezes.mapWithModality(
                            (from, squeeze) ->
                                !from.equals(to) && isCut.test(from, to)
                                    ? meansOfAll.get(from)
                                    : squeeze))));
  }

  /** What happens at a fusion module. */
  @FunctionalInterface
  interface Flow {
    PerModality<Activation> through(FusionPoint fusion, PerModality<Activation> features);
  }

  /** From features after so many stages of each branch, none of them fused yet, to logits. */
  private PerModality<Tensor> forward(
      PerModality<Integer> depths, PerModality<Activation> features, Mode mode, Flow flow) {
    return branches(depths, features, mode, flow).logits();
  }

  private Branches branches(
      PerModality<Integer> depths, PerModality<Activation> features, Mode mode, Flow flow) {
    List<FusionPoint> fusions = architecture.fusions();
    PerModality<Integer> last =
        fusions.isEmpty() ? depths : fusions.get(fusions.size() - 1).depths();
    PerModality<Activation> fused = throughFusions(depths, features, mode, flow);
    PerModality<Tensor> pooled =
        stages(fused, last, end(), mode)
            .mapWithModality((modality, x) -> architecture.encoders().get(modality).pooled(x));
    return new Branches(pooled, classify(pooled));
  }

  /** From the same features to those that the last fusion gives. */
  private PerModality<Activation> throughFusions(
      PerModality<Integer> depths, PerModality<Activation> unfused, Mode mode, Flow flow) {
    PerModality<Activation> features = unfused;
    PerModality<Integer> from = depths;
    for (FusionPoint fusion : architecture.fusions()) {
      features = flow.through(fusion, stages(features, from, fusion.depths(), mode));
      from = fusion.depths();
    }
    return features;
  }

  private PerModality<Activation> stages(
      PerModality<Activation> inputs,
      PerModality<Integer> from,
      PerModality<Integer> to,
      Mode mode) {
    return inputs.mapWithModality(
        (modality, x) ->
            architecture
                .encoders()
                .get(modality)
                .forward(x, from.get(modality), to.get(modality), mode));
  }

  private PerModality<Tensor> classify(PerModality<Tensor> pooled) {
    return pooled.mapWithModality(
        (modality, x) -> architecture.encoders().get(modality).classify(x));
  }

  /** Before the first stage of every branch. */
  PerModality<Integer> start() {
    return shapes().map(shape -> 0);
  }

  /** After the last stage of every branch. */
  private PerModality<Integer> end() {
    return architecture.encoders().map(encoder -> encoder.stages().size());
  }

  /** The modalities in model order. */
  public List<Modality> modalities() {
    return shapes().modalities();
  }

  /** The shape of each modality of one sample. */
  public PerModality<SampleShape> shapes() {
    return description.shapes();
  }

  NetworkDescription description() {
    return description;
  }

  /** The floating-point format it computes in. */
  public Precision precision() {
    return precision;
  }

  /** How its branches predict together. */
  public PredictionRule prediction() {
    return prediction;
  }

  /** Where its memory is. */
  public Device device() {
    return device;
  }

  /** The memory of its parameters and statistics. */
  public FlatBuffers buffers() {
    return buffers;
  }

  /** The parameters of a modality's encoder: of θ_i those that do not belong to its head. */
  public List<Parameter> encoder(Modality modality) {
    Linear head = architecture.heads().get(modality);
    return buffers.parameters().stream()
        .filter(p -> p.role().equals(Optional.of(new Role.Main(modality))))
        .filter(p -> p != head.weight() && p != head.bias())
        .toList();
  }

  /** The weight (outputs, features) and the bias (outputs) of a modality's head. */
  public List<Parameter> head(Modality modality) {
    Linear head = architecture.heads().get(modality);
    return List.of(head.weight(), head.bias());
  }

  /** How many values are trained. */
  public long parameterCount() {
    return buffers.values().count();
  }

  /** How many training steps its running gates have seen. */
  public long trainingSteps() {
    return trainingSteps;
  }

  void setTrainingSteps(long steps) {
    trainingSteps = steps;
  }

  /** The state of a network at a moment, kept until closed. */
  public static final class Snapshot implements AutoCloseable {
    private final FlatBuffers.Snapshot buffers;
    private final long trainingSteps;

    private Snapshot(FlatBuffers.Snapshot buffers, long trainingSteps) {
      this.buffers = buffers;
      this.trainingSteps = trainingSteps;
    }

    /** The same as plain arrays. */
    public NetworkState state() {
      try (Scope scope = Scope.open()) {
        return new NetworkState(
            buffers.values().toFloats(), buffers.statistics().toFloats(), trainingSteps);
      }
    }

    @Override
    public void close() {
      buffers.close();
    }
  }

  /** A copy of every parameter and statistic, and of the count of steps, as they are now. */
  public Snapshot snapshot() {
    return new Snapshot(buffers.snapshot(), trainingSteps);
  }

  /** Puts everything back to what it was. */
  public void restore(Snapshot snapshot) {
    buffers.restore(snapshot.buffers);
    trainingSteps = snapshot.trainingSteps;
  }

  /** Every parameter and statistic, and the count of steps, as they are now, as plain arrays. */
  public NetworkState state() {
    try (Snapshot now = snapshot()) {
      return now.state();
    }
  }

  /** Puts everything to what {@link #state} has said of a network of this layout. */
  public void restore(NetworkState state) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      buffers.values().copy_(Tensor.of(state.values(), state.values().length));
      buffers.statistics().copy_(Tensor.of(state.statistics(), state.statistics().length));
    }
    trainingSteps = state.trainingSteps();
  }

  /**
   * Puts pretrained weights into every encoder; heads and fusion modules keep what they have.
   *
   * @param notices is told of tensors of the file that have no use
   * @throws io.evenkeel.input.BadInputException if a tensor is missing or of another shape; it
   *     names every one, and the network is as it was
   */
  public void begin(PretrainedWeights weights, Consumer<String> notices) {
    begin(weights, modalities(), notices);
  }

  /** The same for the encoders of some modalities. */
  public void begin(
      PretrainedWeights weights, List<Modality> modalities, Consumer<String> notices) {
    weights.copyInto(
        buffers.parameters(),
        modalities.stream().map(m -> "encoders." + m + ".").toList(),
        notices);
  }

  /**
   * A module that does what {@link #evaluate} does, and predicts as the network does, with copies
   * of the weights as they are.
   */
  ScriptModule script() {
    ScriptBody body = new ScriptBody();
    String source = new ScriptSource(architecture, prediction).forward(body);
    Set<String> modules = body.modules().keySet();
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    statistics.put(NetworkFile.TRAINING_STEPS, NetworkFile.trainingSteps(this));
    for (Parameter p : buffers.parameters()) {
      String name = ScriptText.inModule(p.name());
      // Modules that users wrote have theirs within them.
      if (modules.stream().noneMatch(module -> name.startsWith(module + "."))) {
        (p.role().isPresent() ? parameters : statistics).put(name, TrainedNetwork.ownCopy(p));
      }
    }
    return ScriptModule.define(body.modules(), parameters, statistics, source);
  }

  /** Writes every parameter and statistic as a safetensors file, whole or not at all. */
  public void save(Path file) {
    NetworkFile.save(this, file);
  }

  /**
   * Reads what {@link #save} has written; throws if a tensor is missing, unknown or of another
   * shape.
   */
  public void load(Path file) {
    NetworkFile.load(this, file);
  }

  @Override
  public void close() {
    buffers.close();
    architecture.modules().close();
  }
}
