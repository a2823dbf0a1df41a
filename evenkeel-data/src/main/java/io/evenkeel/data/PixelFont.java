package io.evenkeel.data;

import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * A font of 5 × 7 pixels for a-z, 0-9, space, hyphen, underscore and full stop.
 *
 * <p>It stands in for the fonts of Java, which need fontconfig: that is missing on bare servers and
 * in small containers.
 */
final class PixelFont {
  static final int HEIGHT = 7;

  /** From the left edge of a character to that of the next. */
  static final int ADVANCE = 6;

  private static final int WIDTH = 5;
  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789 -_.";

  // Five columns a character, two hexadecimal digits each; the lowest bit is the top row.
  private static final String COLUMNS =
      "2054545478" // a
          + "7f48444438" // b
          + "3844444420" // c
          + "384444487f" // d
          + "3854545418" // e
          + "087e090102" // f
          + "0c5252523e" // g
          + "7f08040478" // h
          + "00447d4000" // i
          + "2040443d00" // j
          + "7f10284400" // k
          + "00417f4000" // l
          + "7c04180478" // m
          + "7c08040478" // n
          + "3844444438" // o
          + "7c14141408" // p
          + "081414187c" // q
          + "7c08040408" // r
          + "4854545420" // s
          + "043f444020" // t
          + "3c4040207c" // u
          + "1c2040201c" // v
          + "3c4030403c" // w
          + "4428102844" // x
          + "0c5050503c" // y
          + "4464544c44" // z
          + "3e5149453e" // 0
          + "00427f4000" // 1
          + "4261514946" // 2
          + "2141454b31" // 3
          + "1814127f10" // 4
          + "2745454539" // 5
          + "3c4a494930" // 6
          + "0171090503" // 7
          + "3649494936" // 8
          + "064949291e" // 9
          + "0000000000" // space
          + "0808080808" // hyphen
          + "4040404040" // underscore
          + "0060600000"; // full stop

  private PixelFont() {}

  /** How many pixels a text is wide. */
  static int width(String text) {
    return text.length() * ADVANCE;
  }

  /** Shows column and row of each inked pixel; a character that the font lacks is left blank. */
  static void draw(String text, BiConsumer<Integer, Integer> ink) {
    for (int i = 0; i < text.length(); i++) {
      int glyph = CHARACTERS.indexOf(text.charAt(i));
      for (int column = 0; glyph >= 0 && column < WIDTH; column++) {
        int at = 2 * (WIDTH * glyph + column);
        int bits = HexFormat.fromHexDigits(COLUMNS, at, at + 2);
        for (int row = 0; row < HEIGHT; row++) {
          if ((bits >> row & 1) == 1) {
            ink.accept(i * ADVANCE + column, row);
          }
        }
      }
    }
  }
}
