package io.evenkeel.measure;

import io.evenkeel.modality.PerModality;
import java.util.Optional;

/**
 * How far the measures of one trained network on one split would move with other samples like
 * these: 95 % intervals, which say nothing about other seeds.
 *
 * @param resamples how many resamples they come from
 * @param accuracy of the prediction
 * @param branchAccuracy of A(f_i)
 * @param isolatedAccuracy of A(f'_i)
 * @param utilization of u(m_{-i}|m_i); empty where more than one resample in a hundred has A(f_i) =
 *     0, which leaves u undefined
 * @param difference of d_util; empty likewise, and for N = 1
 */
public record AnswerIntervals(
    int resamples,
    ConfidenceInterval accuracy,
    PerModality<ConfidenceInterval> branchAccuracy,
    PerModality<ConfidenceInterval> isolatedAccuracy,
    PerModality<Optional<ConfidenceInterval>> utilization,
    Optional<ConfidenceInterval> difference) {}
