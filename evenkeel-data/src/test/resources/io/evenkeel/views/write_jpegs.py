"""Writes the JPEG images beside it and what Pillow decodes them to: python write_jpegs.py (Pillow 13)."""
import numpy as np
from PIL import Image

y, x = np.mgrid[0:37, 0:53]
colour = np.stack([128 + 100 * np.sin(x / 9), 4 * x + y, 255 - 6 * y], axis=-1).clip(0, 255).astype("u1")
image = Image.fromarray(colour)
profile = Image.Exif()
profile[0x0112] = 6  # orientation: turned; not applied
for name, picture, settings in [
    ("444", image, dict(subsampling=0, quality=90)),
    ("420", image, dict(subsampling=2, quality=80)),
    ("progressive", image, dict(subsampling=2, quality=85, progressive=True)),
    ("turned", image, dict(subsampling=0, quality=90, exif=profile)),
    ("gray", image.convert("L"), dict(quality=85)),
    ("cmyk", image.convert("CMYK"), dict(quality=85)),
]:
    picture.save(f"{name}.jpg", **settings)
    np.save(f"{name}.npy", np.asarray(Image.open(f"{name}.jpg").convert("RGB")))
