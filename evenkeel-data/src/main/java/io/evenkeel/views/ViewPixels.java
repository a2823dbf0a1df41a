package io.evenkeel.views;

/** Where the pixels of views come from; safe to read from several threads. */
public interface ViewPixels {

  /** Height and width of every view, in pixels. */
  int size();

  /**
   * One view of a model, size × size × 3 bytes: row by row, the channels of a pixel together.
   *
   * @throws io.evenkeel.input.BadInputException for a file that is missing or damaged
   */
  byte[] read(ViewModel model, int number);
}
