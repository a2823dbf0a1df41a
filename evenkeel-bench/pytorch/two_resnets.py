"""Two ResNet-18 with MMTM modules after layer2, layer3 and layer4."""

import torch
from torch import nn

from pair import Pair


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

    def part(self, k, x):
        if k == 0:
            return self.layer1(self.maxpool(self.relu(self.bn1(self.conv1(x)))))
        return getattr(self, f"layer{k + 1}")(x)

    def head(self, x):
        return self.fc(torch.flatten(self.avgpool(x), 1))


def two_resnets(classes):
    return Pair({m: ResNet18(classes) for m in ("front", "rear")}, (128, 256, 512))
