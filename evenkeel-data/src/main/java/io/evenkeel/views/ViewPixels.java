package io.evenkeel.views;

/** The pixels of the views of some models; safe to read from several threads. */
public interface ViewPixels {

  /** Height and width of every view, in pixels. */
  int size();

  /** Whether reading decodes a file, which is worth several threads. */
  boolean decodes();

  /**
   * One view of a model, size × size × 3 bytes: row by row, the channels of a pixel together.
   *
   * @param model the model's place among the models
   * @param number the number of the view
   * @throws io.evenkeel.input.BadInputException for a file that is missing or damaged
   */
  byte[] read(int model, int number);
}
