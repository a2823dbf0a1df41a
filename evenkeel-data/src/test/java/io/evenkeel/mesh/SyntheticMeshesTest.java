package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticMeshesTest {
  private static final Renderer RENDERER = new Renderer(RenderSettings.defaults().withSize(64));
  private static final int FRONT = 0;
  private static final int REAR = 6;

  @TempDir private Path folder;

  private static int differing(SyntheticClass a, SyntheticClass b, Seed seed, int view) {
    byte[] left = RENDERER.view(a.model(seed).mesh("a"), view).gray();
    byte[] right = RENDERER.view(b.model(seed).mesh("b"), view).gray();
    int differing = 0;
    for (int i = 0; i < left.length; i++) {
      differing += left[i] == right[i] ? 0 : 1;
    }
    return differing;
  }

  @Test
  void halfThePairsAreAlikeFromTheFrontAndTheOthersFromTheRear() {
    Map<SyntheticClass.Body, List<SyntheticClass>> pairs =
        SyntheticClass.all().stream().collect(Collectors.groupingBy(SyntheticClass::body));
    assertThat(pairs).hasSize(6).allSatisfy((body, pair) -> assertThat(pair).hasSize(2));
    int alikeFromFront = 0;
    for (List<SyntheticClass> pair : pairs.values()) {
      for (int i = 0; i < 10; i++) {
        Seed seed = new Seed(7).fold(i);
        int front = differing(pair.get(0), pair.get(1), seed, FRONT);
        int rear = differing(pair.get(0), pair.get(1), seed, REAR);
        boolean cueInFront = pair.get(0).body().side() == SyntheticClass.Side.FRONT;
        assertThat(cueInFront ? rear : front).as(pair + " from the side without cue").isZero();
        assertThat(cueInFront ? front : rear).as(pair + " from the other").isGreaterThan(10);
        alikeFromFront += front == 0 ? 1 : 0;
      }
    }
    assertThat(alikeFromFront).isEqualTo(30);
  }

  @Test
  void theSetIsAsLargeAsAskedAndTheSameBytesForTheSameSeed() throws IOException {
    SyntheticMeshes set = new SyntheticMeshes(2, 1, new Seed(1));
    assertThat(set.write(folder.resolve("a"), () -> false)).isEqualTo(36);
    set.write(folder.resolve("b"), () -> false);
    new SyntheticMeshes(2, 1, new Seed(2)).write(folder.resolve("c"), () -> false);
    Map<String, String> first = files(folder.resolve("a"));
    assertThat(first).hasSize(36).isEqualTo(files(folder.resolve("b")));
    assertThat(files(folder.resolve("c")))
        .hasSize(36)
        .doesNotContainEntry(
            "block_ball/train/block_ball_0001.off",
            first.getOrDefault("block_ball/train/block_ball_0001.off", "missing"));
    assertThat(SyntheticMeshes.classes()).isSorted().hasSize(12);
    assertThat(MeshFile.tree(folder.resolve("a"))).hasSize(36);
  }

  @Test
  void testMeshesDoNotDependOnHowManyThereAreToTrainOn() throws IOException {
    new SyntheticMeshes(1, 1, new Seed(1)).write(folder.resolve("a"), () -> false);
    new SyntheticMeshes(3, 1, new Seed(1)).write(folder.resolve("b"), () -> false);
    assertThat(files(folder.resolve("a")).get("tower_disc/test/tower_disc_0002.off"))
        .isEqualTo(files(folder.resolve("b")).get("tower_disc/test/tower_disc_0004.off"));
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
