"""Writes the sounds beside it and what librosa makes of one: python write_sounds.py
(librosa 0.11, soundfile 0.14)."""
import librosa
import numpy as np
import soundfile

random = np.random.default_rng(0)
stereo = np.clip(0.5 * random.standard_normal((200, 2)), -1, 1)
for subtype in ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"]:
    for kind in ["WAV", "WAVEX"]:
        name = f"{kind.lower()}-{subtype.lower()}"
        soundfile.write(f"{name}.wav", stereo, 22050, subtype=subtype, format=kind)
        read, _ = soundfile.read(f"{name}.wav", dtype="float64")
        np.save(f"{name}.npy", read.mean(axis=1).astype("f4"))

rate = 16000
t = np.arange(rate // 4) / rate
sound = 0.4 * np.sin(2 * np.pi * (200 + 6000 * t) * t) + 0.01 * random.standard_normal(t.size)
soundfile.write("chirp.wav", sound, rate, subtype="PCM_16")
sound, _ = soundfile.read("chirp.wav", dtype="float64")
for name, settings in {
    "htk": dict(n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=0, fmax=8000, htk=True, norm=None),
    "slaney": dict(n_fft=1024, hop_length=256, n_mels=40, fmin=50, fmax=7000, htk=False, norm="slaney"),
}.items():
    mel = librosa.feature.melspectrogram(y=sound, sr=rate, center=True, pad_mode="constant", power=2.0, **settings)
    np.save(f"chirp-{name}.npy", np.log(np.maximum(mel, 1e-10)).astype("f4"))
