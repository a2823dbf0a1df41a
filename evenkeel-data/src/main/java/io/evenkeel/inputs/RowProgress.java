package io.evenkeel.inputs;

/** Is told how far a pass over rows is, and may end it; any thread may tell. */
public interface RowProgress {

  /** A pass over so many rows begins; {@code what} it does stands after "reading". */
  void begin(String what, int rows);

  /** So many more rows are done. */
  void done(int rows);

  /** Whether to stop. */
  boolean stopped();

  /** Tells nobody, and never stops. */
  static RowProgress silent() {
    return new RowProgress() {
      @Override
      public void begin(String what, int rows) {}

      @Override
      public void done(int rows) {}

      @Override
      public boolean stopped() {
        return false;
      }
    };
  }
}
