package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/**
 * What the branches of a network give for a batch.
 *
 * @param features h_i, what the head of a branch sees, (batch, features); the logits themselves
 *     where a fusion module gives them
 * @param logits ŷ_i, (batch, classes)
 */
public record Branches(PerModality<Tensor> features, PerModality<Tensor> logits) {}
