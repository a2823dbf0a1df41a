package io.evenkeel.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version that the build has written down. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** Such as "0.1.0". */
  public static String number() {
    Properties build = new Properties();
    try (InputStream in = ProgramVersion.class.getResourceAsStream("build.properties")) {
      build.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException("no build.properties", e);
    }
    return build.getProperty("version", "unknown");
  }
}
