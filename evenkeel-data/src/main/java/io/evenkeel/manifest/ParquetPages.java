package io.evenkeel.manifest;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses the pages of a Parquet file in plain Java, none larger than 64 MiB. */
final class ParquetPages implements CompressionCodecFactory {
  /** Pages have 1 MiB by default; a damaged header may claim anything. */
  private static final int MOST_BYTES = 1 << 26;

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Pages((from, to) -> System.arraycopy(from, 0, to, 0, to.length));
      case SNAPPY -> with(new SnappyDecompressor());
      case ZSTD -> with(new ZstdDecompressor());
      case LZ4_RAW -> with(new Lz4Decompressor());
      case GZIP -> new Pages(ParquetPages::gunzip);
      default -> throw new UnsupportedOperationException("compressed by " + codec);
    };
  }

  private static Pages with(Decompressor library) {
    return new Pages(
        (from, to) -> {
          if (library.decompress(from, 0, from.length, to, 0, to.length) != to.length) {
            throw new IOException("a page is shorter than its header says");
          }
        });
  }

  private static void gunzip(byte[] from, byte[] to) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from))) {
      if (in.readNBytes(to, 0, to.length) != to.length) {
        throw new IOException("a page is shorter than its header says");
      }
    }
  }

  /** Fills an array with what another holds compressed. */
  @FunctionalInterface
  private interface Inflation {
    void inflate(byte[] from, byte[] to) throws IOException;
  }

  /** The pages of one codec. */
  private record Pages(Inflation inflation) implements BytesInputDecompressor {

    private byte[] inflated(byte[] from, int size) throws IOException {
      if (size < 0 || size > MOST_BYTES) {
        throw new IOException("a page of " + Integer.toUnsignedLong(size) + " bytes");
      }
      byte[] to = new byte[size];
      inflation.inflate(from, to);
      return to;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(inflated(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int size) throws IOException {
      byte[] from = new byte[inSize];
      in.get(from);
      out.put(inflated(from, size));
    }

    @Override
    public void release() {}
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("nothing is written");
  }

  @Override
  public void release() {}
}
