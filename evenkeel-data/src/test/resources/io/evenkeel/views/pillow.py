"""Writes the PNG files beside it, and what Pillow makes of them, as raw RGB bytes over white.

Made with Pillow 13.0.0 and NumPy: python3 pillow.py
"""

import numpy as np
from PIL import Image

rng = np.random.default_rng(20261125)
W, H = 11, 7


def over_white(image):
    rgba = np.asarray(image.convert("RGBA")).astype(np.int64)
    alpha = rgba[..., 3:]
    return ((rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


def save(name, image, expected=None, **options):
    image.save(f"{name}.png", **options)
    expected = over_white(Image.open(f"{name}.png")) if expected is None else expected
    expected.tofile(f"{name}.rgb")


def noise(*shape):
    return rng.integers(0, 256, shape, dtype=np.uint8)


save("gray", Image.fromarray(noise(H, W), "L"))
save("gray-alpha", Image.fromarray(noise(H, W, 2), "LA"))
save("rgb", Image.fromarray(noise(H, W, 3), "RGB"))
save("rgba", Image.fromarray(noise(H, W, 4), "RGBA"))
save("black-and-white", Image.fromarray(noise(H, W) > 127))
for bits in (1, 2, 4, 8):
    palette = Image.fromarray(noise(H, W) >> (8 - bits), "P")
    palette.putpalette(noise(3 << bits).tobytes())
    save(f"palette-{bits}", palette, bits=bits)
    if bits == 8:
        save("palette-alpha", palette, transparency=noise(256).tobytes())
wide = rng.integers(0, 1 << 16, (H, W), dtype=np.uint16)
save("gray-16", Image.fromarray(wide), np.repeat((wide >> 8).astype(np.uint8)[..., None], 3, 2))

# Smooth and sharp at once: a ramp with noise.
ramp = (np.linspace(0, 200, 40)[None, :, None] + noise(30, 40, 3) / 5).astype(np.uint8)
save("ramp", Image.fromarray(ramp, "RGB"))
for size in (16, 64):
    resized = Image.fromarray(ramp, "RGB").resize((size, size), Image.BILINEAR)
    np.asarray(resized).tofile(f"ramp-{size}.rgb")
