package io.evenkeel.synthetic;

import java.nio.file.Path;

/** A set of files that can be made one by one; the same set gives the same bytes. */
public interface FileSet {

  /** How many files there are. */
  int size();

  /**
   * Makes one of them.
   *
   * @param number from 0
   * @param folder the folder of the set
   */
  void write(int number, Path folder);
}
