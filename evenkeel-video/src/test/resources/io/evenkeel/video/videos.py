"""Writes the small videos of VideosTest and, beside each, one CRC-32 a frame of the luma that
FFmpeg gives when it decodes the whole file one packet after the other.

    pip install av==18.1.0 numpy && python videos.py

x264's bytes may differ from run to run; the checksums are of the bytes beside them.

x264 does here what the encoders in FFmpeg's LGPL build cannot: B-frames, pyramids, open groups.
"""

import zlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

HEIGHT, WIDTH, FRAMES = 48, 64, 60
WIDE = "wide.avi"
HERE = Path(__file__).parent

X264 = "scenecut=0:bframes=3:b-pyramid=normal:ref=3:threads=1:"
VIDEOS = {
    # As NVGesture's: pyramids of B-frames, one key frame.
    "long.avi": ("libx264", {"x264-params": X264 + "keyint=250"}),
    # Groups that nothing reaches across.
    "closed.avi": ("libx264", {"x264-params": X264 + "keyint=12:open-gop=0"}),
    # Frames shown before a key frame refer to what was before it.
    "open.avi": ("libx264", {"x264-params": X264 + "keyint=12:open-gop=1"}),
    # No key frame after the first: columns are refreshed one by one.
    "refreshed.avi": ("libx264", {"x264-params": "intra-refresh=1:keyint=12:threads=1"}),
    "interlaced.avi": ("libx264", {"x264-params": X264 + "keyint=12:interlaced=1"}),
    "slices.avi": ("libx264", {"x264-params": X264 + "keyint=12:slices=3:cabac=0"}),
    "plain.avi": ("libx264", {"x264-params": "bframes=0:keyint=12:threads=1:scenecut=0"}),
    "lengths.mp4": ("libx264", {"x264-params": X264 + "keyint=12"}),
    "lengths.mkv": ("libx264", {"x264-params": X264 + "keyint=12"}),
    "stream.ts": ("libx264", {"x264-params": X264 + "keyint=12"}),
    "mpeg4.avi": ("mpeg4", {"g": "12", "bf": "2"}),
    "mpeg2.mpg": ("mpeg2video", {"g": "12", "bf": "2"}),
    "photos.avi": ("mjpeg", {}),
}


def picture(k):
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    wave = 100 + 60 * np.sin((x + 2 * k) / 7) + 40 * np.cos((y - k) / 5)
    frame = np.stack([wave, 255 - wave, 128 + 50 * np.sin(k / 9 + y / 11)], -1)
    left = 3 * k % (WIDTH - 12)
    frame[10:30, left : left + 12] = (250, 30, 90) if k % 20 < 10 else (20, 240, 160)
    return np.clip(frame, 0, 255).astype(np.uint8)


def write(path, codec, options, enlarged=1, frames=FRAMES):
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=25, options=dict(options, threads="1"))
        stream.width, stream.height = WIDTH * enlarged, HEIGHT * enlarged
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.bit_rate = 60_000
        for k in range(frames):
            large = picture(k).repeat(enlarged, 0).repeat(enlarged, 1)
            frame = av.VideoFrame.from_ndarray(large, "rgb24")
            frame.pts, frame.time_base = k, Fraction(1, 25)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def checksums(path):
    with av.open(str(path)) as file:
        file.streams.video[0].codec_context.thread_count = 1
        for frame in file.decode(video=0):
            plane = frame.planes[0]
            rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
            yield zlib.crc32(np.ascontiguousarray(rows[:, : plane.width]).tobytes())


def without_index(path, to):
    """Cuts off an AVI's index (chunk idx1) and forgets in the header that there was one."""
    data = bytearray(path.read_bytes())
    at = data.rindex(b"idx1")
    data[4:8] = (at - 8).to_bytes(4, "little")
    flags = data.index(b"avih") + 8 + 12
    data[flags] &= ~0x10
    to.write_bytes(data[:at])


def write_sound(path):
    with av.open(str(path), "w") as file:
        stream = file.add_stream("pcm_u8", rate=8000, layout="mono")
        sound = av.AudioFrame.from_ndarray(np.full((1, 800), 128, np.uint8), "u8", "mono")
        sound.sample_rate, sound.pts = 8000, 0
        file.mux(stream.encode(sound))
        file.mux(stream.encode(None))


for name, (codec, options) in VIDEOS.items():
    write(HERE / name, codec, options)
write(HERE / WIDE, "libx264", {"x264-params": X264 + "keyint=250"}, enlarged=5, frames=8)
without_index(HERE / "closed.avi", HERE / "noindex.avi")
for path in [HERE / name for name in (*VIDEOS, WIDE, "noindex.avi")]:
    lines = [f"{c:08x}\n" for c in checksums(path)]
    path.with_name(path.name + ".crc").write_text("".join(lines))
    print(path.name, path.stat().st_size, len(lines))
write_sound(HERE / "sound.avi")
