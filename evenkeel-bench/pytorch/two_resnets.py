"""Two ResNet-18 with MMTM modules after layer2, layer3 and layer4, as a PyTorch user writes them.

Written from the equations of the paper, in the way of its published code: one module a branch in
the default memory format, squeezes and gates on every forward pass, running means of the gates
recorded in training and evaluation alike. Parameters go by Evenkeel's names.
"""

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, channels_in, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride != 1 or channels_in != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(channels_in, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x if self.downsample is None else self.downsample(x)
        return self.relu(out)


class ResNet18(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        widths = [64, 64, 128, 256, 512]
        for k in range(1, 5):
            stride = 1 if k == 1 else 2
            setattr(self, f"layer{k}", nn.Sequential(
                Block(widths[k - 1], widths[k], stride), Block(widths[k], widths[k], 1)))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512, classes)

    def stem(self, x):
        return self.layer1(self.maxpool(self.relu(self.bn1(self.conv1(x)))))

    def head(self, x):
        return self.fc(torch.flatten(self.avgpool(x), 1))


class Mmtm(nn.Module):
    def __init__(self, modalities, channels, ratio=4):
        super().__init__()
        width = 2 * len(modalities) * channels // ratio
        self.squeeze = nn.Linear(len(modalities) * channels, width)
        self.excite = nn.ModuleDict({m: nn.Linear(width, channels) for m in modalities})
        self.running_gate = {m: torch.zeros(channels) for m in modalities}
        self.steps = 0

    def forward(self, features, keep_squeezes=False, mean_squeezes=None):
        squeezes = {m: torch.mean(a.view(a.shape[:2] + (-1,)), dim=-1) for m, a in features.items()}
        gates = {}
        if mean_squeezes is None:
            joint = torch.relu(self.squeeze(torch.cat(list(squeezes.values()), 1)))
            gates = {m: torch.sigmoid(self.excite[m](joint)) for m in features}
        else:
            for m, a in features.items():
                row = [squeezes[o] if o == m else torch.stack(a.shape[0] * [mean_squeezes[o]])
                       for o in features]
                joint = torch.relu(self.squeeze(torch.cat(row, 1)))
                gates[m] = torch.sigmoid(self.excite[m](joint))
        for m, gate in gates.items():
            mean = (gate.mean(0) + self.running_gate[m] * self.steps).detach() / (self.steps + 1)
            self.running_gate[m] = mean
        self.steps += 1
        gated = {m: a * gates[m].view(gates[m].shape + (1, 1)) for m, a in features.items()}
        return gated, {m: s.cpu() for m, s in squeezes.items()} if keep_squeezes else None


class TwoResNets(nn.Module):
    def __init__(self, modalities, classes):
        super().__init__()
        self.modalities = modalities
        self.encoders = nn.ModuleDict({m: ResNet18(classes) for m in modalities})
        self.fusion = nn.ModuleList(Mmtm(modalities, c) for c in (128, 256, 512))

    def forward(self, views, keep_squeezes=False, mean_squeezes=None):
        """Prediction, branch logits and, where asked for, the squeezes of (batch, view, 3, h, w)."""
        features = {m: self.encoders[m].stem(views[:, i]) for i, m in enumerate(self.modalities)}
        squeezes = []
        for k, mmtm in enumerate(self.fusion):
            features = {m: getattr(self.encoders[m], f"layer{k + 2}")(a)
                        for m, a in features.items()}
            means = None if mean_squeezes is None else mean_squeezes[k]
            features, squeezed = mmtm(features, keep_squeezes, means)
            squeezes.append(squeezed)
        logits = [self.encoders[m].head(a) for m, a in features.items()]
        return sum(logits) / len(logits), logits, squeezes

    def load(self, tensors):
        """Takes every parameter and batch-norm statistic from tensors by name."""
        missing, _ = self.load_state_dict(tensors, strict=False)
        unfilled = [name for name in missing if not name.endswith("num_batches_tracked")]
        if unfilled:
            raise SystemExit(f"weights lack {unfilled}")


def blended_loss(logits, labels):
    return sum(nn.CrossEntropyLoss()(branch, labels) for branch in logits)


def accuracy(prediction, labels):
    return (prediction.max(1)[1] == labels).float().mean() * 100
