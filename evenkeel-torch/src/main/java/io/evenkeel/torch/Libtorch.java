package io.evenkeel.torch;

import io.evenkeel.run.Seed;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** The libtorch that this process runs on. */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Sets how many threads a tensor operation may use, for the whole process.
   *
   * @param threads at least 1, or 0 for every processor
   */
  public static void useThreads(int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    torch.set_num_threads(threads == 0 ? processors : threads);
    // OpenBLAS would start a pool of its own that fights the OpenMP threads of every other
    // operation.
    try (Scope scope = Scope.open()) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }

  /** Has what users' modules draw, such as dropout, follow from a seed, for the whole process. */
  public static void seed(Seed seed) {
    torch.manual_seed(seed.value());
  }

  /** How many threads a tensor operation uses. */
  public static int threads() {
    return torch.get_num_threads();
  }

  /** The version of libtorch and the instruction set it uses: "libtorch 2.10.0, AVX2". */
  public static String description() {
    return "libtorch " + version() + ", " + torch.get_cpu_capability().getString();
  }

  private static String version() {
    return Objects.requireNonNullElse(
        torch.class.getPackage().getImplementationVersion(), "of unknown version");
  }

  /** The bytes of physical memory that this process occupies. */
  public static long residentBytes() {
    return Pointer.physicalBytes();
  }
}
