"""Writes expected.json, which StatisticsAgainstScipyTest reads: python3 expected.py > expected.json (SciPy 1.x)."""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)


def paired(n, shift, digits):
    baselines = np.round(rng.normal(0.9, 0.02, n), digits)
    values = np.round(baselines + rng.normal(shift, 0.01, n), digits)
    differences = values - baselines
    interval = stats.ttest_1samp(differences, 0).confidence_interval(0.95)
    # Sums of exact thousandths: no tie is lost to rounding.
    whole = np.rint(differences * 10**digits)
    flips = stats.permutation_test(
        (whole,), lambda d, axis: np.abs(np.sum(d, axis=axis)), permutation_type="samples",
        alternative="greater", n_resamples=np.inf, vectorized=True)
    return {
        "values": values.tolist(), "baselines": baselines.tolist(), "mean": float(np.mean(differences)),
        "low": float(interval.low), "high": float(interval.high),
        "p_t": float(stats.ttest_rel(values, baselines).pvalue), "p_sign_flip": float(flips.pvalue),
    }


def ranked(n, noise, digits):
    x = np.round(rng.uniform(0, 1, n), digits)
    y = np.round(x + rng.normal(0, noise, n), digits)
    r = stats.spearmanr(x, y)
    return {"x": x.tolist(), "y": y.tolist(), "rho": float(r.statistic), "p": float(r.pvalue)}


print(json.dumps({
    "scipy": __import__("scipy").__version__,
    "paired": [paired(n, shift, 3) for n, shift in ((2, 0.01), (3, 0.02), (5, 0.01), (5, 0.05), (8, 0.0), (12, 0.005))],
    "ranked": [ranked(n, noise, digits) for n, noise, digits in ((3, 0.5, 3), (9, 0.3, 1), (15, 0.2, 3), (40, 2.0, 3))],
}, indent=1))
