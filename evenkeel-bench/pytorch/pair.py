"""Two branches with MMTM modules between them, as a PyTorch user writes them.

Written from the equations of the paper, in the way of its published code: one module a branch in
the default memory format, squeezes and gates on every forward pass, running means of the gates
recorded in training and evaluation alike. Parameters go by Evenkeel's names.
"""

import torch
from torch import nn


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
        gated = {m: a * gates[m].view(gates[m].shape + (1,) * (a.dim() - 2))
                 for m, a in features.items()}
        return gated, {m: s.cpu() for m, s in squeezes.items()} if keep_squeezes else None


class Pair(nn.Module):
    """An encoder a modality, each with parts 0 … n that end in features of so many channels, and a
    head; an MMTM after every part but part 0."""

    def __init__(self, encoders, channels):
        super().__init__()
        self.encoders = nn.ModuleDict(encoders)
        self.fusion = nn.ModuleList(Mmtm(list(encoders), c) for c in channels)

    def forward(self, inputs, keep_squeezes=False, mean_squeezes=None):
        """Prediction, branch logits and, where asked for, the squeezes of a tensor a modality."""
        features = {m: self.encoders[m].part(0, x) for m, x in inputs.items()}
        squeezes = []
        for k, mmtm in enumerate(self.fusion):
            features = {m: self.encoders[m].part(k + 1, a) for m, a in features.items()}
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
