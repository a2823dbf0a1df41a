package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.strategy.Strategy;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One training run in progress. */
final class TrainingLoop implements AutoCloseable {
  private final MultimodalNetwork network;
  private final Recipe recipe;
  private final DataSplits splits;
  private final Observer observer;
  private final BooleanSupplier interrupted;
  private final Seed runSeed;
  private final long stepsPerEpoch;
  private final SgdOptimizer optimizer;
  private final long startNanos = System.nanoTime();

  private Strategy strategy;
  private Speeds speeds;
  private LearningRate learningRate;
  private Stopping stopping;
  private Optional<Best> best = Optional.empty();
  private long step;
  private double trainingSeconds;
  private double waitSeconds;
  private long samples;

  private record Best(int epoch, SplitScore validation, MultimodalNetwork.Snapshot state) {}

  TrainingLoop(
      MultimodalNetwork network,
      Recipe recipe,
      DataSplits splits,
      Observer observer,
      BooleanSupplier interrupted) {
    this.network = network;
    this.recipe = recipe;
    this.splits = splits;
    this.observer = observer;
    this.interrupted = interrupted;
    Seed seed = new Seed(recipe.seed());
    runSeed = seed;
    stepsPerEpoch = EpochOrder.stepsPerEpoch(splits.train().size(), recipe.batchSize());
    optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers());
    strategy = recipe.strategy().start(network.modalities(), seed.fold("strategy"));
    speeds = Speeds.none(network.modalities());
    learningRate = LearningRate.start(recipe.schedule(), recipe.optimizer().learningRate());
    stopping = Stopping.start(recipe.stopping());
  }

  TrainingResult run() {
    observer.on(
        new Event.TrainingStarted(
            network.modalities(), recipe.epochs(), stepsPerEpoch, recipe.batchSize()));
    for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
      trainEpoch(epoch);
      if (interrupted.getAsBoolean()) {
        return finish("interrupted in epoch " + epoch, true);
      }
      Optional<String> reason = stopping.reason();
      if (reason.isPresent()) {
        return finish(reason.get(), false);
      }
    }
    return finish("all " + recipe.epochs() + " epochs done", false);
  }

  private void trainEpoch(int epoch) {
    long epochStart = System.nanoTime();
    EpochTally tally = new EpochTally();
    double waited;
    try (PrefetchingBatches batches = PrefetchingBatches.of(splits.train(), order(epoch))) {
      boolean stop = false;
      while (batches.hasNext() && !stop) {
        Batch batch = batches.next();
        StepEvidence evidence = trainStep(batch, new Position(epoch, ++step));
        tally.add(evidence, batch.size());
        observer.on(new Event.StepFinished(evidence));
        stop = interrupted.getAsBoolean();
      }
      waited = batches.waitNanos() * 1e-9;
    }
    trainingSeconds += secondsSince(epochStart);
    waitSeconds += waited;
    samples += tally.samples();
    SplitScore validation =
        Evaluator.predict(network, splits.validation().data(), recipe.evaluationBatchSize())
            .score();
    boolean isBest = best.isEmpty() || validation.accuracy() > best.get().validation().accuracy();
    if (isBest) {
      keepAsBest(epoch, validation);
    }
    observer.on(
        new Event.EpochFinished(
            new EpochReport(
                new Position(epoch, step),
                learningRate.value(),
                tally.loss(),
                tally.accuracy(),
                tally.rebalancingSteps(),
                validation,
                speeds,
                isBest,
                secondsSince(epochStart),
                waited)));
    learningRate = learningRate.afterEpoch(tally.loss());
    stopping = stopping.afterEpoch(tally.accuracy(), isBest);
  }

  private List<int[]> order(int epoch) {
    return EpochOrder.shuffled(splits.train().size(), recipe.batchSize(), runSeed, epoch);
  }

  /** Plan, forward under the plan, loss, backward, evidence, update, next strategy. */
  private StepEvidence trainStep(Batch batch, Position at) {
    try (Scope scope = Scope.open()) {
      StepPlan plan = strategy.plan(at);
      BatchTensors tensors = BatchTensors.of(batch, network);
      PerModality<Tensor> logits = network.train(tensors.inputs(), plan);
      Tensor loss = Loss.of(logits, tensors.labels());
      network.buffers().gradients().zero_();
      loss.backward();
      double lossValue = loss.item();
      if (!Double.isFinite(lossValue)) {
        throw new DivergedException(at, lossValue);
      }
      if (plan instanceof StepPlan.Regular) {
        speeds = speeds.plus(GradientNorms.of(network));
      }
      optimizer.step(learningRate.value());
      double accuracy = accuracy(Loss.prediction(logits.map(Tensor::detach)), batch.labels());
      StepEvidence evidence = new StepEvidence(at, plan, lossValue, accuracy, speeds);
      strategy = strategy.afterStep(evidence);
      return evidence;
    }
  }

  private static double accuracy(Tensor prediction, long[] labels) {
    long[] predicted = prediction.argmax().toLongs();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  private void keepAsBest(int epoch, SplitScore validation) {
    best.ifPresent(former -> former.state().close());
    best = Optional.of(new Best(epoch, validation, network.snapshot()));
  }

  private TrainingResult finish(String reason, boolean wasInterrupted) {
    Best kept = best.orElseThrow();
    network.restore(kept.state());
    return new TrainingResult(
        kept.epoch(),
        new Position(Math.max(1, epochOf(step)), step),
        speeds,
        kept.validation(),
        reason,
        wasInterrupted,
        secondsSince(startNanos),
        samples / trainingSeconds,
        waitSeconds / trainingSeconds);
  }

  private int epochOf(long steps) {
    return (int) ((steps + stepsPerEpoch - 1) / stepsPerEpoch);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }

  @Override
  public void close() {
    optimizer.close();
    best.ifPresent(kept -> kept.state().close());
  }
}
