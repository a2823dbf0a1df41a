"""Everything of an epoch but its training steps, and the conditional utilization rate, in the way of
the paper's published code.

usage: authors_epoch.py TREE WEIGHTS REPEATS

TREE is one of rendered views; the 12 decoded views of a model are kept in one file of torch.save
beside them, made on the first run and not timed. Timed: the training samples through their
transforms; evaluation of the validation and the test split; then, for the utilization rate, a pass
over training and validation samples that keeps every squeeze, of which those of training are
averaged, and one over the test split with the branches cut. Prints milliseconds, one number a
repetition after one to warm up; the parts go to standard error.
"""

import glob
import os
import random
import sys
import time

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file

from pair import accuracy, blended_loss
from two_resnets import two_resnets

MODALITIES = ["front", "rear"]
VIEWS = [0, 6]
BATCH = 8
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(-1, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(-1, 1, 1)


def to_tensor(picture):
    array = np.array(picture, copy=True)
    return torch.from_numpy(array).permute(2, 0, 1).contiguous().to(torch.float32).div(255)


def normalized(tensor):
    return tensor.clone().sub_(MEAN).div_(DEVIATION)


def train_transform(array):
    picture = Image.fromarray(array)
    if torch.rand(1) < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return normalized(to_tensor(picture))


def test_transform(array):
    return normalized(to_tensor(array))


class Models(torch.utils.data.Dataset):
    def __init__(self, tree, split, transform):
        self.classes = sorted(os.listdir(tree))
        self.transform = transform
        self.files = []
        for name in self.classes:
            pictures = sorted(glob.glob(os.path.join(tree, name, split, "*.png")))
            for first in range(0, len(pictures), 12):
                self.files.append(self.decoded(pictures[first:first + 12]))

    @staticmethod
    def decoded(pictures):
        file = pictures[0].split(".obj.")[0] + ".npy"
        if not os.path.exists(file):
            views = np.stack([np.array(Image.open(p).convert("RGB")) for p in pictures])
            torch.save(views, file)
        return file

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        file = self.files[index]
        label = self.classes.index(file.split(os.sep)[-3])
        views = torch.load(file, weights_only=False)
        return index, torch.stack([self.transform(v) for v in views[VIEWS]]), label


def loader(data, shuffle=False):
    return torch.utils.data.DataLoader(data, batch_size=BATCH, shuffle=shuffle, num_workers=0)


@torch.no_grad()
def evaluate(network, batches, keep_squeezes=False, mean_squeezes=None):
    """Loss, accuracies of the prediction and of each branch in per cent, and every squeeze."""
    network.eval()
    kept, seen, sums, samples = [], [], np.zeros(2 + len(MODALITIES)), 0
    for indices, views, labels in batches:
        prediction, logits, squeezes = network(
            {m: views[:, i] for i, m in enumerate(MODALITIES)}, keep_squeezes, mean_squeezes)
        loss = float(blended_loss(logits, labels))
        measured = [float(accuracy(p, labels)) for p in [prediction, *logits]]
        sums += len(labels) * np.array([loss, *measured])
        samples += len(labels)
        seen.extend(indices.tolist())
        if keep_squeezes:
            kept.append([{m: s.numpy() for m, s in squeezed.items()} for squeezed in squeezes])
    return sums / samples, kept, seen


def means(kept, seen, chosen):
    rows = np.isin(seen, chosen)
    return [{m: torch.from_numpy(np.concatenate([batch[k][m] for batch in kept])[rows].mean(0))
             for m in MODALITIES} for k in range(len(kept[0]))]


def main(tree, weights, repeats):
    state = load_file(weights)
    network = two_resnets(state["encoders.front.fc.bias"].shape[0])
    network.load(state)
    every = Models(tree, "train", train_transform)
    test = loader(Models(tree, "test", test_transform))
    order = list(range(len(every)))
    random.Random(10).shuffle(order)
    split = len(every) // 5
    training = loader(torch.utils.data.Subset(every, order[split:]), shuffle=True)
    validation = loader(torch.utils.data.Subset(every, order[:split]))
    recorded = loader(every, shuffle=True)
    for repetition in range(1 + int(repeats)):
        marks = [time.perf_counter()]
        for _ in training:
            pass
        marks.append(time.perf_counter())
        evaluate(network, validation)
        accuracies, _, _ = evaluate(network, test)
        marks.append(time.perf_counter())
        _, kept, seen = evaluate(network, recorded, keep_squeezes=True)
        marks.append(time.perf_counter())
        cut, _, _ = evaluate(network, test, mean_squeezes=means(kept, seen, order[split:]))
        marks.append(time.perf_counter())
        parts = np.diff(marks) * 1e3
        print("# loading, evaluation, recording, cut:", *(f"{p:.0f}" for p in parts),
              "ms; f", accuracies[2:].round(2), "f'", cut[2:].round(2), file=sys.stderr)
        if repetition > 0:
            print(f"{parts.sum():.3f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
