"""Independent numbers for targets with weights of samples and absent modalities, computed with PyTorch alone.

Three MLPs with MMTMs, the initial weights and inputs of the fixture `three`, in double precision. For each
task: L of one training pass, the loss of each branch, the joint loss, the prediction, and of each gradient of L
the squared norm and two values. Losses are written out from their definitions, sample by sample.

    python make_targets_reference.py --out ../resources/reference
"""

import argparse
import json
import math
import pathlib
import sys

import numpy
import torch
from safetensors.torch import load_file

from make_reference import THREE, three_network

WEIGHTS = [1.0, 0.5, 2.0, 1.0, 3.0, 0.0, 1.0, 0.25]
# audio, video, motion of each sample; the seventh has video alone.
PRESENT = [[1, 1, 1], [0, 1, 1], [1, 1, 0], [1, 0, 1], [1, 1, 1], [1, 0, 0], [0, 1, 0], [1, 1, 1]]
LABELS = [2, 3, 0, 0, 1, 0, 3, 3]
APPLIES = [[1, 0, 0, 1], [0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]]
VALUES = [[1.5, -20, 0.25, 7], [2, 10, 0.5, 7.5], [-1, 0, 0.125, 6], [0, 5, 1, 8], [3, -5, 0, 5], [1, 1, 0.75, 9], [-2, 30, 2, 7], [4, -15, 1.5, 4]]
SCALES = [[1.0, 2.0], [0.5, 16.0], [0.75, 0.5], [7.0, 1.5]]


def sample_loss(task, output, s):
    if task == "classes":
        return torch.logsumexp(output, 0) - output[LABELS[s]]
    if task == "labels":
        total = 0.0
        for o, y in zip(output, APPLIES[s]):
            p = 1 / (1 + torch.exp(-o))
            total = total - (torch.log(p) if y else torch.log(1 - p))
        return total / len(output)
    total = 0.0
    for o, v, (mean, deviation) in zip(output, VALUES[s], SCALES):
        total = total + (mean + deviation * o - v) ** 2 / deviation**2
    return total / len(output)


def of_task(task, initial, x):
    network = three_network()
    network.load_state_dict(initial, strict=False)
    network.train()
    logits = network(x)
    modalities = list(THREE)
    branch = {}
    for i, m in enumerate(modalities):
        heard = [s for s in range(8) if PRESENT[s][i]]
        total = sum(WEIGHTS[s] * sample_loss(task, logits[m][s], s) for s in heard)
        branch[m] = total / sum(WEIGHTS[s] for s in heard)
    prediction, joint = [], 0.0
    for s in range(8):
        voices = torch.stack([logits[m][s] for i, m in enumerate(modalities) if PRESENT[s][i]])
        prediction.append(voices.mean(0))
        together = voices.mean(0) if task == "values" else voices.sum(0)
        joint = joint + WEIGHTS[s] * sample_loss(task, together, s)
    loss = sum(branch.values())
    loss.backward()
    return {
        "loss": loss.item(),
        "branches": {m: l.item() for m, l in branch.items()},
        "joint": (joint / sum(WEIGHTS)).item(),
        "prediction": [p.tolist() for p in prediction],
        "gradients": {
            n: [(p.grad**2).sum().item(), p.grad.flatten()[0].item(), p.grad.flatten()[-1].item()]
            for n, p in network.named_parameters()
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    torch.set_default_dtype(torch.float64)
    tensors = {n: t.double() for n, t in load_file(folder / "three.safetensors").items()}
    initial = {n[len("initial.") :]: t for n, t in tensors.items() if n.startswith("initial.")}
    x = {m: tensors[f"x.{m}"].clone() for m in THREE}
    for s in range(8):
        for i, m in enumerate(THREE):
            x[m][s] *= PRESENT[s][i]
    out = {
        "weights": WEIGHTS,
        "present": PRESENT,
        "labels": LABELS,
        "applies": APPLIES,
        "values": VALUES,
        "scales": SCALES,
        "tasks": {task: of_task(task, initial, x) for task in ("classes", "labels", "values")},
        "made_with": {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": numpy.__version__},
    }
    assert all(math.isfinite(t["loss"]) for t in out["tasks"].values())
    (folder / "targets.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
