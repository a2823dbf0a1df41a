package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import io.evenkeel.mesh.OffReader;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoDecoder;
import io.evenkeel.video.VideoInfo;
import io.evenkeel.views.Picture;
import io.evenkeel.views.PngReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Reads files to see whether they are whole, and measures them. Any thread may read. */
interface FileCheck {

  /**
   * Reads a file.
   *
   * @throws BadInputException with the reason, if it is broken
   */
  void read(Path file);

  /** The sizes of what was read so far, in words. */
  String sizes();

  /** Of PNG images. */
  final class OfImages implements FileCheck {
    private final Map<String, Integer> bySize = new TreeMap<>();

    @Override
    public void read(Path file) {
      Picture picture = PngReader.read(file);
      String size = picture.width() + " x " + picture.height();
      synchronized (bySize) {
        bySize.merge(size, 1, Integer::sum);
      }
    }

    @Override
    public String sizes() {
      synchronized (bySize) {
        return bySize.entrySet().stream()
            .map(size -> size.getValue() + " of " + size.getKey() + " pixels")
            .collect(Collectors.joining(", "));
      }
    }
  }

  /** Of OFF meshes. */
  final class OfMeshes implements FileCheck {
    private final List<Integer> triangles = new ArrayList<>();

    @Override
    public void read(Path file) {
      int count = OffReader.read(file).triangles();
      synchronized (triangles) {
        triangles.add(count);
      }
    }

    @Override
    public String sizes() {
      synchronized (triangles) {
        if (triangles.isEmpty()) {
          return "no mesh";
        }
        List<Integer> sorted = triangles.stream().sorted().toList();
        return String.format(
            Locale.ROOT,
            "%,d to %,d triangles a mesh, half of them have at most %,d",
            sorted.get(0),
            sorted.get(sorted.size() - 1),
            sorted.get((sorted.size() - 1) / 2));
      }
    }
  }

  /** How closely videos are looked at. */
  enum Depth {
    /** Their frames are counted. */
    COUNTED,
    /** Their frames are decoded. */
    DECODED
  }

  /** Of videos, each of which has to hold so many frames. */
  final class OfVideos implements FileCheck {
    private static final int SIDE = 16;

    private final Map<Path, Integer> frames;
    private final Depth depth;
    private final Map<String, Integer> bySize = new TreeMap<>();

    OfVideos(Map<Path, Integer> frames, Depth depth) {
      this.frames = frames;
      this.depth = depth;
    }

    @Override
    public void read(Path file) {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(file.toString(), "no such file", "a video");
      }
      VideoInfo info = VideoDecoder.inspect(file);
      int needed = frames.getOrDefault(file, 1);
      if (info.frames() < needed) {
        throw new BadInputException(
            file.toString(), info.frames() + " frames", needed + " frames or more");
      }
      if (depth == Depth.DECODED) {
        VideoDecoder.decode(file, 0, info.frames(), new FrameShape(1, SIDE, SIDE));
      }
      String size = "%s of %d x %d".formatted(info.codec(), info.width(), info.height());
      synchronized (bySize) {
        bySize.merge(size, 1, Integer::sum);
      }
    }

    @Override
    public String sizes() {
      synchronized (bySize) {
        return bySize.isEmpty()
            ? "none can be read"
            : bySize.entrySet().stream()
                .map(size -> size.getValue() + " " + size.getKey() + " pixels")
                .collect(Collectors.joining(", "));
      }
    }
  }

  /** The reason why each broken file is broken, in the order of the files. */
  default List<String> broken(List<Path> files, int jobs, CountProgress progress) {
    ExecutorService readers = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<List<String>>> findings = new ArrayList<>();
      for (Path file : files) {
        findings.add(
            readers.submit(
                () -> {
                  List<String> finding = finding(file);
                  progress.count();
                  return finding;
                }));
      }
      List<String> broken = new ArrayList<>();
      for (Future<List<String>> finding : findings) {
        broken.addAll(finding.get());
      }
      return broken;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files were read", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a file could not be checked", failed.getCause());
    } finally {
      readers.shutdownNow();
    }
  }

  private List<String> finding(Path file) {
    try {
      read(file);
      return List.of();
    } catch (BadInputException broken) {
      return List.of(String.valueOf(broken.getMessage()));
    } catch (OutOfMemoryError large) {
      return List.of(file + ": more than fits in memory; expected a smaller file");
    }
  }
}
