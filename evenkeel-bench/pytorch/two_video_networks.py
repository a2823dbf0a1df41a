"""Two video networks, of RGB and of depth, with MMTM modules after their last three stages.

R3d18 is torchvision's module. I3d (Carreira and Zisserman, CVPR 2017) is written from the paper with
the parameter names and the padding of its widely used PyTorch port: TensorFlow's SAME, batch norms of
epsilon .001 and momentum .01.
"""

import torch
from torch import nn
from torch.nn import functional as F
from torchvision.models.video import r3d_18

from pair import Pair


class R3d18(nn.Module):
    def __init__(self, channels, classes):
        super().__init__()
        published = r3d_18(num_classes=classes)
        if channels != 3:
            published.stem[0] = nn.Conv3d(channels, 64, (3, 7, 7), (1, 2, 2), (1, 3, 3), bias=False)
        for name in ("stem", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc"):
            setattr(self, name, getattr(published, name))

    def part(self, k, x):
        return self.layer1(self.stem(x)) if k == 0 else getattr(self, f"layer{k + 1}")(x)

    def head(self, x):
        return self.fc(self.avgpool(x).flatten(1))


def same(x, kernel, stride):
    """Zeros around a clip, as many as TensorFlow's SAME puts, the odd one at the far end."""
    widths = []
    for size, k, s in zip(x.shape[2:], kernel, stride):
        total = max(k - (s if size % s == 0 else size % s), 0)
        widths = [total // 2, total - total // 2] + widths
    return F.pad(x, widths)


class MaxPool3dSamePadding(nn.MaxPool3d):
    def forward(self, x):
        return super().forward(same(x, self.kernel_size, self.stride))


class Unit3D(nn.Module):
    def __init__(self, channels_in, channels, kernel, stride=(1, 1, 1), normalized=True):
        super().__init__()
        self.conv3d = nn.Conv3d(channels_in, channels, kernel, stride, bias=not normalized)
        self.bn = nn.BatchNorm3d(channels, eps=0.001, momentum=0.01) if normalized else None

    def forward(self, x):
        x = self.conv3d(same(x, self.conv3d.kernel_size, self.conv3d.stride))
        return x if self.bn is None else F.relu(self.bn(x))


class InceptionModule(nn.Module):
    def __init__(self, channels_in, channels):
        super().__init__()
        one, three = (1, 1, 1), (3, 3, 3)
        self.b0 = Unit3D(channels_in, channels[0], one)
        self.b1a = Unit3D(channels_in, channels[1], one)
        self.b1b = Unit3D(channels[1], channels[2], three)
        self.b2a = Unit3D(channels_in, channels[3], one)
        self.b2b = Unit3D(channels[3], channels[4], three)
        self.b3a = MaxPool3dSamePadding(three, one, padding=0)
        self.b3b = Unit3D(channels_in, channels[5], one)

    def forward(self, x):
        b0 = self.b0(x)
        b1 = self.b1b(self.b1a(x))
        b2 = self.b2b(self.b2a(x))
        b3 = self.b3b(self.b3a(x))
        return torch.cat([b0, b1, b2, b3], dim=1)


class I3d(nn.Module):
    PARTS = (
        ("Conv3d_1a_7x7", "MaxPool3d_2a_3x3", "Conv3d_2b_1x1", "Conv3d_2c_3x3", "MaxPool3d_3a_3x3",
         "Mixed_3b", "Mixed_3c", "MaxPool3d_4a_3x3", "Mixed_4b", "Mixed_4c", "Mixed_4d", "Mixed_4e"),
        ("Mixed_4f",), ("MaxPool3d_5a_2x2", "Mixed_5b"), ("Mixed_5c",))
    INCEPTION = {
        "Mixed_3b": (192, (64, 96, 128, 16, 32, 32)),
        "Mixed_3c": (256, (128, 128, 192, 32, 96, 64)),
        "Mixed_4b": (480, (192, 96, 208, 16, 48, 64)),
        "Mixed_4c": (512, (160, 112, 224, 24, 64, 64)),
        "Mixed_4d": (512, (128, 128, 256, 24, 64, 64)),
        "Mixed_4e": (512, (112, 144, 288, 32, 64, 64)),
        "Mixed_4f": (528, (256, 160, 320, 32, 128, 128)),
        "Mixed_5b": (832, (256, 160, 320, 32, 128, 128)),
        "Mixed_5c": (832, (384, 192, 384, 48, 128, 128)),
    }
    POOLS = {
        "MaxPool3d_2a_3x3": ((1, 3, 3), (1, 2, 2)),
        "MaxPool3d_3a_3x3": ((1, 3, 3), (1, 2, 2)),
        "MaxPool3d_4a_3x3": ((3, 3, 3), (2, 2, 2)),
        "MaxPool3d_5a_2x2": ((2, 2, 2), (2, 2, 2)),
    }

    def __init__(self, channels, classes):
        super().__init__()
        self.Conv3d_1a_7x7 = Unit3D(channels, 64, (7, 7, 7), (2, 2, 2))
        self.Conv3d_2b_1x1 = Unit3D(64, 64, (1, 1, 1))
        self.Conv3d_2c_3x3 = Unit3D(64, 192, (3, 3, 3))
        for name, (channels_in, widths) in self.INCEPTION.items():
            setattr(self, name, InceptionModule(channels_in, widths))
        for name, (kernel, stride) in self.POOLS.items():
            setattr(self, name, MaxPool3dSamePadding(kernel, stride, padding=0))
        self.logits = Unit3D(1024, classes, (1, 1, 1), normalized=False)

    def part(self, k, x):
        for name in self.PARTS[k]:
            x = getattr(self, name)(x)
        return x

    def head(self, x):
        # The published pooling window is 7 pixels wide, all that a clip of 224 pixels has here.
        pooled = F.avg_pool3d(x, (2, *x.shape[3:]), stride=1)
        return self.logits(pooled).mean(dim=(2, 3, 4))


CHANNELS = {"rgb": 3, "depth": 1}


def two_r3d18(classes):
    return Pair({m: R3d18(c, classes) for m, c in CHANNELS.items()}, (128, 256, 512))


def two_i3d(classes):
    return Pair({m: I3d(c, classes) for m, c in CHANNELS.items()}, (832, 832, 1024))
