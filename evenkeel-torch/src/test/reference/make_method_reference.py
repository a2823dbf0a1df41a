"""Independent numbers for training methods, computed with PyTorch alone, on late-fusion networks of two MLPs.

Each method is written from its paper's equations as docs/methods.md states them. Every batch is the whole training
set, so that no order of samples matters. Stored: initial weights, samples, losses and the weights after each step.

    python make_method_reference.py --out ../resources/reference
"""

import argparse
import copy
import json
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from make_reference import Mlp, float32

SHAPES = {"left": 5, "right": 4}
WIDTH, CLASSES, SAMPLES, HELD_OUT = 6, 3, 12, 9
SGD = {"lr": 0.1, "momentum": 0.9, "weight_decay": 1e-3}


class LateFusion(nn.Module):
    def __init__(self, shared_head=False):
        super().__init__()
        self.encoders = nn.ModuleDict({m: Mlp(f, [WIDTH]) for m, f in SHAPES.items()})
        if shared_head:
            self.head = nn.Linear(WIDTH, CLASSES)
        else:
            self.heads = nn.ModuleDict({m: nn.Linear(WIDTH, CLASSES) for m in SHAPES})

    def features(self, x):
        def branch(encoder, a):
            for stage in encoder.stages:
                a = encoder.stage(stage, a)
            return a
        return {m: branch(self.encoders[m], x[m]) for m in x}

    def logits(self, h):
        return {m: (self.heads[m] if hasattr(self, "heads") else self.head)(a) for m, a in h.items()}

    def forward(self, x):
        return self.logits(self.features(x))


def state(module, prefix):
    out = {f"{prefix}.{n}": p.detach().clone() for n, p in module.named_parameters()}
    out.update({f"{prefix}.{n}": b.clone() for n, b in module.named_buffers() if "num_batches" not in n})
    return float32(out)


def joint(logits):
    return sum(logits.values())


def samples(count, seed):
    """Left tells the class plainly, right through noise."""
    generator = numpy.random.default_rng(seed)
    y = generator.integers(0, CLASSES, count)
    y[:CLASSES] = range(CLASSES)
    def of(width, signal):
        x = generator.normal(size=(count, width))
        x[numpy.arange(count), y] += signal
        return torch.tensor(x.astype(numpy.float32)).to(torch.get_default_dtype())
    return {"left": of(5, 2.0), "right": of(4, 1.6)}, torch.tensor(y)


def initial(shared_head=False):
    torch.manual_seed(5)
    torch.set_default_dtype(torch.float32)
    network = LateFusion(shared_head)
    torch.set_default_dtype(torch.float64)
    return network.double()


def mean_losses(network, x, y):
    """In evaluation mode: CE of each branch and of the joint logits."""
    network.eval()
    with torch.no_grad():
        logits = network(x)
    network.train()
    return {**{m: F.cross_entropy(l, y).item() for m, l in logits.items()},
            "joint": F.cross_entropy(joint(logits), y).item()}


def trained(network, x, y, epochs, loss):
    """A copy, trained for so many epochs of one batch with an optimizer of its own."""
    other = copy.deepcopy(network).train()
    optimizer = torch.optim.SGD(other.parameters(), **SGD)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss(other(x), y).backward()
        optimizer.step()
    return other


def alone(m):
    return lambda logits, y: F.cross_entropy(logits[m], y)


def blend_weights(network, fit, held, epochs):
    """Algorithm 1 of Wang et al.: every head is trained by itself from where the network stands."""
    raw = {}
    for head in [*SHAPES, "joint"]:
        loss = alone(head) if head in SHAPES else lambda logits, y: F.cross_entropy(joint(logits), y)
        other = trained(network, *fit, epochs, loss)
        train0, held0 = mean_losses(network, *fit)[head], mean_losses(network, *held)[head]
        train1, held1 = mean_losses(other, *fit)[head], mean_losses(other, *held)[head]
        generalization = held0 - held1
        overfitting = (held1 - train1) - (held0 - train0)
        raw[head] = max(generalization, 0) / overfitting**2
    total = sum(raw.values())
    return {head: w / total for head, w in raw.items()}


def gblend(fit, held, tensors):
    """Offline weights are estimated on the samples that fit, and the run then trains on all."""
    out = {}
    everything = {m: torch.cat([fit[0][m], held[0][m]]) for m in SHAPES}, torch.cat([fit[1], held[1]])
    for kind, epochs, refresh in (("offline", 3, None), ("online", 2, 1)):
        x, y = fit if refresh else everything
        network = initial().train()
        optimizer = torch.optim.SGD(network.parameters(), **SGD)
        weights, losses = [], []
        for epoch in range(epochs):
            if epoch == 0 or refresh:
                weights.append(blend_weights(network, fit, held, refresh or epochs))
            optimizer.zero_grad()
            logits = network(x)
            w = weights[-1]
            loss = sum(w[m] * F.cross_entropy(l, y) for m, l in logits.items())
            loss = loss + w["joint"] * F.cross_entropy(joint(logits), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        out[kind] = {"weights": weights, "losses": losses}
        tensors.update(state(network, f"gblend.{kind}"))
    return out


def prototypes(network, x, y):
    network.eval()
    with torch.no_grad():
        h = network.features(x)
    network.train()
    return {m: torch.stack([a[y == k].mean(0) for k in range(CLASSES)]) for m, a in h.items()}


def pmr(fit, tensors, alpha=1.0, mu=0.05, momentum=0.2, entropy_epochs=1, epochs=3):
    """One step an epoch; prototypes of every sample before the first epoch and after each."""
    x, y = fit
    network = initial().train()
    optimizer = torch.optim.SGD(network.parameters(), **SGD)
    c = prototypes(network, x, y)
    ratios, losses = [], []
    for epoch in range(epochs):
        optimizer.zero_grad()
        h = network.features(x)
        loss = F.cross_entropy(joint(network.logits(h)), y)
        log_p = {}
        for m, a in h.items():
            d = (a[:, None, :] - c[m][None, :, :]).pow(2).sum(2).sqrt()
            log_p[m] = torch.log_softmax(-d, 1)
        score = {m: p.detach().exp()[torch.arange(len(y)), y].sum().item() for m, p in log_p.items()}
        rho = score["left"] / score["right"]
        beta, gamma = min(max(1 / rho - 1, 0), 1), min(max(rho - 1, 0), 1)
        entropy = {m: -(p.exp() * p).sum(1).mean() for m, p in log_p.items()}
        loss = loss + alpha * beta * F.nll_loss(log_p["left"], y) + alpha * gamma * F.nll_loss(log_p["right"], y)
        if epoch < entropy_epochs:
            loss = loss - mu * gamma * entropy["left"] - mu * beta * entropy["right"]
        loss.backward()
        optimizer.step()
        new = prototypes(network, x, y)
        c = {m: momentum * c[m] + (1 - momentum) * new[m] for m in c}
        ratios.append(rho)
        losses.append(loss.item())
        tensors.update(state(network, f"pmr.{epoch}"))
    tensors.update(float32({f"pmr.prototypes.{m}": a for m, a in c.items()}))
    return {"ratios": ratios, "losses": losses}


def mla(fit, held, tensors, alpha=0.1, steps=3):
    """Turns of left and right in every batch; the optimizer leaves what has no gradient as it is."""
    x, y = fit
    network = initial(shared_head=True).train()
    optimizer = torch.optim.SGD(network.parameters(), **SGD)
    p = torch.eye(WIDTH)
    seen = False
    losses = []
    for step in range(steps):
        total = 0
        for m in SHAPES:
            optimizer.zero_grad(set_to_none=True)
            h = network.features({m: x[m]})
            loss = F.cross_entropy(network.logits(h)[m], y)
            loss.backward()
            if seen:
                network.head.weight.grad = network.head.weight.grad @ p
            optimizer.step()
            mean = h[m].detach().mean(0)
            q = p @ mean / (alpha + mean @ p @ mean)
            p = p - torch.outer(q, mean @ p)
            seen = True
            total += loss.item()
        losses.append(total)
        tensors.update(state(network, f"mla.{step}"))
    network.eval()
    with torch.no_grad():
        logits = network(held[0])
        entropy = {m: -(torch.softmax(l, 1) * torch.log_softmax(l, 1)).sum(1, keepdim=True) for m, l in logits.items()}
        most = torch.maximum(*entropy.values())
        lam = {m: torch.exp(most - e) for m, e in entropy.items()}
        fused = sum(lam[m] / sum(lam.values()) * logits[m] for m in SHAPES)
    tensors.update(float32({"mla.projection": p, "mla.fused": fused, **{f"mla.logits.{m}": l for m, l in logits.items()}}))
    return {"losses": losses}


def umt(fit, tensors, weight=2.0, steps=2):
    x, y = fit
    network = initial().train()
    teachers = {}
    for i, m in enumerate(SHAPES):
        torch.manual_seed(20 + i)
        teachers[m] = trained(initial(), x, y, 4, alone(m)).eval()
        for n, t in state(teachers[m], f"umt.teacher.{m}").items():
            if f".{m}." in n.removeprefix(f"umt.teacher.{m}"):
                tensors[n] = t
    optimizer = torch.optim.SGD(network.parameters(), **SGD)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        h = network.features(x)
        loss = F.cross_entropy(joint(network.logits(h)), y)
        for m in SHAPES:
            with torch.no_grad():
                told = teachers[m].features({m: x[m]})[m]
            loss = loss + weight * F.mse_loss(h[m], told)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    tensors.update(state(network, "umt"))
    return {"losses": losses}


def rubi(fit, tensors, biased="left", hidden=7, weight=0.5, steps=3):
    x, y = fit
    network = initial().train()
    torch.manual_seed(8)
    torch.set_default_dtype(torch.float32)
    mask = nn.ModuleDict({
        "hidden1": nn.Linear(WIDTH, hidden),
        "hidden2": nn.Linear(hidden, hidden),
        "mask": nn.Linear(hidden, CLASSES),
        "classifier": nn.Linear(CLASSES, CLASSES),
    })
    torch.set_default_dtype(torch.float64)
    mask = mask.double()
    tensors.update(state(mask, "rubi.initial.mask"))
    optimizer = torch.optim.SGD([*network.parameters(), *mask.parameters()], **SGD)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        h = network.features(x)
        a = torch.relu(mask["hidden1"](h[biased].detach()))
        c = mask["mask"](torch.relu(mask["hidden2"](a)))
        masked = joint(network.logits(h)) * torch.sigmoid(c)
        loss = F.cross_entropy(masked, y) + weight * F.cross_entropy(mask["classifier"](c), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    tensors.update(state(network, "rubi"))
    tensors.update(state(mask, "rubi.mask"))
    return {"losses": losses}


def miles(fit, tensors, threshold=0.05, reduction=0.5, epochs=6):
    """One step an epoch; accuracies are those met in training, before the step."""
    x, y = fit
    network = initial().train()
    groups = [
        {"params": [*network.encoders[m].parameters(), *network.heads[m].parameters()], "lr": SGD["lr"]} for m in SHAPES
    ]
    optimizer = torch.optim.SGD(groups, momentum=SGD["momentum"], weight_decay=SGD["weight_decay"])
    rates, losses = [], []
    for epoch in range(epochs):
        optimizer.zero_grad()
        logits = network(x)
        loss = F.cross_entropy(joint(logits), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        rates.append([group["lr"] for group in optimizer.param_groups])
        both = (joint(logits).argmax(1) == y).double().mean().item()
        one = {m: (l.argmax(1) == y).double().mean().item() for m, l in logits.items()}
        u = [(both - one["right"]) / both, (both - one["left"]) / both]
        factors = [1.0, 1.0]
        if abs(u[0] - u[1]) > threshold and max(u) > 0:
            factors[0 if u[0] > u[1] else 1] = reduction
        for group, factor in zip(optimizer.param_groups, factors):
            group["lr"] = SGD["lr"] * factor
    tensors.update(state(network, "miles"))
    return {"rates": rates, "losses": losses}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    torch.set_default_dtype(torch.float64)
    fit, held = samples(SAMPLES, 6), samples(HELD_OUT, 2)
    tensors = {**state(initial(), "initial"), **state(initial(shared_head=True), "shared")}
    for name, (x, y) in (("fit", fit), ("held", held)):
        tensors.update({f"{name}.{m}": a for m, a in float32(x).items()})
    out = {"fit": fit[1].tolist(), "held": held[1].tolist()}
    out["gblend"] = gblend(fit, held, tensors)
    out["pmr"] = pmr(fit, tensors)
    out["mla"] = mla(fit, held, tensors)
    out["umt"] = umt(fit, tensors)
    out["rubi"] = rubi(fit, tensors)
    out["miles"] = miles(fit, tensors)
    out["made_with"] = {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": numpy.__version__}
    (folder / "methods-late.json").write_text(json.dumps(out, indent=1) + "\n")
    save_file({n: t.contiguous() for n, t in tensors.items()}, folder / "methods-late.safetensors")


if __name__ == "__main__":
    main()
