"""Independent numbers for the tests of evenkeel-torch, computed with PyTorch alone.

Writes small fixtures (JSON and safetensors) that hold initial weights, inputs and everything that the
Java code has to reproduce: logits, losses, every gradient, learning speeds of guided training and
conditional utilization. Nothing here is derived from the Java code; the equations are those of Wu et al.,
ICML 2022 (arXiv 2202.05306), as the project's documentation states them.

    python make_reference.py --out ../resources/reference
"""

import argparse
import json
import math
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

torch.set_num_threads(1)


class SmallCnn(nn.Module):
    stages = ["conv1", "conv2", "conv3", "conv4"]

    def __init__(self, channels, widths):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, widths[0], 5, padding=2)
        self.conv2 = nn.Conv2d(widths[0], widths[1], 3, padding=1)
        self.conv3 = nn.Conv2d(widths[1], widths[2], 3, stride=2, padding=1)
        self.conv4 = nn.Conv2d(widths[2], widths[3], 3, padding=1)
        self.widths = dict(zip(self.stages, widths))

    def stage(self, name, x):
        if name == "conv1":
            return F.max_pool2d(F.relu(self.conv1(self.norm(x))), 3, stride=2, padding=1)
        return F.relu(getattr(self, name)(x))


class Mlp(nn.Module):
    stages = ["hidden1", "hidden2"]

    def __init__(self, features, widths):
        super().__init__()
        self.norm = nn.BatchNorm1d(features)
        self.hidden1 = nn.Linear(features, widths[0])
        self.hidden2 = nn.Linear(widths[0], widths[0])
        self.widths = {"hidden1": widths[0], "hidden2": widths[0]}

    def stage(self, name, x):
        return F.relu(self.hidden1(self.norm(x)) if name == "hidden1" else self.hidden2(x))


class Mmtm(nn.Module):
    def __init__(self, channels, ratio=4):
        super().__init__()
        total = sum(channels.values())
        width = int(2 * total / ratio)
        self.squeeze = nn.Linear(total, width)
        self.excite = nn.ModuleDict({m: nn.Linear(width, c) for m, c in channels.items()})
        self.mean_gate = {m: None for m in channels}
        self.seen = 0

    @staticmethod
    def squeezed(a):
        return a.flatten(2).mean(2) if a.dim() > 2 else a

    def gate(self, modality, squeezes):
        z = torch.relu(self.squeeze(torch.cat(list(squeezes.values()), 1)))
        return torch.sigmoid(self.excite[modality](z))

    @staticmethod
    def scale(a, g):
        return a * g.reshape(g.shape + (1,) * (a.dim() - 2))

    def forward(self, features, rebalanced=None):
        squeezes = {m: self.squeezed(a) for m, a in features.items()}
        gates = {m: self.gate(m, squeezes) for m in features}
        if self.training:
            self.seen += 1
            for m, g in gates.items():
                batch_mean = g.detach().mean(0)
                old = self.mean_gate[m]
                self.mean_gate[m] = (
                    batch_mean if old is None else (old * (self.seen - 1) + batch_mean) / self.seen
                )
        out = {}
        for m, a in features.items():
            g = gates[m]
            if m == rebalanced:
                g = self.mean_gate[m].expand_as(g)
            out[m] = self.scale(a, g)
        return out


class Network(nn.Module):
    def __init__(self, kind, inputs, widths, after, classes):
        super().__init__()
        self.modalities = list(inputs)
        self.encoders = nn.ModuleDict({m: kind(c, widths) for m, c in inputs.items()})
        self.after = after
        self.stages = kind.stages
        one = self.encoders[self.modalities[0]]
        self.fusion = nn.ModuleList(
            [Mmtm({m: one.widths[stage] for m in inputs}) for stage in after]
        )
        last = one.widths[self.stages[-1]]
        self.heads = nn.ModuleDict({m: nn.Linear(last, classes) for m in inputs})

    def head(self, m, a):
        return self.heads[m](Mmtm.squeezed(a))

    def forward(self, x, rebalanced=None, record=None):
        features = dict(x)
        for stage in self.stages:
            features = {m: self.encoders[m].stage(stage, a) for m, a in features.items()}
            if stage in self.after:
                k = self.after.index(stage)
                if record is not None:
                    for m, a in features.items():
                        record[k].setdefault(m, []).append(Mmtm.squeezed(a).double())
                features = self.fusion[k](features, rebalanced)
        return {m: self.head(m, a) for m, a in features.items()}

    def isolated(self, m, x, means):
        """f'_m: branch m, with every other squeeze replaced by its mean over the training set."""
        a = x[m]
        for stage in self.stages:
            a = self.encoders[m].stage(stage, a)
            if stage in self.after:
                k = self.after.index(stage)
                squeezes = {
                    j: Mmtm.squeezed(a) if j == m else means[k][j].to(a.dtype).expand(len(a), -1)
                    for j in self.modalities
                }
                a = Mmtm.scale(a, self.fusion[k].gate(m, squeezes))
        return self.head(m, a)

    def group(self, m, which):
        if which == "main":
            return list(self.encoders[m].parameters()) + list(self.heads[m].parameters())
        return [p for f in self.fusion for p in f.squeeze.parameters()] + [
            p for f in self.fusion for p in f.excite[m].parameters()
        ]

    def state(self):
        tensors = {n: p for n, p in self.named_parameters()}
        tensors.update({n: b for n, b in self.named_buffers() if "num_batches" not in n})
        for k, f in enumerate(self.fusion):
            for m, g in f.mean_gate.items():
                width = f.excite[m].out_features
                tensors[f"fusion.{k}.running_gate.{m}"] = (
                    torch.zeros(width, dtype=torch.get_default_dtype()) if g is None else g
                )
        return {n: t.detach().float().clone().contiguous() for n, t in tensors.items()}

    def gradients(self):
        return {n: p.grad.detach().float().clone().contiguous() for n, p in self.named_parameters()}

    def zero_gradients(self):
        # Zeros, not None: a parameter that a re-balancing step leaves out keeps its momentum and decay,
        # as it did in the PyTorch versions that the method was published with.
        for p in self.parameters():
            p.grad = torch.zeros_like(p)


def loss_of(logits, y):
    return sum(F.cross_entropy(l, y) for l in logits.values())


class Speeds:
    def __init__(self, network):
        self.network = network
        self.sums = {(m, w): 0.0 for m in network.modalities for w in ("main", "bypass")}

    def add(self):
        for (m, which), total in self.sums.items():
            group = self.network.group(m, which)
            gradient = sum(float((p.grad.double() ** 2).sum()) for p in group)
            weight = sum(float((p.detach().double() ** 2).sum()) for p in group)
            self.sums[(m, which)] = total + gradient / weight

    def of(self, m):
        return math.log10(self.sums[(m, "bypass")] / self.sums[(m, "main")])

    def all(self):
        return {m: self.of(m) for m in self.network.modalities}


def inputs(generator, shapes, batch):
    return {
        m: torch.tensor(generator.uniform(-1, 1, (batch, *s)).astype("float32")).to(torch.get_default_dtype())
        for m, s in shapes.items()
    }


def float32(tensors):
    return {n: t.detach().float().contiguous() for n, t in tensors.items()}


PAIR = {"gray": (1, 12, 12), "color": (3, 12, 12)}
CUR_STEPS = 100
PAIR_WIDTHS = [6, 6, 8, 8]
THREE = {"audio": (5,), "video": (7,), "motion": (3,)}


def pair_network():
    torch.manual_seed(1)
    dtype = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)
    network = Network(
        SmallCnn, {m: s[0] for m, s in PAIR.items()}, PAIR_WIDTHS, ["conv3", "conv4"], 5
    )
    torch.set_default_dtype(dtype)
    return network.to(dtype)


def three_network():
    torch.manual_seed(2)
    dtype = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)
    network = Network(Mlp, {m: s[0] for m, s in THREE.items()}, [16], ["hidden1", "hidden2"], 4)
    torch.set_default_dtype(dtype)
    return network.to(dtype)


def one_step(network, x, y, rebalanced, out, tensors, prefix):
    network.zero_gradients()
    logits = network(x, rebalanced)
    loss = loss_of(logits, y)
    loss.backward()
    out[prefix] = {"loss": loss.item()}
    tensors.update({f"{prefix}.logits.{m}": l for m, l in float32(logits).items()})
    tensors.update({f"{prefix}.gradient.{n}": g for n, g in network.gradients().items()})
    tensors.update({f"{prefix}.after.{n}": t for n, t in network.state().items()})


def steps_fixture(make, shapes, classes, rebalanced_modalities, seed):
    """Two regular training passes (statistics and gates move, weights do not), then one step of each kind."""
    generator = numpy.random.default_rng(seed)
    warm = [inputs(generator, shapes, 8) for _ in range(2)]
    x = inputs(generator, shapes, 8)
    y = torch.tensor(generator.integers(0, classes, 8))
    out, tensors = {"labels": y.tolist()}, {}
    for i, w in enumerate(warm):
        tensors.update({f"warm{i}.{m}": a for m, a in float32(w).items()})
    tensors.update({f"x.{m}": a for m, a in float32(x).items()})
    for rebalanced in [None, *rebalanced_modalities]:
        network = make()
        network.train()
        if rebalanced is None:
            tensors.update({f"initial.{n}": t for n, t in network.state().items()})
        for w in warm:
            network(w)
        one_step(network, x, y, rebalanced, out, tensors, rebalanced or "regular")
    return out, tensors


def guided_fixture(alpha, window, start_epoch, lr, momentum, weight_decay):
    """20 steps, 4 an epoch, over 4 batches in turn; then conditional utilization of a network that has learned."""
    generator = numpy.random.default_rng(7)
    templates = inputs(generator, PAIR, 5)
    batches = [labelled(generator, templates, 8) for _ in range(4)]
    network = pair_network()
    network.train()
    optimizer = torch.optim.SGD(
        network.parameters(), lr=lr, momentum=momentum, weight_decay=weight_decay
    )
    speeds = Speeds(network)
    steps, todo = [], []
    for step in range(1, 21):
        epoch = (step - 1) // 4 + 1
        rebalanced = todo.pop(0) if todo else None
        was_rebalancing = rebalanced is not None
        x, y = batches[(step - 1) % 4]
        network.zero_gradients()
        loss = loss_of(network(x, rebalanced), y)
        loss.backward()
        if not was_rebalancing:
            speeds.add()
        s = speeds.all()
        d_speed = s["gray"] - s["color"]
        optimizer.step()
        if not was_rebalancing and epoch >= start_epoch and abs(d_speed) > alpha:
            todo = ["gray" if d_speed > 0 else "color"] * window
        steps.append(
            {"epoch": epoch, "modality": rebalanced or "", "loss": loss.item(), "s": s, "d_speed": d_speed}
        )
    tensors = {}
    for i, (x, _) in enumerate(batches):
        tensors.update({f"batch{i}.{m}": a for m, a in float32(x).items()})
    tensors.update({f"final.{n}": t for n, t in network.state().items()})
    out = {
        "settings": {
            "alpha": alpha, "window": window, "start_epoch": start_epoch,
            "learning_rate": lr, "momentum": momentum, "weight_decay": weight_decay,
        },
        "labels": [y.tolist() for _, y in batches],
        "steps": steps,
    }
    network = pair_network()
    network.train()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for step in range(CUR_STEPS):
        x, y = batches[step % 4]
        network.zero_gradients()
        loss_of(network(x), y).backward()
        optimizer.step()
    out["cur_train_loss"] = loss_of(network(x), y).item()
    out["cur"], more = utilization(network, batches, labelled(generator, templates, 40))
    return out, {**tensors, **more}


def labelled(generator, templates, batch):
    """Noise plus a template of each class, stronger in color than in gray: something to learn."""
    x, y = inputs(generator, PAIR, batch), torch.tensor(generator.integers(0, 5, batch))
    x["gray"] += 0.7 * templates["gray"][y]
    x["color"] += 0.9 * templates["color"][y]
    return x, y


def utilization(network, batches, held_out):
    network.eval()
    held, y = held_out
    with torch.no_grad():
        record = [{} for _ in network.fusion]
        for x, _ in batches:
            network(x, record=record)
        means = [{m: torch.cat(s).mean(0) for m, s in r.items()} for r in record]
        fused = network(held)
        isolated = {m: network.isolated(m, held, means) for m in network.modalities}
    accuracy = lambda l: float((l.argmax(1) == y).double().mean())
    a = {m: accuracy(l) for m, l in fused.items()}
    b = {m: accuracy(l) for m, l in isolated.items()}
    u = {m: (a[m] - b[m]) / a[m] for m in a}
    tensors = {f"cur.network.{n}": t for n, t in network.state().items()}
    tensors.update({f"cur.held.{m}": t for m, t in float32(held).items()})
    tensors.update({f"cur.fused.{m}": t for m, t in float32(fused).items()})
    tensors.update({f"cur.isolated.{m}": t for m, t in float32(isolated).items()})
    for k, mean in enumerate(means):
        tensors.update({f"cur.mean_squeeze.{k}.{m}": t.float() for m, t in mean.items()})
    return {
        "labels": y.tolist(), "accuracy": a, "isolated_accuracy": b, "u": u,
        "d_util": u["gray"] - u["color"],
    }, tensors


def compare(name, single, double, bound):
    worst = 0.0
    for key, t in double.items():
        if key.startswith("cur."):  # of a network that has trained for too long to compare
            continue
        scale = max(float(t.abs().max()), 1e-3)
        worst = max(worst, float((single[key].double() - t.double()).abs().max()) / scale)
    print(f"{name}: float32 against float64 differ by at most {worst:.1e} of a tensor's largest value")
    assert worst < bound, name


def check_gradients():
    """Central finite differences in float64 on a few coordinates of every parameter."""
    network = pair_network()
    network.train()
    generator = numpy.random.default_rng(3)
    x, y = inputs(generator, PAIR, 8), torch.tensor(generator.integers(0, 5, 8))
    network.zero_grad()
    loss_of(network(x), y).backward()
    for name, p in network.named_parameters():
        flat, grad = p.data.view(-1), p.grad.view(-1)
        for i in generator.integers(0, len(flat), 3):
            old = float(flat[i])
            values = []
            for shift in (1e-6, -1e-6):
                flat[i] = old + shift
                values.append(loss_of(network(x), y).item())
            flat[i] = old
            numeric = (values[0] - values[1]) / 2e-6
            assert abs(numeric - float(grad[i])) < 1e-6 + 1e-5 * abs(numeric), (name, numeric, grad[i])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for dtype in (torch.float64, torch.float32):
        torch.set_default_dtype(dtype)
        if dtype is torch.float64:
            check_gradients()
        made[dtype] = {
            "pair": steps_fixture(pair_network, PAIR, 5, ["gray", "color"], 5),
            "three": steps_fixture(three_network, THREE, 4, ["video"], 6),
            "guided": guided_fixture(0.02, 3, 2, 0.2, 0.9, 1e-4),
        }
    for name, (out, tensors) in made[torch.float32].items():
        compare(name, tensors, made[torch.float64][name][1], 2e-5)
        out["made_with"] = {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": numpy.__version__}
        (folder / f"{name}.json").write_text(json.dumps(out, indent=1) + "\n")
        save_file(tensors, folder / f"{name}.safetensors")
    for step in made[torch.float32]["guided"][0]["steps"]:
        print(step["epoch"], step["modality"] or "regular", f"{step['loss']:.4f} {step['d_speed']:+.4f}")
    print(made[torch.float32]["guided"][0]["cur"]["accuracy"], made[torch.float32]["guided"][0]["cur"]["isolated_accuracy"])


if __name__ == "__main__":
    main()
