"""Writes the arrays beside it: python write_arrays.py (numpy 2.4). Each has shape (2, 3, 2) and holds
[[[0, 1], [2, 3], [4, 5]], [[-6, 7], [8, 9], [10, 11]]]; unsigned ones 0, 1, half the most, the most."""
import numpy as np

values = np.arange(12, dtype="f8").reshape(2, 3, 2)
values[1, 0, 0] = -6
for kind in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8"]:
    array = values.astype(kind)
    name = {"<": "le", ">": "be", "|": "le"}[kind[0]] + "-" + kind[1:]
    np.save(f"{name}.npy", array)
    np.save(f"{name}-fortran.npy", np.asfortranarray(array))
for kind, most in [("|u1", 255), ("<u2", 65535), (">u2", 65535), ("<u4", 2**32 - 1), (">u4", 2**32 - 1),
                   ("<u8", 2**64 - 1), (">u8", 2**64 - 1)]:
    name = {"<": "le", ">": "be", "|": "le"}[kind[0]] + "-" + kind[1:]
    np.save(f"{name}.npy", np.array([0, 1, most // 2, most], dtype=kind))
np.save("bool.npy", np.array([True, False, True]))
np.save("scalar.npy", np.array(2.5))
np.save("none.npy", np.zeros((0, 3), "f4"))
np.save("objects.npy", np.array([1, "two", None], dtype=object))
np.save("record.npy", np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f4")]))
np.save("complex.npy", np.array([1j]))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, np.array([1.5, -2.5], "f4"), version=version)
np.savez("stored.npz", first=np.array([1.5, 2.5]), second=np.arange(6, dtype="i4").reshape(3, 2))
np.savez_compressed("deflated.npz", first=np.array([1.5, 2.5]), second=np.arange(6, dtype="i4").reshape(3, 2))
np.savez_compressed("one.npz", embedding=np.linspace(0, 1, 5, dtype="f4"))
