"""Independent numbers for two residual networks of 18 layers, computed with PyTorch alone.

Two channels in the first layer instead of 64, images of 40 x 40, an MMTM after layer2, layer3 and layer4. The
tensors have torchvision's names; where torchvision is installed its own ResNet-18 is asked for them.

    python make_resnet_reference.py --out ../resources/reference
"""

import argparse
import json
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

from make_reference import Network, float32, inputs, loss_of

SHAPES = {"front": (3, 40, 40), "rear": (3, 40, 40)}
CLASSES, BATCH = 5, 4
torch.set_num_threads(1)


class Block(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        if stride != 1 or channels != out:
            self.downsample = nn.Sequential(
                nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out)
            )

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + (self.downsample(x) if hasattr(self, "downsample") else x))


class ResNet18(nn.Module):
    stages = ["conv1", "layer1", "layer2", "layer3", "layer4"]

    def __init__(self, channels, widths):
        super().__init__()
        width = widths[0]
        self.conv1 = nn.Conv2d(channels, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        before = width
        self.widths = {"conv1": width}
        for k in range(4):
            out = width * 2**k
            layer = nn.Sequential(Block(before, out, 1 if k == 0 else 2), Block(out, out, 1))
            setattr(self, f"layer{k + 1}", layer)
            self.widths[f"layer{k + 1}"] = before = out

    def stage(self, name, x):
        if name == "conv1":
            return F.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        return getattr(self, name)(x)


def renamed(tensors):
    """A residual network's head belongs to it."""
    out = {}
    for name, tensor in tensors.items():
        parts = name.split(".")
        out[f"encoders.{parts[1]}.fc.{parts[2]}" if parts[0] == "heads" else name] = tensor
    return out


def make():
    torch.manual_seed(18)
    dtype = torch.get_default_dtype()
    torch.set_default_dtype(torch.float32)
    network = Network(
        ResNet18, {m: s[0] for m, s in SHAPES.items()}, [2], ["layer2", "layer3", "layer4"], CLASSES
    )
    torch.set_default_dtype(dtype)
    return network.to(dtype)


def fixture():
    generator = numpy.random.default_rng(40)
    warm, x = inputs(generator, SHAPES, BATCH), inputs(generator, SHAPES, BATCH)
    y = torch.tensor(generator.integers(0, CLASSES, BATCH))
    out, tensors = {"labels": y.tolist()}, {}
    for prefix, batch in (("warm", warm), ("x", x)):
        tensors.update({f"{prefix}.{m}": a for m, a in float32(batch).items()})
    for step in ["regular", "rear"]:
        network = make().train()
        if step == "regular":
            tensors.update({f"initial.{n}": t for n, t in renamed(network.state()).items()})
        network(warm)
        network.zero_gradients()
        logits = network(x, None if step == "regular" else step)
        loss = loss_of(logits, y)
        loss.backward()
        out[step] = {"loss": loss.item()}
        tensors.update({f"{step}.logits.{m}": l for m, l in float32(logits).items()})
        tensors.update({f"{step}.gradient.{n}": g for n, g in renamed(network.gradients()).items()})
        tensors.update({f"{step}.after.{n}": t for n, t in renamed(network.state()).items()})
    network.eval()
    with torch.no_grad():
        recorded = [{} for _ in network.fusion]
        network(warm, record=recorded)
        means = [{m: torch.cat(v).mean(0) for m, v in r.items()} for r in recorded]
        tensors.update({f"fused.{m}": l for m, l in float32(network(x)).items()})
        isolated = {m: network.isolated(m, x, means) for m in network.modalities}
        tensors.update({f"isolated.{m}": l for m, l in float32(isolated).items()})
    return out, tensors


def requires_torchvision_names(tensors):
    try:
        from torchvision.models import resnet18
    except ImportError:
        return "not compared"
    theirs = {n for n in resnet18().state_dict() if "num_batches" not in n}
    ours = {n[len("initial.encoders.front."):] for n in tensors if n.startswith("initial.encoders.front.")}
    assert theirs == ours, theirs ^ ours
    return "compared"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    folder = parser.parse_args().out
    # In single precision, roundings move activations over the kinks of so many ReLUs.
    torch.set_default_dtype(torch.float64)
    out, tensors = fixture()
    out["made_with"] = {"python": sys.version.split()[0], "torch": torch.__version__, "numpy": numpy.__version__}
    out["torchvision_names"] = requires_torchvision_names(tensors)
    (folder / "resnet-pair.json").write_text(json.dumps(out, indent=1) + "\n")
    save_file(tensors, folder / "resnet-pair.safetensors")


if __name__ == "__main__":
    main()
