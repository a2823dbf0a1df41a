package io.evenkeel.report;

import static io.evenkeel.report.Markup.escape;
import static io.evenkeel.report.Markup.px;

/** Dots that can be told apart by their shape, too, since not everyone sees their colours. */
enum Marker {
  CIRCLE("M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0Z"),
  SQUARE("M-3.2-3.2H3.2V3.2H-3.2Z"),
  TRIANGLE("M0-4.2L4 3.2H-4Z"),
  DIAMOND("M0-4.6L4.6 0L0 4.6L-4.6 0Z"),
  CROSS("M-4-2.4L-2.4-4L0-1.6L2.4-4L4-2.4L1.6 0L4 2.4L2.4 4L0 1.6L-2.4 4L-4 2.4L-1.6 0Z"),
  FLAT("M-4.6-1.7H4.6V1.7H-4.6Z");

  private final String path;

  Marker(String path) {
    this.path = path;
  }

  /** The look of the n-th group: its marker, and the CSS class of its colour. */
  static Marker of(int group) {
    return values()[group % values().length];
  }

  /** The marker at a place; a pointer that rests on it is told its name. */
  String svg(String style, double x, double y, String name) {
    return "<path class=\"dot %s\" transform=\"translate(%s %s)\" d=\"%s\"><title>%s</title></path>"
        .formatted(style, px(x), px(y), path, escape(name));
  }
}
