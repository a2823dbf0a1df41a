"""Average precision and R², computed with scikit-learn alone.

A row for each case: how many outputs, truth and outputs sample by sample, how often each sample counts, the score
of each output (nan where the definition of docs/tasks.md leaves it out) and their mean over the others.

    pip install scikit-learn
    python make_quality_reference.py > ../resources/reference/quality.csv
"""

import sys

import numpy
from sklearn.metrics import average_precision_score, r2_score


def numbers(values):
    return " ".join(repr(float(v)) for v in numpy.asarray(values).ravel())


def row(name, kind, truth, outputs, counts):
    if kind == "labels":
        each = [
            average_precision_score(t, o, sample_weight=counts) if t[counts > 0].any() else numpy.nan
            for t, o in zip(truth.T, outputs.T)
        ]
    else:
        each = [
            r2_score(t, o, sample_weight=counts) if len(set(t[counts > 0])) > 1 else numpy.nan
            for t, o in zip(truth.T, outputs.T)
        ]
    mean = numpy.nanmean(each) if not numpy.isnan(each).all() else 0.0
    print(",".join([name, kind, str(truth.shape[1]), numbers(truth), numbers(outputs), numbers(counts), numbers(each), repr(float(mean))]))


def main():
    random = numpy.random.default_rng(4)
    print("case,kind,outputs,truth,given,counts,each,mean")
    once = numpy.ones(12)
    drawn = numpy.bincount(random.integers(0, 12, 12), minlength=12).astype(float)
    truth = (random.random((12, 3)) < 0.4).astype(float)
    continuous = random.normal(size=(12, 3)) + truth
    tied = numpy.round(continuous)
    never = truth.copy()
    never[:, 1] = 0
    always = truth.copy()
    always[:, 2] = 1
    row("distinct outputs", "labels", truth, continuous, once)
    row("ties", "labels", truth, tied, once)
    row("all outputs the same", "labels", truth, numpy.zeros((12, 3)), once)
    row("resampled", "labels", truth, continuous, drawn)
    row("resampled with ties", "labels", truth, tied, drawn)
    row("a label that nobody has", "labels", never, continuous, once)
    row("a label that all have", "labels", always, continuous, once)
    row("perfect", "labels", truth, truth, once)
    row("upside down", "labels", truth, -truth, once)
    row("no label at all", "labels", numpy.zeros((12, 3)), continuous, once)
    values = random.normal(size=(12, 2)) * [3, 0.5] + [10, -1]
    near = values + random.normal(size=(12, 2)) * [1, 0.3]
    constant = values.copy()
    constant[:, 0] = 4
    row("near", "quantities", values, near, once)
    row("resampled quantities", "quantities", values, near, drawn)
    row("worse than the mean", "quantities", values, -values, once)
    row("the mean", "quantities", values, numpy.tile(values.mean(0), (12, 1)), once)
    row("exact", "quantities", values, values, once)
    row("a quantity that never varies", "quantities", constant, near, once)


if __name__ == "__main__":
    main()
