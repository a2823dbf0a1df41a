"""Writes the Parquet manifests beside it: python write_manifests.py (pyarrow 26)."""
import pyarrow as pa
import pyarrow.parquet as pq

rows = 40
table = pa.table({
    "image": pa.array([f"images/{i:03d}.png" for i in range(rows)]),
    "sound": pa.array([None if i % 7 == 3 else f"sounds/{i:03d}.wav" for i in range(rows)]),
    "label": pa.array([["null", "eins", "zwei", "drei €"][i % 4] for i in range(rows)]),
    "count": pa.array([i * i - 5 for i in range(rows)], pa.int64()),
    "small": pa.array([None if i == 2 else i for i in range(rows)], pa.int16()),
    "weight": pa.array([0.25 * i for i in range(rows)], pa.float64()),
    "ratio": pa.array([float("nan") if i == 1 else i / 4 for i in range(rows)], pa.float32()),
    "good": pa.array([i % 2 == 0 for i in range(rows)]),
    "embedding": pa.array([None if i == 4 else [] if i == 5 else [i, i + 0.5, -i] for i in range(rows)],
                          pa.list_(pa.float32())),
})
for codec in ["none", "snappy", "zstd", "gzip", "lz4"]:
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=16,
                   use_dictionary=["label", "image"], write_page_checksum=codec == "zstd",
                   data_page_version="2.0" if codec == "snappy" else "1.0")
pq.write_table(pa.table({"when": pa.array([0], pa.timestamp("ms"))}), "timestamp.parquet")
pq.write_table(pa.table({"pair": pa.array([{"a": 1, "b": 2}])}), "struct.parquet")
pq.write_table(table.slice(0, 0), "no-rows.parquet")
