package io.evenkeel.data;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Task;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of the first samples of a data set: a block of cells per modality, the same samples in
 * each, captioned with the modality and with the class of every sample. A video is a strip of eight
 * of its frames. Needs no display and no font.
 *
 * @param image the picture, opaque RGB
 */
public record ContactSheet(BufferedImage image) {
  private static final int MOST_COLUMNS = 10;
  private static final int MOST_STRIPS = 2;
  private static final int GAP = 6;
  private static final int TEXT_SCALE = 2;
  private static final int TEXT_HEIGHT = TEXT_SCALE * PixelFont.HEIGHT;
  private static final int PAPER = 0xffffff;
  private static final int INK = 0x202020;

  /**
   * Draws the first sample of each of the first {@code classes} classes that have one, as {@link
   * #of} does; of another task, as many of the first samples. Samples that have every modality go
   * before others.
   */
  public static ContactSheet ofClasses(Dataset data, int classes) {
    Map<Integer, Integer> firsts = new TreeMap<>();
    for (int sample = 0; sample < data.size(); sample++) {
      int kind = data.task() instanceof Task.Classes ? data.label(sample) : sample;
      firsts.putIfAbsent(kind, sample);
      if (!isComplete(data, firsts.get(kind)) && isComplete(data, sample)) {
        firsts.put(kind, sample);
      }
    }
    int[] chosen = firsts.values().stream().limit(classes).mapToInt(Integer::intValue).toArray();
    return of(Subset.of(data, chosen), chosen.length);
  }

  private static boolean isComplete(Dataset data, int sample) {
    return data.shapes().modalities().stream().allMatch(m -> data.has(m, sample));
  }

  /**
   * Draws the first {@code samples} samples, or all where there are fewer. Values in 0..1 are drawn
   * as they are, others from the least to the greatest that is drawn of the modality.
   *
   * @throws BadInputException if {@code samples} is below 1
   */
  public static ContactSheet of(Dataset data, int samples) {
    if (samples < 1) {
      throw new BadInputException("samples", Integer.toString(samples), "a number ≥ 1");
    }
    int drawn = Math.min(samples, data.size());
    List<Block> blocks =
        data.shapes().modalities().stream().map(m -> Block.of(data, m, drawn)).toList();
    int width = blocks.stream().mapToInt(Block::width).max().orElseThrow();
    int height = GAP + blocks.stream().mapToInt(Block::height).sum();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(image);
    int top = GAP;
    for (Block block : blocks) {
      block.draw(image, top);
      top += block.height();
    }
    return new ContactSheet(image);
  }

  /**
   * Writes a PNG, replacing a file that is there; nothing half-written is ever seen.
   *
   * @throws BadInputException if the folder is missing or cannot be written
   */
  public void write(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new BadInputException(
          file.toString(), "cannot be written", "a file name in a folder that exists");
    }
    try {
      WholeFile.write(file, this::encode);
    } catch (UncheckedIOException unwritable) {
      throw new BadInputException(
          file.toString(),
          "cannot be written (" + FileTrouble.reason(unwritable) + ")",
          "a folder that can be written",
          unwritable);
    }
  }

  private void encode(FileChannel channel) throws IOException {
    // ImageIO's own choice would put a cache file into the folder of temporary files.
    try (MemoryCacheImageOutputStream png =
        new MemoryCacheImageOutputStream(Channels.newOutputStream(channel))) {
      ImageIO.write(image, "png", png);
    }
  }

  private static void fill(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, PAPER);
      }
    }
  }

  /** The cells of one modality under a heading. */
  private record Block(
      String heading, List<SamplePicture> pictures, List<String> captions, int columns) {

    static Block of(Dataset data, Modality modality, int samples) {
      SampleShape shape = data.shapes().get(modality);
      String dims = shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
      boolean video = FilmStrip.isVideo(shape);
      FilmStrip strip = new FilmStrip(shape);
      List<float[]> values =
          IntStream.range(0, samples)
              .mapToObj(
                  sample -> {
                    float[] ofSample = new float[shape.values()];
                    data.copy(modality, sample, ofSample, 0);
                    // Whole videos of many samples would not fit into memory.
                    return video ? strip.shown(ofSample) : ofSample;
                  })
              .toList();
      return new Block(
          modality + "  " + dims,
          SamplePicture.of(video ? strip.shown() : shape, values),
          IntStream.range(0, samples).mapToObj(s -> caption(data, s)).toList(),
          Math.min(samples, video ? MOST_STRIPS : MOST_COLUMNS));
    }

    private static String caption(Dataset data, int sample) {
      if (data.task() instanceof Task.MultiLabel task) {
        float[] applies = data.target(sample);
        String labels =
            IntStream.range(0, applies.length)
                .filter(k -> applies[k] == 1)
                .mapToObj(task.names()::get)
                .collect(Collectors.joining(" "));
        return labels.isEmpty() ? "none" : labels;
      }
      if (data.task() instanceof Task.Regression) {
        return String.format(Locale.ROOT, "%.4g", data.target(sample)[0]);
      }
      String number = Integer.toString(data.label(sample));
      String name = data.classNames().get(data.label(sample));
      return name.equals(number) ? "label " + number : name;
    }

    int width() {
      int text = TEXT_SCALE * PixelFont.width(heading);
      return GAP + Math.max(columns * cellWidth(), text + GAP);
    }

    int height() {
      return TEXT_HEIGHT + GAP + rows() * cellHeight();
    }

    void draw(BufferedImage image, int top) {
      write(image, heading, GAP, top);
      for (int i = 0; i < pictures.size(); i++) {
        int left = GAP + i % columns * cellWidth();
        int cellTop = top + TEXT_HEIGHT + GAP + i / columns * cellHeight();
        SamplePicture picture = pictures.get(i);
        picture.draw(image, left, cellTop);
        write(image, captions.get(i), left, cellTop + picture.height() + GAP);
      }
    }

    private int rows() {
      return (pictures.size() + columns - 1) / columns;
    }

    private int cellWidth() {
      int text = captions.stream().mapToInt(PixelFont::width).max().orElseThrow();
      return GAP + Math.max(pictures.get(0).width(), TEXT_SCALE * text);
    }

    private int cellHeight() {
      return pictures.get(0).height() + TEXT_HEIGHT + 3 * GAP;
    }

    private static void write(BufferedImage image, String text, int left, int top) {
      PixelFont.draw(
          text,
          (column, row) -> {
            for (int y = 0; y < TEXT_SCALE; y++) {
              for (int x = 0; x < TEXT_SCALE; x++) {
                image.setRGB(left + TEXT_SCALE * column + x, top + TEXT_SCALE * row + y, INK);
              }
            }
          });
    }
  }
}
