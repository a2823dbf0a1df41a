package io.evenkeel.recipe;

import java.util.function.Consumer;

/**
 * The resolved configuration of a run; a recipe file has one key for each component, in snake case.
 *
 * @param seed what every random draw of the run follows from
 * @param epochs how many passes over the training split, at most
 * @param batchSize samples a training step
 * @param evaluationBatchSize samples a step of a pass that only measures; changes speed, not
 *     results
 * @param batch how the batch of a training step is computed
 * @param threads threads of one tensor operation; 0 takes every processor. Sums are split by
 *     thread, so results are the same to the byte only for the same number
 * @param device where to compute: cpu, cuda, cuda:N, or auto for a graphics processor where there
 *     is one. Results differ between devices in their last bits
 * @param strategy which training strategy, with its settings
 * @param data where samples come from and how they are split
 * @param model the network
 * @param optimizer stochastic gradient descent
 * @param schedule how the learning rate changes
 * @param stopping when training ends before its last epoch
 * @param checkpoint when the run writes down where it stands
 */
public record Recipe(
    long seed,
    int epochs,
    int batchSize,
    int evaluationBatchSize,
    BatchSpec batch,
    int threads,
    String device,
    StrategySpec strategy,
    DataSpec data,
    ModelSpec model,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    StoppingSpec stopping,
    CheckpointSpec checkpoint) {

  /** Checks the ranges. */
  public Recipe {
    Keys.atLeast("epochs", epochs, 1);
    Keys.atLeast("batch_size", batchSize, 2);
    Keys.atLeast("evaluation_batch_size", evaluationBatchSize, 1);
    Keys.require(
        batch.accumulate() <= batchSize,
        "batch.accumulate",
        Integer.toString(batch.accumulate()),
        "at most batch_size, which is " + batchSize);
    Keys.between("threads", threads, 0, 1024);
    Keys.require(
        device.matches("auto|cpu|cuda(:[0-9]{1,3})?"),
        "device",
        device,
        "auto, cpu, cuda or cuda:N");
    // A recipe of several modalities may be run for one of them alone.
    if (data.modalities().size() > 1) {
      model.requireModalities(data.modalities());
    }
    if (data.source().isVideo()) {
      data.video().requireRoom("batch_size", batchSize);
      data.video().requireRoom("evaluation_batch_size", evaluationBatchSize);
    }
  }

  /** The recipe that a file without any key stands for: Colored-and-gray MNIST, guided. */
  public static Recipe defaults() {
    return new Recipe(
        1,
        10,
        64,
        500,
        BatchSpec.defaults(),
        0,
        "auto",
        StrategySpec.defaults(),
        DataSpec.defaults(),
        ModelSpec.defaults(),
        OptimizerSpec.defaults(),
        ScheduleSpec.defaults(),
        StoppingSpec.defaults(),
        CheckpointSpec.defaults());
  }

  /**
   * In how many micro-batches a batch of so many samples is computed: as many as give none of them
   * more than ⌈batch_size / accumulate⌉; {@code accumulate} for a batch of {@code batch_size}.
   * Where nothing is to be accumulated always one, also of a batch that a sample left over has
   * joined.
   */
  public int microBatches(int samples) {
    if (batch.accumulate() == 1) {
      return 1;
    }
    return Math.toIntExact(((long) samples * batch.accumulate() + batchSize - 1) / batchSize);
  }

  /** This recipe with another seed. */
  public Recipe withSeed(long newSeed) {
    return with(draft -> draft.seed = newSeed);
  }

  /** This recipe with another number of epochs. */
  public Recipe withEpochs(int newEpochs) {
    return with(draft -> draft.epochs = newEpochs);
  }

  /** This recipe with another number of threads. */
  public Recipe withThreads(int newThreads) {
    return with(draft -> draft.threads = newThreads);
  }

  /** This recipe with its batches computed otherwise. */
  public Recipe withBatch(BatchSpec newBatch) {
    return with(draft -> draft.batch = newBatch);
  }

  /** This recipe with another strategy. */
  public Recipe withStrategy(StrategySpec newStrategy) {
    return with(draft -> draft.strategy = newStrategy);
  }

  /** This recipe with another network. */
  public Recipe withModel(ModelSpec newModel) {
    return with(draft -> draft.model = newModel);
  }

  /** This recipe with another optimizer. */
  public Recipe withOptimizer(OptimizerSpec newOptimizer) {
    return with(draft -> draft.optimizer = newOptimizer);
  }

  /** This recipe with checkpoints at other moments. */
  public Recipe withCheckpoint(CheckpointSpec newCheckpoint) {
    return with(draft -> draft.checkpoint = newCheckpoint);
  }

  private Recipe with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.recipe();
  }

  /** The components that a copy may change, by name, and the recipe that the others come from. */
  private static final class Draft {
    private final Recipe original;
    private long seed;
    private int epochs;
    private BatchSpec batch;
    private int threads;
    private StrategySpec strategy;
    private ModelSpec model;
    private OptimizerSpec optimizer;
    private CheckpointSpec checkpoint;

    Draft(Recipe original) {
      this.original = original;
      seed = original.seed;
      epochs = original.epochs;
      batch = original.batch;
      threads = original.threads;
      strategy = original.strategy;
      model = original.model;
      optimizer = original.optimizer;
      checkpoint = original.checkpoint;
    }

    Recipe recipe() {
      return new Recipe(
          seed,
          epochs,
          original.batchSize,
          original.evaluationBatchSize,
          batch,
          threads,
          original.device,
          strategy,
          original.data,
          model,
          optimizer,
          original.schedule,
          original.stopping,
          checkpoint);
    }
  }
}
