"""Takes training steps as the paper's published code takes them, and times each.

usage: authors_step.py WEIGHTS BATCH STEPS
       authors_step.py WEIGHTS BATCH float32|float64 RESULT

WEIGHTS and BATCH are safetensors files. Prints the milliseconds of each step, one a line; or takes
one step in the precision named, and writes loss and every gradient to RESULT as float32.
"""

import math
import sys
import time

import torch
from safetensors.torch import load_file, save_file

from two_resnets import TwoResNets, accuracy, blended_loss

MODALITIES = ["front", "rear"]
WARM_UP = 3


class Bookkeeping:
    """‖G‖² and ‖θ‖² parameter by parameter, each number taken to Python as it comes."""

    def __init__(self, network):
        self.network = network
        self.sums = {(part, m): 0.0 for part in ("main", "bypass") for m in MODALITIES}

    def record(self):
        weights = dict.fromkeys(self.sums, 0.0)
        gradients = dict.fromkeys(self.sums, 0.0)
        for name, parameter in self.network.named_parameters():
            weight = (parameter ** 2).sum().item()
            gradient = (parameter.grad.data ** 2).sum().item()
            part = "bypass" if "fusion" in name else "main"
            named = [m for m in MODALITIES if m in name]
            for m in named or MODALITIES:
                weights[part, m] += weight
                gradients[part, m] += gradient
        for key in self.sums:
            self.sums[key] += gradients[key] / weights[key]
        speed = [math.log10(self.sums["bypass", m] / self.sums["main", m]) for m in MODALITIES]
        return speed[0] - speed[1]


def step(network, optimizer, bookkeeping, views, labels):
    optimizer.zero_grad()
    prediction, logits, _ = network(views)
    loss = blended_loss(logits, labels)
    with torch.no_grad():
        for measured in [prediction, *logits]:
            float(accuracy(measured, labels))
    loss.backward()
    bookkeeping.record()
    optimizer.step()
    return loss.item()


def main(weights, batch, work, result=None):
    dtype = torch.float64 if work == "float64" else torch.float32
    tensors = load_file(batch)
    views = torch.stack([tensors[m] for m in MODALITIES], 1).to(dtype)
    labels = tensors["labels"].long()
    state = load_file(weights)
    network = TwoResNets(MODALITIES, state["encoders.front.fc.bias"].shape[0])
    network.load(state)
    network.to(dtype).train(True)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0, weight_decay=0)
    bookkeeping = Bookkeeping(network)
    if result:
        loss = step(network, optimizer, bookkeeping, views, labels)
        gradients = {name: p.grad.float() for name, p in network.named_parameters()}
        save_file({"loss": torch.tensor(loss), **gradients}, result)
        return
    for taken in range(WARM_UP + int(work)):
        start = time.perf_counter()
        step(network, optimizer, bookkeeping, views, labels)
        if taken >= WARM_UP:
            print(f"{(time.perf_counter() - start) * 1e3:.3f}")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
