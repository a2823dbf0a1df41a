"""A TorchScript encoder and independent numbers for it: script-encoder.pt and script-encoder.json.

The module is two convolutions with a batch norm, a skip and a counter of whole numbers, in stages "stem" and "body".
The numbers are those of a step in training mode, of the running statistics after it, and of the same network in
evaluation mode, with the weights that the file holds and a linear head drawn by name.

    python make_script_encoder.py --out ../resources/reference
"""

import argparse
import io
import json
import pathlib
import sys
import zipfile
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn

from make_video_reference import drawn, marks, weight

torch.set_num_threads(1)


class Body(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 6, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(6)
        self.register_buffer("calls", torch.zeros(1, dtype=torch.int64))

    def forward(self, x):
        y = F.relu(self.bn(self.conv(x)))
        if x.shape[2] > 2:
            y = F.max_pool2d(y, 2)
        return y


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.Sequential(OrderedDict(
            stem=nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1), nn.ReLU()), body=Body()))

    def forward(self, x):
        return self.stages(x)


class Drawing(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.Sequential(OrderedDict(
            flat=nn.Sequential(nn.Flatten(), nn.Linear(6, 8), nn.ReLU()), drawn=nn.Dropout(0.5)))

    def forward(self, x):
        return self.stages(x)


def save(module, file):
    """Without the record of which line of which file everything is from."""
    whole = io.BytesIO()
    torch.jit.save(torch.jit.script(module), whole)
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(file, "w") as out:
        for entry in archive.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                out.writestr(zipfile.ZipInfo(entry.filename), archive.read(entry))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    torch.manual_seed(3)
    encoder = Encoder()
    save(encoder, folder / "script-encoder.pt")
    save(Drawing(), folder / "script-dropout.pt")
    save(nn.Sequential(nn.Linear(6, 8)), folder / "script-without-stages.pt")
    encoder.double().train()
    head = nn.Linear(6, 5).double()
    with torch.no_grad():
        head.weight.copy_(weight("heads.x.weight", (5, 6)))
        head.bias.copy_(weight("heads.x.bias", (5,)))
    x, labels = drawn("x", (4, 3, 9, 8)), torch.tensor([1, 4, 2, 0])
    logits = head(encoder(x).mean((2, 3)))
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    names = {f"encoders.x.{n.removeprefix('stages.')}": p for n, p in encoder.named_parameters()}
    names |= {f"heads.x.{n}": p for n, p in head.named_parameters()}
    out = {
        "labels": labels.tolist(),
        "loss": loss.item(),
        "logits": logits.flatten().tolist(),
        "gradients": marks({n: p.grad for n, p in names.items()}),
        "running_mean": encoder.stages.body.bn.running_mean.tolist(),
        "running_var": encoder.stages.body.bn.running_var.tolist(),
    }
    encoder.eval()
    out["evaluated"] = head(encoder(x).mean((2, 3))).flatten().tolist()
    out["made_with"] = {"python": sys.version.split()[0], "torch": torch.__version__}
    (folder / "script-encoder.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
