package io.evenkeel.runs;

import java.time.Instant;
import java.time.InstantSource;

/** What time it is, for records of when something happened; nothing is ever decided by it. */
public record WallClock() implements InstantSource {
  @Override
  public Instant instant() {
    return Instant.now();
  }
}
