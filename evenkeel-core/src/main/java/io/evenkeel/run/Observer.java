package io.evenkeel.run;

/** Watches a run: progress, history files, reports. */
@FunctionalInterface
public interface Observer {

  /** Called in order, on the training thread, once for each event. */
  void on(Event event);
}
