"""Independent numbers for single encoders, computed with PyTorch's and torchvision's own modules in double precision.

Each case is one encoder with a linear head on its last features, averaged over space; of a sequence or text with
padding over the steps that are no padding. Layers are torchvision's BasicBlock and Bottleneck (two channels in the
first layer instead of 64), torch.nn.TransformerEncoderLayer(norm_first=True), torch.nn.GRU on packed sequences,
torch.nn.Embedding; the convolutions of the TCN are run on every sequence alone, cut to its length, so that padding
cannot have a part in it. Weights and inputs follow from names (`weight`, `drawn` of make_video_reference.py). What is
stored: loss, logits, and of every gradient the squared norm and two values; for the residual networks also the names
and shapes of torchvision's full ones.

    python make_encoder_reference.py --out ../resources/reference
"""

import argparse
import json
import math
import pathlib
import sys

import torch
import torch.nn.functional as F
import torchvision
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torchvision.models import resnet34, resnet50
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet

from make_video_reference import drawn, marks, weight

CLASSES, BATCH, STEPS = 5, 4, 7
LENGTHS = [7, 3, 1, 5]
torch.set_num_threads(1)


class Residual(ResNet):
    def __init__(self, block, width):
        nn.Module.__init__(self)
        self._norm_layer, self.groups, self.base_width, self.dilation = nn.BatchNorm2d, 1, 64, 1
        self.inplanes = width
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1, self.relu, self.maxpool = nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
        for k, blocks in enumerate([3, 4, 6, 3]):
            setattr(self, f"layer{k + 1}", self._make_layer(block, width * 2**k, blocks, 1 if k == 0 else 2))
        self.avgpool, self.fc = nn.AdaptiveAvgPool2d(1), nn.Linear(8 * width * block.expansion, CLASSES)

    def logits(self, x):
        return self(x)


def by_steps(sequence):
    """(batch, channels, steps) to (batch, steps, channels), and how long each sequence is."""
    mask = sequence[:, -1] > 0.5
    return (sequence[:, :-1] * mask[:, None]).transpose(1, 2), mask


class Reader(nn.Module):
    """Sequences with a mask in the last channel, or texts, as (batch, steps, channels) with a mask."""

    def __init__(self, vocabulary, width):
        super().__init__()
        if vocabulary:
            self.embedding = nn.Embedding(vocabulary, width)

    def read(self, x):
        if hasattr(self, "embedding"):
            mask = x > 0.5
            return self.embedding(x.long()) * mask[..., None], mask
        return by_steps(x)

    def classify(self, steps, mask):
        return self.head((steps * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))


class Transformer(Reader):
    def __init__(self, channels, vocabulary, width):
        super().__init__(vocabulary, width)
        if not vocabulary:
            self.input = nn.Linear(channels, width)
        layer = lambda: nn.TransformerEncoderLayer(
            width, 4, 4 * width, dropout=0, batch_first=True, norm_first=True)
        self.layer1, self.layer2, self.norm = layer(), layer(), nn.LayerNorm(width)
        self.head = nn.Linear(width, CLASSES)

    def logits(self, x):
        steps, mask = self.read(x)
        if hasattr(self, "input"):
            steps = self.input(steps)
        width = steps.shape[2]
        place = torch.arange(steps.shape[1])[:, None] * torch.exp(
            torch.arange(0, width, 2) * (-math.log(10000.0) / width))
        code = torch.zeros(steps.shape[1], width)
        code[:, 0::2], code[:, 1::2] = torch.sin(place), torch.cos(place)
        steps = steps + code.float().double()
        for layer in (self.layer1, self.layer2):
            steps = layer(steps, src_key_padding_mask=~mask)
        return self.classify(self.norm(steps), mask)


class Gru(Reader):
    def __init__(self, channels, vocabulary, width):
        super().__init__(vocabulary, width)
        self.gru = nn.GRU(width if vocabulary else channels, width, 2, batch_first=True)
        self.head = nn.Linear(width, CLASSES)

    def logits(self, x):
        steps, mask = self.read(x)
        packed = pack_padded_sequence(steps, mask.sum(1), batch_first=True, enforce_sorted=False)
        hidden, _ = pad_packed_sequence(self.gru(packed)[0], batch_first=True, total_length=steps.shape[1])
        return self.classify(hidden, mask)


class TcnBlock(nn.Module):
    def __init__(self, channels, out, dilation):
        super().__init__()
        self.conv1 = nn.Conv1d(channels, out, 3, padding=dilation, dilation=dilation)
        self.norm1 = nn.LayerNorm(out)
        self.conv2 = nn.Conv1d(out, out, 3, padding=dilation, dilation=dilation)
        self.norm2 = nn.LayerNorm(out)
        if channels != out:
            self.downsample = nn.Conv1d(channels, out, 1)

    def forward(self, x):
        y = torch.relu(self.norm1(self.conv1(x).mT).mT)
        y = self.norm2(self.conv2(y).mT).mT
        return torch.relu(y + (self.downsample(x) if hasattr(self, "downsample") else x))


class Tcn(Reader):
    def __init__(self, channels, vocabulary, width):
        super().__init__(vocabulary, width)
        before = width if vocabulary else channels
        for k in range(4):
            out = width * (1 if k < 2 else 2)
            setattr(self, f"block{k + 1}", TcnBlock(before, out, 2**k))
            before = out
        self.head = nn.Linear(before, CLASSES)

    def logits(self, x):
        steps, mask = self.read(x)
        rows = []
        for sequence, length in zip(steps, mask.sum(1)):
            a = sequence[None, :length].mT
            for k in range(4):
                a = getattr(self, f"block{k + 1}")(a)
            rows.append(self.head(a.mean(2)))
        return torch.cat(rows)


class Tabular(nn.Module):
    """Two numbers, then categories of 3, 2 and 120 values."""

    SIZES = [3, 2, 120]

    def __init__(self, width):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        for k, size in enumerate(self.SIZES):
            setattr(self, f"embedding{k}", nn.Embedding(size, min(50, math.ceil(size / 2))))
        self.hidden1 = nn.Linear(2 + 2 + 1 + 50, width)
        self.hidden2, self.head = nn.Linear(width, width), nn.Linear(width, CLASSES)

    def logits(self, x):
        parts = [self.norm(x[:, :2])]
        parts += [getattr(self, f"embedding{k}")(x[:, 2 + k].long()) for k in range(3)]
        return self.head(F.relu(self.hidden2(F.relu(self.hidden1(torch.cat(parts, 1))))))


def masked(channels):
    x = drawn("x", (BATCH, channels + 1, STEPS))
    x[:, -1] = torch.tensor([[float(t < n) for t in range(STEPS)] for n in LENGTHS])
    return x


def tokens(vocabulary):
    x = ((drawn("x", (BATCH, STEPS)) + 1) / 2 * (vocabulary - 1)).floor() + 1
    return x * torch.tensor([[float(t < n) for t in range(STEPS)] for n in LENGTHS])


def categories():
    x = drawn("x", (BATCH, 5))
    for k, size in enumerate(Tabular.SIZES):
        x[:, 2 + k] = ((x[:, 2 + k] + 1) / 2 * size).floor()
    return x


CASES = {
    "resnet34": lambda: (Residual(BasicBlock, 2), drawn("x", (BATCH, 3, 40, 40))),
    "resnet50": lambda: (Residual(Bottleneck, 2), drawn("x", (BATCH, 3, 40, 40))),
    "mlp-categories": lambda: (Tabular(8), categories()),
    "tcn-masked": lambda: (Tcn(3, 0, 4), masked(3)),
    "tcn-tokens": lambda: (Tcn(0, 11, 4), tokens(11)),
    "transformer-masked": lambda: (Transformer(3, 0, 8), masked(3)),
    "transformer-tokens": lambda: (Transformer(0, 11, 8), tokens(11)),
    "gru-masked": lambda: (Gru(3, 0, 6), masked(3)),
    "gru-tokens": lambda: (Gru(0, 11, 6), tokens(11)),
}


def named(network):
    """By the names that files of the project have, of modality x."""
    out = {}
    for name, p in network.named_parameters():
        out[name.replace("head.", "heads.x.") if name.startswith("head.") else f"encoders.x.{name}"] = p
    return out


def fixture(make):
    network, x = make()
    network.train()
    with torch.no_grad():
        for name, p in named(network).items():
            p.copy_(weight(name, p.shape))
    labels = torch.tensor([1, 4, 2, 0])
    logits = network.logits(x)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    return {
        "labels": labels.tolist(),
        "input": x.flatten().tolist() if x.numel() < 200 else [],
        "loss": loss.item(),
        "logits": logits.flatten().tolist(),
        "gradients": marks({n: p.grad for n, p in named(network).items()}),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    torch.set_default_dtype(torch.float64)
    out = {name: fixture(make) for name, make in CASES.items()}
    for name, full in {"resnet34": resnet34(), "resnet50": resnet50()}.items():
        tensors = full.state_dict().items()
        out[name]["full"] = {n: list(t.shape) for n, t in tensors if "num_batches" not in n}
    out["made_with"] = {
        "python": sys.version.split()[0],
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
    }
    text = json.dumps(out, separators=(",", ":")).replace("]", "]\n") + "\n"
    (folder / "encoders.json").write_text(text)


if __name__ == "__main__":
    main()
