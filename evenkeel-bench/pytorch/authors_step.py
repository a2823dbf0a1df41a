"""Takes training steps as the paper's published code takes them, and times each.

usage: authors_step.py MODEL WEIGHTS BATCH train STEPS wall|cpu
       authors_step.py MODEL WEIGHTS BATCH contrast PASSES wall|cpu
       authors_step.py MODEL WEIGHTS BATCH float32|float64 RESULT

MODEL is resnet18, r3d18 or i3d; WEIGHTS and BATCH are safetensors files. Prints the milliseconds of
each step, one a line, on the clock or of all cores together; or those of evaluating the batch twice,
with and without cross-modal flow; or evaluates it so and takes one step in the precision named, and
writes logits, loss and every gradient to RESULT as float32.
"""

import math
import sys
import time

import torch
from safetensors.torch import load_file, save_file

from pair import accuracy, blended_loss
from two_resnets import two_resnets
from two_video_networks import two_i3d, two_r3d18

PAIRS = {"resnet18": (two_resnets, ("front", "rear"), 40),
         "r3d18": (two_r3d18, ("rgb", "depth"), 25),
         "i3d": (two_i3d, ("rgb", "depth"), 25)}
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
WARM_UP = 2


class Bookkeeping:
    """‖G‖² and ‖θ‖² parameter by parameter, each number taken to Python as it comes."""

    def __init__(self, network, modalities):
        self.network = network
        self.modalities = modalities
        self.sums = {(part, m): 0.0 for part in ("main", "bypass") for m in modalities}

    def record(self):
        weights = dict.fromkeys(self.sums, 0.0)
        gradients = dict.fromkeys(self.sums, 0.0)
        for name, parameter in self.network.named_parameters():
            weight = (parameter ** 2).sum().item()
            gradient = (parameter.grad.data ** 2).sum().item()
            part = "bypass" if "fusion" in name else "main"
            named = [m for m in self.modalities if m in name]
            for m in named or self.modalities:
                weights[part, m] += weight
                gradients[part, m] += gradient
        for key in self.sums:
            self.sums[key] += gradients[key] / weights[key]
        speed = [math.log10(self.sums["bypass", m] / self.sums["main", m]) for m in self.modalities]
        return speed[0] - speed[1]


class Work:
    """A network, a batch and what is done with them."""

    def __init__(self, model, weights, batch, dtype):
        make, modalities, classes = PAIRS[model]
        tensors = load_file(batch)
        self.inputs = {m: tensors[m].to(dtype) for m in modalities}
        self.labels = tensors["labels"].long()
        self.network = make(classes)
        self.network.load(load_file(weights))
        self.network.to(dtype)
        self.optimizer = torch.optim.SGD(self.network.parameters(), lr=0.1)
        self.bookkeeping = Bookkeeping(self.network, modalities)

    def step(self):
        self.network.train()
        self.optimizer.zero_grad()
        prediction, logits, _ = self.network(self.inputs)
        loss = blended_loss(logits, self.labels)
        with torch.no_grad():
            for measured in [prediction, *logits]:
                float(accuracy(measured, self.labels))
        loss.backward()
        self.bookkeeping.record()
        self.optimizer.step()
        return loss.item()

    @torch.no_grad()
    def mean_squeezes(self):
        self.network.eval()
        _, _, squeezes = self.network(self.inputs, keep_squeezes=True)
        return [{m: s.mean(0) for m, s in squeezed.items()} for squeezed in squeezes]

    @torch.no_grad()
    def contrast(self, mean_squeezes):
        """Branch logits with cross-modal flow, and without it."""
        self.network.eval()
        return (self.network(self.inputs)[1],
                self.network(self.inputs, mean_squeezes=mean_squeezes)[1])

    def results(self):
        fused, isolated = self.contrast(self.mean_squeezes())
        named = {f"{what}.{m}": tensor.float() for what, logits in
                 (("fused", fused), ("isolated", isolated)) for m, tensor in zip(self.inputs, logits)}
        loss = torch.tensor(self.step())
        gradients = {name: p.grad.float() for name, p in self.network.named_parameters()}
        return {"loss": loss, **named, **gradients}


def timed(once, times, clock):
    for taken in range(WARM_UP + times):
        start = clock()
        once()
        if taken >= WARM_UP:
            print(f"{(clock() - start) * 1e3:.3f}")


def main(model, weights, batch, work, argument, clock="wall"):
    dtype = torch.float64 if work == "float64" else torch.float32
    taken = Work(model, weights, batch, dtype)
    if work == "train":
        timed(taken.step, int(argument), CLOCKS[clock])
    elif work == "contrast":
        means = taken.mean_squeezes()
        timed(lambda: taken.contrast(means), int(argument), CLOCKS[clock])
    else:
        save_file({n: t.contiguous() for n, t in taken.results().items()}, argument)


if __name__ == "__main__":
    if len(sys.argv) not in (6, 7):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
