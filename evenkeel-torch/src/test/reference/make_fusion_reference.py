"""Independent numbers for every kind of fusion but the MMTM, computed with PyTorch alone.

For each kind, on a pair of small CNNs and on three MLPs: initial weights, inputs, and what the Java code has
to reproduce: logits, loss and gradients of a regular and of a re-balancing step, running means of messages,
and logits with and without cross-modal flow.

    python make_fusion_reference.py --out ../resources/reference
"""

import argparse
import json
import pathlib
import sys

import numpy
import torch
from safetensors.torch import save_file
from torch import nn

from make_reference import Mlp, Mmtm, PAIR, SmallCnn, THREE, compare, float32, inputs, loss_of

KINDS = ["film", "concat", "sum", "gated"]
squeezed = Mmtm.squeezed


def spread(v, a):
    return v[(...,) + (None,) * (a.dim() - 2)]


class Fusion(nn.Module):
    """One module; `message` and `combine` are written from the equations of docs/fusion.md, a matrix a pair."""

    def __init__(self, kind, channels, classes, ratio=4):
        super().__init__()
        self.kind, self.channels = kind, channels
        total = sum(channels.values())
        if kind == "film":
            width = 2 * total // ratio
            self.squeeze = nn.Linear(total, width)
            self.excite = nn.ModuleDict({m: nn.Linear(width, 2 * c) for m, c in channels.items()})
        else:
            self.pairs = nn.ModuleDict({
                i: nn.ModuleDict({
                    j: nn.Linear(channels[j], classes if kind == "concat" else channels[i], bias=False)
                    for j in channels if j != i
                })
                for i in channels
            })
        if kind == "gated":
            self.gate = nn.ModuleDict({m: nn.Linear(total, c) for m, c in channels.items()})
        self.means, self.seen = {}, 0

    def message(self, i, s):
        if self.kind == "film":
            return self.excite[i](torch.relu(self.squeeze(torch.cat(list(s.values()), 1))))
        cross = sum(pair(s[j]) for j, pair in self.pairs[i].items())
        if self.kind != "gated":
            return cross
        return torch.cat([torch.sigmoid(self.gate[i](torch.cat(list(s.values()), 1))), cross], 1)

    def combine(self, i, a, message, head):
        """What branch i goes on with; its logits from a late kind."""
        if self.kind == "film":
            gamma, beta = message.chunk(2, 1)
            return a * (1 + spread(gamma, a)) + spread(beta, a)
        h = squeezed(a)
        if self.kind == "concat":
            return head(h) + message
        if self.kind == "sum":
            return head(h + message)
        g, cross = message.chunk(2, 1)
        return head(g * h + (1 - g) * cross)

    def record(self, messages):
        self.seen += 1
        for m, v in messages.items():
            old = self.means.get(m, 0)
            self.means[m] = old + (v.detach().mean(0) - old) / self.seen

    def names(self, prefix):
        """Tensors under the names that the Java code gives them; the blocks of a branch side by side."""
        out = {}
        if self.kind == "film":
            parts = [("squeeze", self.squeeze)] + [(f"excite.{m}", l) for m, l in self.excite.items()]
        else:
            parts = [(f"gate.{m}", l) for m, l in self.gate.items()] if self.kind == "gated" else []
            for i, row in self.pairs.items():
                out[f"{prefix}.cross.{i}.weight"] = [p.weight for p in row.values()]
        for name, layer in parts:
            out[f"{prefix}.{name}.weight"], out[f"{prefix}.{name}.bias"] = [layer.weight], [layer.bias]
        return out


class Network(nn.Module):
    def __init__(self, kind, encoder, shapes, widths, after, classes):
        super().__init__()
        self.kind, self.order, self.modalities = kind, encoder.stages, list(shapes)
        self.encoders = nn.ModuleDict({m: encoder(s[0], widths) for m, s in shapes.items()})
        one = self.encoders[self.modalities[0]]
        self.after = after if kind == "film" else [self.order[-1]]
        self.fusion = nn.ModuleList(
            [Fusion(kind, {m: one.widths[s] for m in shapes}, classes) for s in self.after]
        )
        self.heads = nn.ModuleDict({m: nn.Linear(one.widths[self.order[-1]], classes) for m in shapes})

    def finish(self, m, a):
        return self.heads[m](squeezed(a)) if self.kind == "film" else a

    def forward(self, x, rebalanced=None, record=None):
        a = dict(x)
        for stage in self.order:
            a = {m: self.encoders[m].stage(stage, v) for m, v in a.items()}
            if stage in self.after:
                k = self.after.index(stage)
                fusion = self.fusion[k]
                s = {m: squeezed(v) for m, v in a.items()}
                if record is not None:
                    record[k] = {m: v.mean(0, keepdim=True) for m, v in s.items()}
                messages = {m: fusion.message(m, s) for m in a}
                if self.training:
                    fusion.record(messages)
                if rebalanced:
                    messages[rebalanced] = fusion.means[rebalanced].expand_as(messages[rebalanced])
                a = {m: fusion.combine(m, v, messages[m], self.heads[m]) for m, v in a.items()}
        return {m: self.finish(m, v) for m, v in a.items()}

    def isolated(self, m, x, means):
        a = x[m]
        for stage in self.order:
            a = self.encoders[m].stage(stage, a)
            if stage in self.after:
                k = self.after.index(stage)
                s = {j: squeezed(a) if j == m else means[k][j].expand(len(a), -1) for j in self.modalities}
                a = self.fusion[k].combine(m, a, self.fusion[k].message(m, s), self.heads[m])
        return self.finish(m, a)

    def parts(self):
        named = {n: [p] for n, p in self.named_parameters() if not n.startswith("fusion")}
        for k, fusion in enumerate(self.fusion):
            named.update(fusion.names(f"fusion.{k}"))
        return named

    def state(self):
        out = {n: torch.cat([p.detach() for p in ps], -1).clone() for n, ps in self.parts().items()}
        out.update({n: b.clone() for n, b in self.named_buffers() if "num_batches" not in n})
        for k, fusion in enumerate(self.fusion):
            for m in self.modalities:
                size = len(fusion.means[m]) if m in fusion.means else self.size(fusion, m)
                out[f"fusion.{k}.running_message.{m}"] = fusion.means.get(m, torch.zeros(size))
        return float32(out)

    def size(self, fusion, m):
        classes = self.heads[m].out_features
        return {"concat": classes, "sum": fusion.channels[m]}.get(self.kind, 2 * fusion.channels[m])


def make(kind, name):
    torch.manual_seed(len(kind))
    dtype = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)
    if name == "pair":
        network = Network(kind, SmallCnn, PAIR, [3, 3, 4, 4], ["conv3", "conv4"], 5)
    else:
        network = Network(kind, Mlp, THREE, [8], ["hidden1", "hidden2"], 4)
    torch.set_default_dtype(dtype)
    return network.to(dtype)


def fixture(kind, name, shapes, classes, rebalanced):
    generator = numpy.random.default_rng(9)
    warm, x = inputs(generator, shapes, 6), inputs(generator, shapes, 6)
    y = torch.tensor(generator.integers(0, classes, 6))
    out, tensors = {"labels": y.tolist()}, {}
    for prefix, batch in (("warm", warm), ("x", x)):
        tensors.update({f"{prefix}.{m}": a for m, a in float32(batch).items()})
    for step in ["regular", rebalanced]:
        network = make(kind, name).train()
        if step == "regular":
            tensors.update({f"initial.{n}": t for n, t in network.state().items()})
        network(warm)
        network.zero_grad()
        logits = network(x, None if step == "regular" else step)
        loss = loss_of(logits, y)
        loss.backward()
        out[step] = {"loss": loss.item()}
        gradients = {
            n: torch.cat([torch.zeros_like(p) if p.grad is None else p.grad for p in ps], -1)
            for n, ps in network.parts().items()
        }
        tensors.update({f"{step}.logits.{m}": l for m, l in float32(logits).items()})
        tensors.update({f"{step}.gradient.{n}": g for n, g in float32(gradients).items()})
        tensors.update({f"{step}.after.{n}": t for n, t in network.state().items()})
    network.eval()
    with torch.no_grad():
        means = [{} for _ in network.fusion]
        network(warm, record=means)
        tensors.update({f"fused.{m}": l for m, l in float32(network(x)).items()})
        isolated = {m: network.isolated(m, x, means) for m in network.modalities}
        tensors.update({f"isolated.{m}": l for m, l in float32(isolated).items()})
    return out, tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    made = {}
    for dtype in (torch.float64, torch.float32):
        torch.set_default_dtype(dtype)
        for kind in KINDS:
            made[kind, "pair", dtype] = fixture(kind, "pair", PAIR, 5, "color")
            made[kind, "three", dtype] = fixture(kind, "three", THREE, 4, "video")
    for kind in KINDS:
        for name in ("pair", "three"):
            out, tensors = made[kind, name, torch.float32]
            compare(f"{kind}-{name}", tensors, made[kind, name, torch.float64][1], 5e-5)
            out["made_with"] = {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": numpy.__version__}
            (folder / f"{kind}-{name}.json").write_text(json.dumps(out, indent=1) + "\n")
            save_file(tensors, folder / f"{kind}-{name}.safetensors")


if __name__ == "__main__":
    main()
