"""Writes a tree of rendered views, as ModelNet40 is distributed, of shaded ellipses: made to be read.

usage: make_views.py TREE EDGE
"""

import os
import sys

import numpy as np
from PIL import Image

CLASSES, TRAIN, TEST, VIEWS = 10, 20, 6, 12


def view(edge, random):
    y, x = np.mgrid[0:edge, 0:edge] / edge - 0.5
    picture = np.full((edge, edge), 255.0)
    for _ in range(6):
        cx, cy = random.uniform(-0.25, 0.25, 2)
        rx, ry = random.uniform(0.05, 0.25, 2)
        depth = 1 - ((x - cx) / rx) ** 2 - ((y - cy) / ry) ** 2
        picture = np.where(depth > 0, 90 + 120 * np.sqrt(np.maximum(depth, 0)), picture)
    return np.repeat(picture.astype(np.uint8)[..., None], 3, axis=2)


def main(tree, edge):
    random = np.random.default_rng(4)
    for c in range(CLASSES):
        for split, count in (("train", TRAIN), ("test", TEST)):
            folder = os.path.join(tree, f"class{c}", split)
            os.makedirs(folder)
            for model in range(count):
                for v in range(VIEWS):
                    name = f"class{c}_{model:04}.obj.shaded_v{v + 1:03}.png"
                    Image.fromarray(view(int(edge), random)).save(os.path.join(folder, name))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
