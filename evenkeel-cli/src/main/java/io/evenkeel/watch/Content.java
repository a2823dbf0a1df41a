package io.evenkeel.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an answer carries. */
sealed interface Content {

  /** How many bytes there are. */
  long length();

  /** Sends that many. */
  void sendTo(OutputStream out) throws IOException;

  /** Bytes at hand. */
  record Bytes(byte[] bytes) implements Content {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void sendTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** A file as long as it is now; a table may grow while it is sent. */
  record Part(Path file, long length) implements Content {
    private static final int CHUNK = 1 << 16;

    @Override
    public void sendTo(OutputStream out) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        long left = length;
        while (left > 0) {
          byte[] chunk = in.readNBytes((int) Math.min(CHUNK, left));
          if (chunk.length == 0) {
            throw new IOException(file + " has become shorter while it was sent");
          }
          out.write(chunk);
          left -= chunk.length;
        }
      }
    }
  }
}
