package io.evenkeel.draft;

import java.util.Optional;

/**
 * A file whose class is known.
 *
 * @param path below the folder it was found in, with {@code /} on every system
 * @param label its class
 * @param group what it must stay together with, such as a speaker
 * @param split the split whose folder it lies in: train, validation or test
 */
record LabelledFile(String path, String label, Optional<String> group, Optional<String> split) {}
