package io.evenkeel.video;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the NAL units of one H.264 packet say without decoding them (ITU-T H.264, 7.3.1 and 7.4.1).
 *
 * @param plain one coded picture of slices, of kinds that this class knows
 * @param fresh an IDR picture: nothing before it is of use to anything after it
 * @param disposable no other picture refers to it, and the packet holds nothing else that lasts
 * @param parameterSets those it carries, as bytes
 */
record NalUnits(boolean plain, boolean fresh, boolean disposable, Set<ByteBuffer> parameterSets) {
  private static final int SLICE = 1;
  private static final int IDR_SLICE = 5;
  private static final int SUPPLEMENT = 6;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;
  private static final int DELIMITER = 9;
  private static final int FILLER = 12;

  /** Counts what a packet's units are. */
  private static final class Tally {
    int slices;
    int idrSlices;
    int pictures;
    int referred;
    int unknown;
    final Set<ByteBuffer> parameterSets = new HashSet<>();

    void add(byte[] packet, int from, int to) {
      if (to - from < 2) {
        unknown++;
        return;
      }
      int kind = packet[from] & 31;
      switch (kind) {
        case SLICE, IDR_SLICE -> {
          slices++;
          idrSlices += kind == IDR_SLICE ? 1 : 0;
          referred += (packet[from] & 0x60) != 0 ? 1 : 0;
          // The first macroblock's number 0 is the single bit 1 of an Exp-Golomb code.
          pictures += packet[from + 1] < 0 ? 1 : 0;
        }
        case SEQUENCE_PARAMETERS, PICTURE_PARAMETERS ->
            parameterSets.add(ByteBuffer.wrap(Arrays.copyOfRange(packet, from, to)));
        case SUPPLEMENT, DELIMITER, FILLER -> {}
        default -> unknown++;
      }
    }

    NalUnits units() {
      boolean allOrNone =
          (idrSlices == 0 || idrSlices == slices) && (referred == 0 || referred == slices);
      return new NalUnits(
          unknown == 0 && pictures == 1 && allOrNone,
          idrSlices > 0,
          referred == 0 && parameterSets.isEmpty(),
          Set.copyOf(parameterSets));
    }
  }

  /** Units behind start codes 00 00 01, as AVI and MPEG streams hold them (annex B). */
  static NalUnits behindStartCodes(byte[] packet) {
    Tally tally = new Tally();
    int unit = -1;
    int at = 0;
    while (at + 2 < packet.length) {
      if (packet[at + 2] > 1 || packet[at + 2] < 0) {
        at += 3;
      } else if (packet[at] == 0 && packet[at + 1] == 0 && packet[at + 2] == 1) {
        if (unit >= 0) {
          tally.add(packet, unit, withoutZeros(packet, unit, at));
        }
        unit = at + 3;
        at = unit;
      } else {
        at++;
      }
    }
    if (unit >= 0) {
      tally.add(packet, unit, withoutZeros(packet, unit, packet.length));
    }
    return tally.units();
  }

  private static int withoutZeros(byte[] packet, int from, int to) {
    int end = to;
    while (end > from && packet[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /** Units behind their lengths, as MP4 and Matroska hold them. */
  static NalUnits behindLengths(byte[] packet, int bytesOfLength) {
    Tally tally = new Tally();
    int at = 0;
    while (at < packet.length) {
      long length = 0;
      for (int i = 0; i < bytesOfLength && at < packet.length; i++, at++) {
        length = (length << 8) | (packet[at] & 0xff);
      }
      int end = (int) Math.min(packet.length, at + length);
      tally.unknown += end < at + length ? 1 : 0;
      tally.add(packet, at, end);
      at = end;
    }
    return tally.units();
  }
}
