"""Independent numbers for joint training and the methods that change its gradient, from PyTorch alone.

Each method is written from its paper's equations as docs/methods.md states them: AGM by hooks on the responses,
MMPareto by torch.autograd.grad, modality-specific rates by parameter groups. All in double precision, from weights
and inputs that single precision holds. Stored: initial weights, the batches of three steps, and for each method the
loss of every step and the weights after the last.

    python make_balance_reference.py --out ../resources/reference
"""

import argparse
import itertools
import json
import math
import pathlib

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from make_reference import Mlp

torch.set_num_threads(1)
WIDTH, CLASSES, BATCH, STEPS = 6, 3, 10, 3
SGD = {"lr": 0.1, "momentum": 0.9, "weight_decay": 1e-3}
SHAPES = {"pair": {"left": 5, "right": 4}, "three": {"left": 5, "right": 4, "up": 3}}
SIGNAL = {"left": 3.0, "right": 1.0, "up": 0.3}


class LateFusion(nn.Module):
    def __init__(self, shapes):
        super().__init__()
        self.encoders = nn.ModuleDict({m: Mlp(f, [WIDTH]) for m, f in shapes.items()})
        self.heads = nn.ModuleDict({m: nn.Linear(WIDTH, CLASSES) for m in shapes})

    def forward(self, x):
        logits = {}
        for m, a in x.items():
            for stage in self.encoders[m].stages:
                a = self.encoders[m].stage(stage, a)
            logits[m] = self.heads[m](a)
        return logits

    def encoder(self, m):
        return list(self.encoders[m].parameters())


def batches(shapes):
    generator = numpy.random.default_rng(11)
    steps = []
    for _ in range(STEPS):
        y = generator.integers(0, CLASSES, BATCH)
        x = {}
        for m, width in shapes.items():
            values = generator.normal(size=(BATCH, width))
            values[numpy.arange(BATCH), y % width] += SIGNAL[m]
            x[m] = torch.tensor(values.astype(numpy.float32)).double()
        steps.append((x, torch.tensor(y)))
    return steps


def total(logits):
    return sum(logits.values())


def joint(net, x, y, memory):
    loss = F.cross_entropy(total(net(x)), y)
    loss.backward()
    return loss


def unimodal_losses(net, x, y, memory):
    logits = net(x)
    loss = F.cross_entropy(total(logits), y) + sum(F.cross_entropy(l, y) for l in logits.values())
    loss.backward()
    return loss


def ogm(net, x, y, memory, alpha=0.4):
    logits = net(x)
    loss = F.cross_entropy(total(logits), y)
    loss.backward()
    score = {m: torch.softmax(l, 1)[torch.arange(BATCH), y].sum().item() for m, l in logits.items()}
    for m in logits:
        others = [score[j] for j in logits if j != m]
        ratio = score[m] / (sum(others) / len(others))
        if ratio > 1:
            memory["held"] = memory.get("held", 0) + 1
            for p in net.encoder(m):
                p.grad *= 1 - math.tanh(alpha * ratio)
    return loss


def agm(net, x, y, memory, alpha=0.7):
    names = list(x)
    output = {frozenset(names): total(net(x)), frozenset(): torch.zeros(BATCH, CLASSES)}
    net.eval()
    for size in range(1, len(names)):
        for present in itertools.combinations(names, size):
            seen = {m: a if m in present else torch.zeros_like(a) for m, a in x.items()}
            output[frozenset(present)] = total(net(seen))
    net.train()
    response = {}
    for m in names:
        # The mean over all orders of joining of what m adds.
        orders = list(itertools.permutations(names))
        response[m] = sum(
            output[frozenset(o[: o.index(m) + 1])] - output[frozenset(o[: o.index(m)])] for o in orders
        ) / len(orders)
    score = {m: F.cross_entropy(response[m], y).item() for m in names}
    mean = memory.setdefault("mean", {m: 0.0 for m in names})
    seen = memory.setdefault("steps", 0)
    def lead(s, m):
        return math.exp(sum(s[j] - s[m] for j in names if j != m) / (len(names) - 1))
    kappa = {m: math.exp(-alpha * (lead(score, m) - lead(mean, m))) for m in names}
    memory.setdefault("kappa", []).append(kappa)
    for m in names:
        response[m].register_hook(lambda g, k=kappa[m]: g * k)
    loss = F.cross_entropy(total(response), y)
    loss.backward()
    memory["mean"] = {m: mean[m] * seen / (seen + 1) + score[m] / (seen + 1) for m in names}
    memory["steps"] = seen + 1
    return loss


def mmpareto(net, x, y, memory, gamma=1.5):
    logits = net(x)
    own = {m: F.cross_entropy(l, y) for m, l in logits.items()}
    together = F.cross_entropy(total(logits), y)
    (together + sum(own.values())).backward(retain_graph=True)
    for m in x:
        parameters = net.encoder(m)
        flat = lambda grads: torch.cat([g.flatten() for g in grads])
        gm = torch.autograd.grad(together, parameters, retain_graph=True)
        gu = torch.autograd.grad(own[m], parameters, retain_graph=True)
        a, b = flat(gm), flat(gu)
        conflict = F.cosine_similarity(a, b, dim=0) < 0
        memory.setdefault("conflicts", []).append(bool(conflict))
        w = 0.5
        if conflict:
            grid = torch.linspace(0, 1, 1_000_001)
            norms = grid**2 * (a @ a) + 2 * grid * (1 - grid) * (a @ b) + (1 - grid) ** 2 * (b @ b)
            w = grid[norms.argmin()].item()
        h = 2 * w * a + 2 * (1 - w) * b
        stretch = max(1.0, ((a + b).norm() / h.norm()).item())
        for p, m_part, u_part in zip(parameters, gm, gu):
            p.grad = gamma * stretch * (2 * w * m_part + 2 * (1 - w) * u_part)
    return together + sum(own.values())


def train(shapes, method, initial, factors=None):
    net = LateFusion(shapes).double()
    net.load_state_dict(initial)
    groups = [
        {"params": list(net.encoders[m].parameters()) + list(net.heads[m].parameters()),
         "lr": SGD["lr"] * (factors[i] if factors else 1)}
        for i, m in enumerate(shapes)
    ]
    optimizer = torch.optim.SGD(groups, **SGD)
    memory, losses = {}, []
    for x, y in batches(shapes):
        optimizer.zero_grad(set_to_none=False)
        losses.append(method(net, x, y, memory).item())
        optimizer.step()
    weights = {n: p.detach().flatten().tolist() for n, p in net.named_parameters()}
    return {"losses": losses, "weights": weights}, memory


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    out = parser.parse_args().out
    torch.set_default_dtype(torch.float64)
    tensors, numbers = {}, {}
    for name, shapes in SHAPES.items():
        torch.manual_seed(7)
        net = LateFusion(shapes).double()
        # Larger weights, so that branches disagree from the start.
        with torch.no_grad():
            for p in net.heads.parameters():
                p.mul_(10)
        initial = {k: v.float().double() if v.is_floating_point() else v for k, v in net.state_dict().items()}
        tensors.update({f"{name}.initial.{k}": v.float().contiguous() for k, v in initial.items()
                        if "num_batches" not in k})
        of_case = {"labels": []}
        for step, (x, y) in enumerate(batches(shapes)):
            of_case["labels"].append(y.tolist())
            tensors.update({f"{name}.{step}.{m}": a.float().contiguous() for m, a in x.items()})
        factors = [1.5, 0.5, 0.8][: len(shapes)]
        methods = {"joint": joint, "unimodal-losses": unimodal_losses, "ogm": ogm, "agm": agm, "mmpareto": mmpareto}
        for key, method in methods.items():
            of_case[key], memory = train(shapes, method, initial)
            print(name, key, of_case[key]["losses"], {k: v for k, v in memory.items() if k != "mean"})
            if key == "mmpareto":
                assert True in memory["conflicts"] and False in memory["conflicts"], memory
            if key == "ogm":
                assert 0 < memory["held"]
        of_case["mslr"], _ = train(shapes, joint, initial, factors)
        numbers[name] = of_case
    save_file(tensors, str(out / "methods-balance.safetensors"))
    (out / "methods-balance.json").write_text(json.dumps(numbers) + "\n")


if __name__ == "__main__":
    main()
