package io.evenkeel.run;

import java.util.List;

/** What a network is to tell about a sample. */
public sealed interface Task {

  /** What people call the outputs, in order. */
  List<String> names();

  /** How many numbers a branch gives for a sample. */
  default int outputs() {
    return names().size();
  }

  /** Which one of these classes it belongs to. */
  record Classes(List<String> names) implements Task {
    /** Keeps its own copy of the list. */
    public Classes {
      names = List.copyOf(names);
    }
  }

  /** Which of these labels, none to all of them, apply. */
  record MultiLabel(List<String> names) implements Task {
    /** Keeps its own copy of the list. */
    public MultiLabel {
      names = List.copyOf(names);
    }
  }

  /** The values of these quantities. */
  record Regression(List<String> names) implements Task {
    /** Keeps its own copy of the list. */
    public Regression {
      names = List.copyOf(names);
    }
  }
}
