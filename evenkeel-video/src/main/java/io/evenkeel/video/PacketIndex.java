package io.evenkeel.video;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which packet holds which frame, known before any frame is decoded.
 *
 * <p>There is one only where it is certain: every packet holds one whole picture, the parameter
 * sets never change, and the order of showing follows from the pictures' own counts. The frames of
 * such a stream leave the decoder once each in that order, if it may hold back {@link #depth}.
 */
final class PacketIndex {
  /** H.264 reorders no frame further (ITU-T H.264, A.3.1: MaxDpbFrames). */
  private static final int DEEPEST = 16;

  private final BitSet fresh = new BitSet();
  private final BitSet disposable = new BitSet();
  private Set<ByteBuffer> parameterSets = Set.of();
  private int[] counts = new int[256];
  private int[] shown = new int[256];
  private int packets;
  private int start;
  private int depth;
  private boolean whole = true;

  private PacketIndex() {}

  /**
   * The index of the packets that frames before {@code end} depend on; empty where it would not be
   * certain.
   */
  static Optional<PacketIndex> of(VideoFile file, int end) {
    if (!PicturePackets.knows(file.parameters().codec_id())) {
      return Optional.empty();
    }
    PacketIndex index = new PacketIndex();
    try (PicturePackets pictures = PicturePackets.of(file)) {
      while (pictures.next()) {
        if (pictures.units().fresh() && index.packets >= end) {
          index.whole = false;
          break;
        }
        if (!pictures.plain() || !index.add(pictures.units(), pictures.count())) {
          return Optional.empty();
        }
      }
    } catch (BrokenVideoException e) {
      // Decoding one packet after the other says which frames are lost, and gives the others.
      return Optional.empty();
    }
    return index.packets == 0 ? Optional.empty() : Optional.of(index);
  }

  /** Puts a picture at its place of showing; false where that is not certain. */
  private boolean add(NalUnits units, int count) {
    if (packets == 0) {
      parameterSets = units.parameterSets();
    }
    if ((packets == 0 && !units.fresh()) || !parameterSets.containsAll(units.parameterSets())) {
      return false;
    }
    if (packets == counts.length) {
      counts = Arrays.copyOf(counts, 2 * packets);
      shown = Arrays.copyOf(shown, 2 * packets);
    }
    counts[packets] = count;
    fresh.set(packets, units.fresh());
    disposable.set(packets, units.disposable());
    start = units.fresh() ? packets : start;
    int place = packets;
    while (place > start && counts[shown[place - 1]] > count) {
      shown[place] = shown[place - 1];
      place--;
    }
    boolean twice = place > start && counts[shown[place - 1]] == count;
    shown[place] = packets;
    depth = Math.max(depth, packets - place);
    packets++;
    return !twice && depth <= DEEPEST;
  }

  /** Whether these are all packets of the file. */
  boolean isWhole() {
    return whole;
  }

  /** Packets in the index, which are frames. */
  int frames() {
    return packets;
  }

  /** How many frames that are shown after it come before a frame, at most. */
  int depth() {
    return depth;
  }

  /** The packet that holds a frame. */
  int packetOf(int frame) {
    return shown[frame];
  }

  /** The frame that a packet holds. */
  int frameOf(int packet) {
    int frame = Math.max(0, packet - DEEPEST);
    while (shown[frame] != packet) {
      frame++;
    }
    return frame;
  }

  /**
   * The packets that the frames from {@code first} to {@code end} need: those from the last fresh
   * start on, without pictures that are neither wanted nor referred to. The very first packet is
   * always among them, for the parameters that may stand in it alone.
   */
  BitSet needed(int first, int end) {
    BitSet wanted = new BitSet();
    for (int frame = first; frame < end; frame++) {
      wanted.set(shown[frame]);
    }
    BitSet needed = new BitSet();
    needed.set(fresh.previousSetBit(first), wanted.length());
    needed.andNot(disposable);
    needed.or(wanted);
    needed.set(0);
    return needed;
  }
}
