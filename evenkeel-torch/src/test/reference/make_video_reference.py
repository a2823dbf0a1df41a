"""Independent numbers for pairs of video networks, computed with PyTorch in double precision.

r3d18 is put together from torchvision's own blocks, at two channels in the first layer instead of 64; i3d is written
here from the equations of Carreira & Zisserman (CVPR 2017), padded as in its widely used port to PyTorch, at four
channels instead of 64. Weights and inputs are not stored but drawn by a rule that the tests know too (`drawn`), so
that the fixtures hold only what the Java code has to reproduce: losses and logits of a few steps, of each gradient,
parameter and running statistic the squared norm and two values, and logits with and without cross-modal flow. They
also hold the names and shapes of the tensors of the full networks: torchvision's r3d_18 and the port's I3D.

    python make_video_reference.py --out ../resources/reference
"""

import argparse
import json
import pathlib
import sys
import zlib

import numpy
import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torchvision.models.video import r3d_18
from torchvision.models.video.resnet import BasicBlock, Conv3DSimple, VideoResNet

from make_reference import Mmtm, Network, loss_of

CLASSES, BATCH, RATE = 5, 3, 0.0625
PLANS = [None, None, "depth", None]
torch.set_num_threads(1)


def drawn(name, shape):
    """Multiples of 1/4096 in [-1, 1): a linear congruential generator that begins with the CRC-32 of the name."""
    state, values = zlib.crc32(name.encode()), []
    for _ in range(int(numpy.prod(shape))):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(((state >> 19) - 4096) / 4096)
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def weight(name, shape):
    u = drawn(name, shape)
    if len(shape) == 1:
        return u / 4 + (1 if name.endswith(".weight") else 0)
    fan_in = int(numpy.prod(shape[1:]))
    return u * 2.0 ** (1 - (fan_in.bit_length() - 1) // 2)


class R3d(VideoResNet):
    stages = ["stem", "layer1", "layer2", "layer3", "layer4"]

    def __init__(self, channels, widths):
        nn.Module.__init__(self)
        width = self.inplanes = widths[0]
        self.stem = nn.Sequential(
            nn.Conv3d(channels, width, (3, 7, 7), (1, 2, 2), (1, 3, 3), bias=False),
            nn.BatchNorm3d(width),
            nn.ReLU(inplace=True),
        )
        self.widths = {"stem": width}
        for k in range(4):
            layer = self._make_layer(BasicBlock, Conv3DSimple, width * 2**k, 2, 1 if k == 0 else 2)
            setattr(self, f"layer{k + 1}", layer)
            self.widths[f"layer{k + 1}"] = width * 2**k

    def stage(self, name, x):
        return getattr(self, name)(x)

    @staticmethod
    def logits(head, a):
        return head(F.adaptive_avg_pool3d(a, 1).flatten(1))

    @staticmethod
    def head(features, classes):
        return nn.Linear(features, classes), "fc"


def same(x, kernel, stride):
    """Zeros so that a window gives ceil(size / stride) values; one more behind than before where odd."""
    widths = []
    for size, k, s in reversed(list(zip(x.shape[2:], kernel, stride))):
        total = max((-(-size // s) - 1) * s + k - size, 0)
        widths += [total // 2, total - total // 2]
    return F.pad(x, widths)


class Unit(nn.Module):
    def __init__(self, channels, out, kernel, stride=1):
        super().__init__()
        self.kernel, self.stride = (kernel,) * 3, (stride,) * 3
        self.conv3d = nn.Conv3d(channels, out, kernel, stride, bias=False)
        self.bn = nn.BatchNorm3d(out, eps=0.001, momentum=0.01)

    def forward(self, x):
        return torch.relu(self.bn(self.conv3d(same(x, self.kernel, self.stride))))


class Pool(nn.Module):
    def __init__(self, kernel, stride):
        super().__init__()
        self.kernel, self.stride = kernel, stride

    def forward(self, x):
        return F.max_pool3d(same(x, self.kernel, self.stride), self.kernel, self.stride)


class Mixed(nn.Module):
    def __init__(self, channels, widths):
        super().__init__()
        w = widths
        self.b0 = Unit(channels, w[0], 1)
        self.b1a, self.b1b = Unit(channels, w[1], 1), Unit(w[1], w[2], 3)
        self.b2a, self.b2b = Unit(channels, w[3], 1), Unit(w[3], w[4], 3)
        self.pool, self.b3b = Pool((3, 3, 3), (1, 1, 1)), Unit(channels, w[5], 1)

    def forward(self, x):
        return torch.cat([self.b0(x), self.b1b(self.b1a(x)), self.b2b(self.b2a(x)), self.b3b(self.pool(x))], 1)


class I3d(nn.Module):
    MODULES = {
        "Mixed_3b": [64, 96, 128, 16, 32, 32],
        "Mixed_3c": [128, 128, 192, 32, 96, 64],
        "MaxPool3d_4a_3x3": ((3, 3, 3), (2, 2, 2)),
        "Mixed_4b": [192, 96, 208, 16, 48, 64],
        "Mixed_4c": [160, 112, 224, 24, 64, 64],
        "Mixed_4d": [128, 128, 256, 24, 64, 64],
        "Mixed_4e": [112, 144, 288, 32, 64, 64],
        "Mixed_4f": [256, 160, 320, 32, 128, 128],
        "MaxPool3d_5a_2x2": ((2, 2, 2), (2, 2, 2)),
        "Mixed_5b": [256, 160, 320, 32, 128, 128],
        "Mixed_5c": [384, 192, 384, 48, 128, 128],
    }
    stages = ["Conv3d_1a_7x7", "MaxPool3d_2a_3x3", "Conv3d_2b_1x1", "Conv3d_2c_3x3", "MaxPool3d_3a_3x3", *MODULES]

    def __init__(self, channels, widths):
        super().__init__()
        of = lambda c: max(1, (c * widths[0] + 32) // 64)
        edges = ((1, 3, 3), (1, 2, 2))
        self.Conv3d_1a_7x7 = Unit(channels, of(64), 7, 2)
        self.MaxPool3d_2a_3x3 = Pool(*edges)
        self.Conv3d_2b_1x1 = Unit(of(64), of(64), 1)
        self.Conv3d_2c_3x3 = Unit(of(64), of(192), 3)
        self.MaxPool3d_3a_3x3 = Pool(*edges)
        self.widths, before = {"Conv3d_1a_7x7": of(64), "Conv3d_2c_3x3": of(192)}, of(192)
        for name, spec in self.MODULES.items():
            if isinstance(spec, tuple):
                setattr(self, name, Pool(*spec))
            else:
                setattr(self, name, Mixed(before, [of(c) for c in spec]))
                before = sum(of(spec[k]) for k in (0, 2, 4, 5))
            self.widths[name] = before

    def stage(self, name, x):
        return getattr(self, name)(x)

    @staticmethod
    def logits(head, a):
        pooled = F.avg_pool3d(a, (2, *a.shape[3:]), stride=1)
        return head(pooled)[:, :, :, 0, 0].mean(2)

    @staticmethod
    def head(features, classes):
        return nn.Conv3d(features, classes, 1), "logits.conv3d"


class Videos(Network):
    def __init__(self, kind, shapes, width, after):
        super().__init__(kind, {m: s[0] for m, s in shapes.items()}, [width], after, CLASSES)
        last = self.encoders["rgb"].widths[kind.stages[-1]]
        self.kind = kind
        self.heads = nn.ModuleDict({m: kind.head(last, CLASSES)[0] for m in shapes})
        with torch.no_grad():
            for name, p in self.tensors(buffers=False).items():
                p.copy_(weight(name, p.shape))

    def head(self, m, a):
        return self.kind.logits(self.heads[m], a)

    def tensors(self, buffers=True):
        """By the names that files of the project have."""
        _, head = self.kind.head(1, 1)
        named = dict(self.named_parameters())
        if buffers:
            named.update({n: b for n, b in self.named_buffers() if "num_batches" not in n})
            for k, f in enumerate(self.fusion):
                named.update({f"fusion.{k}.running_gate.{m}": g for m, g in f.mean_gate.items()})
        out = {}
        for name, tensor in named.items():
            parts = name.split(".")
            out[f"encoders.{parts[1]}.{head}.{parts[2]}" if parts[0] == "heads" else name] = tensor
        return out


def batch(prefix, shapes):
    return {m: drawn(f"{prefix}.{m}", (BATCH, *s)) for m, s in shapes.items()}


def marks(tensors):
    """Of each tensor the squared norm, the first value and the one in the middle."""
    flat = {n: t.detach().flatten() for n, t in tensors.items()}
    return {n: [float((t * t).sum()), float(t[0]), float(t[len(t) // 2])] for n, t in flat.items()}


def fixture(kind, shapes, width, after):
    network = Videos(kind, shapes, width, after).train()
    labels = torch.tensor([1, 4, 2])
    out = {"labels": labels.tolist(), "steps": []}
    for step, rebalanced in enumerate(PLANS):
        for p in network.parameters():
            p.grad = torch.zeros_like(p)
        logits = network(batch(f"step{step}", shapes), rebalanced)
        loss = loss_of(logits, labels)
        loss.backward()
        out["steps"].append({
            "rebalanced": rebalanced or "",
            "loss": loss.item(),
            "logits": {m: l.flatten().tolist() for m, l in logits.items()},
            "gradients": marks({n: p.grad for n, p in network.tensors(buffers=False).items()}),
        })
        with torch.no_grad():
            for p in network.parameters():
                p -= RATE * p.grad
    out["after"] = marks(network.tensors())
    network.eval()
    with torch.no_grad():
        recorded = [{} for _ in network.fusion]
        network(batch("step0", shapes), record=recorded)
        means = [{m: torch.cat(v).mean(0) for m, v in r.items()} for r in recorded]
        x = batch("step1", shapes)
        out["fused"] = {m: l.flatten().tolist() for m, l in network(x).items()}
        out["isolated"] = {m: network.isolated(m, x, means).flatten().tolist() for m in shapes}
    return out


def full_names():
    """The tensors of the published networks, for 400 classes and three channels."""
    theirs = {n: list(t.shape) for n, t in r3d_18().state_dict().items() if "num_batches" not in n}
    body = {n: list(t.shape) for n, t in I3d(3, [64]).state_dict().items() if "num_batches" not in n}
    port = body | {"logits.conv3d.weight": [400, 1024, 1, 1, 1], "logits.conv3d.bias": [400]}
    return {"r3d18": theirs, "i3d": port}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    torch.set_default_dtype(torch.float64)
    clips = {"rgb": (3, 6, 20, 18), "depth": (1, 6, 20, 18)}
    longer = {"rgb": (3, 18, 37, 36), "depth": (1, 18, 37, 36)}
    made = {
        "r3d18": fixture(R3d, clips, 2, ["layer2", "layer3", "layer4"]),
        "i3d": fixture(I3d, longer, 4, ["Mixed_4f", "Mixed_5b", "Mixed_5c"]),
    }
    names = full_names()
    for kind, out in made.items():
        out["full"] = names[kind]
        out["made_with"] = {
            "python": sys.version.split()[0],
            "torch": torch.__version__,
            "torchvision": torchvision.__version__,
        }
        (folder / f"{kind}-pair.json").write_text(json.dumps(out, separators=(",", ":")).replace("]", "]\n") + "\n")


if __name__ == "__main__":
    main()
