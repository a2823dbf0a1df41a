package io.evenkeel.train;

import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.Reference;
import io.evenkeel.run.Seed;
import java.util.Optional;

/**
 * How probes are run.
 *
 * @param reference what the network sees in place of an absent modality
 * @param batchSize samples a forward pass; changes speed, not results
 * @param trainingBatchSize samples of a batch whose gradients are compared
 * @param seed what every draw of a probe follows from
 * @param bootstrap where intervals come from; empty for none
 */
public record ProbeSettings(
    Reference reference,
    int batchSize,
    int trainingBatchSize,
    Seed seed,
    Optional<Bootstrap> bootstrap) {}
