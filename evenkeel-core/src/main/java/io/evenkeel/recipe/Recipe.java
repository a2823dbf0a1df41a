package io.evenkeel.recipe;

/**
 * The resolved configuration of a run; a recipe file has one key for each component, in snake case.
 *
 * @param seed what every random draw of the run follows from
 * @param epochs how many passes over the training split, at most
 * @param batchSize samples a training step
 * @param evaluationBatchSize samples a step of a pass that only measures; changes speed, not
 *     results
 * @param threads threads of one tensor operation; 0 takes every processor. Sums are split by
 *     thread, so results are the same to the byte only for the same number
 * @param strategy which training strategy, with its settings
 * @param data where samples come from and how they are split
 * @param model the network
 * @param optimizer stochastic gradient descent
 * @param schedule how the learning rate changes
 * @param stopping when training ends before its last epoch
 */
public record Recipe(
    long seed,
    int epochs,
    int batchSize,
    int evaluationBatchSize,
    int threads,
    StrategySpec strategy,
    DataSpec data,
    ModelSpec model,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    StoppingSpec stopping) {

  /** Checks the ranges. */
  public Recipe {
    Keys.atLeast("epochs", epochs, 1);
    Keys.atLeast("batch_size", batchSize, 2);
    Keys.atLeast("evaluation_batch_size", evaluationBatchSize, 1);
    Keys.between("threads", threads, 0, 1024);
  }

  /** The recipe that a file without any key stands for: Colored-and-gray MNIST, guided. */
  public static Recipe defaults() {
    return new Recipe(
        1,
        10,
        64,
        500,
        0,
        StrategySpec.defaults(),
        DataSpec.defaults(),
        ModelSpec.defaults(),
        OptimizerSpec.defaults(),
        ScheduleSpec.defaults(),
        StoppingSpec.defaults());
  }

  /** This recipe with another seed. */
  public Recipe withSeed(long newSeed) {
    return new Recipe(
        newSeed,
        epochs,
        batchSize,
        evaluationBatchSize,
        threads,
        strategy,
        data,
        model,
        optimizer,
        schedule,
        stopping);
  }

  /** This recipe with another number of epochs. */
  public Recipe withEpochs(int newEpochs) {
    return new Recipe(
        seed,
        newEpochs,
        batchSize,
        evaluationBatchSize,
        threads,
        strategy,
        data,
        model,
        optimizer,
        schedule,
        stopping);
  }

  /** This recipe with another strategy. */
  public Recipe withStrategy(StrategySpec newStrategy) {
    return new Recipe(
        seed,
        epochs,
        batchSize,
        evaluationBatchSize,
        threads,
        newStrategy,
        data,
        model,
        optimizer,
        schedule,
        stopping);
  }

  /** This recipe with another network. */
  public Recipe withModel(ModelSpec newModel) {
    return new Recipe(
        seed,
        epochs,
        batchSize,
        evaluationBatchSize,
        threads,
        strategy,
        data,
        newModel,
        optimizer,
        schedule,
        stopping);
  }

  /** This recipe with another optimizer. */
  public Recipe withOptimizer(OptimizerSpec newOptimizer) {
    return new Recipe(
        seed,
        epochs,
        batchSize,
        evaluationBatchSize,
        threads,
        strategy,
        data,
        model,
        newOptimizer,
        schedule,
        stopping);
  }
}
