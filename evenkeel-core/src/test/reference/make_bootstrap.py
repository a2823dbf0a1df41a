"""Intervals worked out without Evenkeel's code: writes ../resources/reference/bootstrap.csv.

Run as: python make_bootstrap.py   (numpy and scipy; any recent version)

A case is a table of right/wrong patterns "prediction f_0 f_1 f'_0 f'_1" with counts. Accuracies of a
bootstrap resample are binomial, so that their percentiles are exact (scipy). Those of u and d_util come
from two million multinomial resamples of numpy's own sampler. `spread` is the standard deviation, which
says how far ten thousand resamples may be off.
"""

import csv
import pathlib

import numpy as np
from scipy import stats

CASES = {
    # The branches lean on each other differently.
    "leaning": {"11111": 412, "11101": 133, "11011": 9, "10110": 57, "01001": 61, "00101": 30, "00000": 98},
    # A few samples, many wrong.
    "small": {"11110": 9, "10101": 7, "01010": 6, "01100": 5, "00000": 13},
    # Cutting the other modality off helps branch 0: u is negative.
    "misled": {"01111": 210, "00110": 930, "11010": 205, "00001": 155},
}
RESAMPLES = 2_000_000


def main():
    rng = np.random.default_rng(20220520)
    rows = []
    for case, table in CASES.items():
        patterns = list(table)
        counts = np.array([table[p] for p in patterns])
        n = counts.sum()
        bits = np.array([[int(b) for b in p] for p in patterns])
        text = " ".join(f"{p}:{c}" for p, c in table.items())

        def row(measure, low, high, spread):
            rows.append([case, text, measure, repr(float(low)), repr(float(high)), repr(float(spread))])

        for column, name in enumerate(["accuracy", "fused0", "fused1", "isolated0", "isolated1"]):
            p = (counts @ bits[:, column]) / n
            low, high = stats.binom.ppf([0.025, 0.975], n, p) / n
            row(name, low, high, np.sqrt(p * (1 - p) / n))
        right = rng.multinomial(n, counts / n, size=RESAMPLES) @ bits
        u0 = (right[:, 1] - right[:, 3]) / right[:, 1]
        u1 = (right[:, 2] - right[:, 4]) / right[:, 2]
        for name, values in [("u0", u0), ("u1", u1), ("d_util", u0 - u1)]:
            row(name, *np.quantile(values, [0.025, 0.975]), values.std())
    out = pathlib.Path(__file__).parent.parent / "resources/reference/bootstrap.csv"
    with open(out, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "patterns", "measure", "low", "high", "spread"])
        writer.writerows(rows)


main()
