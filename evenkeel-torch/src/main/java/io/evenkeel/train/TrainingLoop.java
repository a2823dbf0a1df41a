package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.EpochView;
import io.evenkeel.method.Method;
import io.evenkeel.method.Methods;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Precision;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** One training run in progress. */
final class TrainingLoop implements AutoCloseable {
  private final MultimodalNetwork network;
  private final Recipe recipe;
  private final DataSplits splits;
  private final Observer observer;
  private final BooleanSupplier interrupted;
  private final Dataset train;
  private final long stepsPerEpoch;
  private final Method method;
  private final TrainingStep trainingStep;
  private final Restorable restorable;
  private final Optional<CheckpointFolder> folder;
  private final RunClock clock;

  private TrainingState state;
  private long checkpointedStep = -1;

  TrainingLoop(
      MultimodalNetwork network,
      Recipe recipe,
      DataSplits splits,
      Observer observer,
      BooleanSupplier interrupted,
      Trainer.Checkpoints checkpoints) {
    this.network = network;
    this.recipe = recipe;
    this.splits = splits;
    this.observer = observer;
    this.interrupted = interrupted;
    folder = checkpoints.to();
    if (folder.isPresent() && network.precision() != Precision.FLOAT32) {
      throw new IllegalArgumentException(
          "checkpoints hold single precision, not " + network.precision());
    }
    Methods.require(recipe, splits.train());
    clock = new RunClock(checkpoints.from().map(Checkpoint::elapsed).orElse(Elapsed.NONE));
    state = TrainingState.start(recipe, network.modalities());
    method = Methods.begin(recipe, network);
    train = method.samples(splits.train());
    stepsPerEpoch = EpochOrder.stepsPerEpoch(train.size(), recipe.batchSize());
    SgdOptimizer optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers());
    trainingStep = new TrainingStep(network, recipe, method, optimizer);
    restorable = new Restorable(network, optimizer, method);
    try {
      checkpoints.from().ifPresent(from -> state = restorable.restore(from, state));
    } catch (RuntimeException e) {
      restorable.close();
      throw e;
    }
  }

  TrainingResult run() {
    observer.on(
        new Event.TrainingStarted(
            network.modalities(),
            recipe.epochs(),
            stepsPerEpoch,
            recipe.batchSize(),
            state.step()));
    Optional<String> end = state.end(recipe.epochs());
    while (end.isEmpty()) {
      boolean whole = trainSteps();
      if (whole) {
        endEpoch();
      }
      end = state.end(recipe.epochs());
      if (!whole || (end.isEmpty() && interrupted.getAsBoolean())) {
        return interrupted();
      }
    }
    return result(end.get(), false);
  }

  /** Trains what is left of the epoch; false if it was interrupted. */
  private boolean trainSteps() {
    if (state.step() == (state.epoch() - 1) * stepsPerEpoch) {
      method.beforeEpoch(epochView());
    }
    Dataset samples = train.inEpoch(state.epoch());
    try (PrefetchingBatches batches = PrefetchingBatches.of(samples, batchesLeft())) {
      while (batches.hasNext()) {
        long waited = batches.waitNanos();
        Batch batch = next(batches);
        clock.waited(batches.waitNanos() - waited);
        StepEvidence evidence =
            trainingStep.on(batch, new Position(state.epoch(), state.step() + 1), state);
        state = state.afterStep(evidence, batch.size());
        observer.on(new Event.StepFinished(evidence));
        if (interrupted.getAsBoolean()) {
          return false;
        }
        if (isCheckpointDue()) {
          checkpoint();
        }
      }
      return true;
    }
  }

  /** The next batch; where it cannot be read, the run goes on from here once that is mended. */
  private Batch next(PrefetchingBatches batches) {
    try {
      return batches.next();
    } catch (BadInputException unreadable) {
      if (state.step() > 0 && checkpointedStep != state.step()) {
        checkpoint();
      }
      throw unreadable;
    }
  }

  private List<int[]> batchesLeft() {
    List<int[]> all =
        EpochOrder.shuffled(
            train.size(), recipe.batchSize(), new Seed(recipe.seed()), state.epoch());
    long done = state.step() - (state.epoch() - 1) * stepsPerEpoch;
    return all.subList(Math.toIntExact(done), all.size());
  }

  private EpochView epochView() {
    return new EpochPasses(
        state.epoch(), network, train, splits, recipe, state.learningRate().value());
  }

  private void endEpoch() {
    SplitScore validation = validate();
    method.afterEpoch(epochView(), validation);
    boolean isBest = state.isBest(validation);
    if (isBest) {
      restorable.keepAsBest();
    }
    Elapsed now = clock.now();
    Elapsed ofEpoch = now.minus(state.atEpochStart());
    observer.on(
        new Event.EpochFinished(
            new EpochReport(
                new Position(state.epoch(), state.step()),
                state.learningRate().value(),
                state.tally().loss(),
                trainAccuracy(),
                state.tally().rebalancingSteps(),
                validation,
                state.speeds(),
                isBest,
                ofEpoch.total(),
                ofEpoch.waiting(),
                ofEpoch.checkpoints())));
    state = state.afterEpoch(validation, now);
    checkpoint();
  }

  private OptionalDouble trainAccuracy() {
    return splits.train().task() instanceof Task.Classes
        ? OptionalDouble.of(state.tally().accuracy())
        : OptionalDouble.empty();
  }

  private SplitScore validate() {
    return clock.validating(
        () ->
            Evaluator.predict(network, splits.validation().data(), recipe.evaluationBatchSize())
                .score());
  }

  private boolean isCheckpointDue() {
    int everySteps = recipe.checkpoint().steps();
    double everySeconds = recipe.checkpoint().seconds();
    return (everySteps > 0 && state.step() % everySteps == 0)
        || (everySeconds > 0 && clock.secondsSinceCheckpoint() >= everySeconds);
  }

  private void checkpoint() {
    if (folder.isPresent()) {
      observer.on(new Event.CheckpointDue(state.step()));
      clock.checkpointing(() -> folder.get().write(restorable.checkpoint(state, clock.now())));
      checkpointedStep = state.step();
    }
  }

  private TrainingResult interrupted() {
    if (checkpointedStep != state.step()) {
      checkpoint();
    }
    if (state.best().isEmpty()) {
      // The best weights so far are those of now. Only the result sees this: the checkpoint is
      // written, and what goes on from it ends the epoch properly.
      restorable.keepAsBest();
      state = state.afterEpoch(validate(), clock.now());
    }
    return result("interrupted in epoch " + epochOf(state.step()), true);
  }

  private TrainingResult result(String reason, boolean wasInterrupted) {
    BestEpoch best = state.best().orElseThrow();
    restorable.restoreBest();
    Elapsed elapsed = clock.now();
    return new TrainingResult(
        best.epoch(),
        new Position(epochOf(state.step()), state.step()),
        state.speeds(),
        best.validation(),
        reason,
        wasInterrupted,
        elapsed.total(),
        samplesDone() / elapsed.training(),
        elapsed.waitShare(),
        laterWaitShare(elapsed));
  }

  private OptionalDouble laterWaitShare(Elapsed elapsed) {
    return state.step() > stepsPerEpoch && state.afterFirstEpoch().isPresent()
        ? OptionalDouble.of(elapsed.minus(state.afterFirstEpoch().get()).waitShare())
        : OptionalDouble.empty();
  }

  private long samplesDone() {
    long epochsDone = state.step() / stepsPerEpoch;
    return epochsDone * train.size()
        + (state.step() - epochsDone * stepsPerEpoch) * recipe.batchSize();
  }

  private int epochOf(long steps) {
    return (int) ((steps + stepsPerEpoch - 1) / stepsPerEpoch);
  }

  @Override
  public void close() {
    restorable.close();
  }
}
