package io.evenkeel.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.mesh.RenderSettings.Background;
import io.evenkeel.mesh.RenderSettings.Framing;
import io.evenkeel.mesh.SyntheticClass.Body;
import io.evenkeel.mesh.SyntheticClass.Side;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticMeshesTest {
  private static final int FRONT = 0;
  private static final int REAR = 6;
  private static final int SEEDS = 40;
  private static final RenderSettings SMALL =
      new RenderSettings(12, 64, Framing.SPHERE, Background.WHITE);

  @TempDir Path folder;

  private static int differingPixels(List<SyntheticClass> pair, Seed seed, int view) {
    Renderer renderer = new Renderer(SMALL);
    byte[] one = renderer.view(pair.get(0).model(seed).mesh("one"), view).gray();
    byte[] other = renderer.view(pair.get(1).model(seed).mesh("other"), view).gray();
    int differing = 0;
    for (int i = 0; i < one.length; i++) {
      differing += Math.abs((one[i] & 0xff) - (other[i] & 0xff)) > 16 ? 1 : 0;
    }
    return one.length == other.length && java.util.Arrays.equals(one, other) ? 0 : 1 + differing;
  }

  @ParameterizedTest
  @EnumSource
  void twoClassesOfABodyAreTheSamePixelsFromOneSideAndDifferFromTheOther(Body body) {
    List<SyntheticClass> pair =
        SyntheticClass.all().stream().filter(type -> type.body() == body).toList();
    assertThat(pair).hasSize(2);
    int told = body.side() == Side.FRONT ? FRONT : REAR;
    for (int i = 0; i < SEEDS; i++) {
      Seed seed = new Seed(i);
      assertThat(differingPixels(pair, seed, FRONT + REAR - told)).as("seed %s", i).isZero();
      assertThat(differingPixels(pair, seed, told)).as("seed %s", i).isGreaterThan(4);
    }
  }

  @Test
  void halfOfTheBodiesAreToldInFrontAndHalfAtTheBack() {
    assertThat(List.of(Body.values())).filteredOn(b -> b.side() == Side.FRONT).hasSize(3);
    assertThat(Body.values()).hasSize(6);
  }

  @Test
  void labelsFollowTheAlphabet() {
    assertThat(SyntheticMeshes.classes()).hasSize(12).isSorted().contains("house_disc");
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    write("a", 2, 1, 7);
    write("b", 2, 1, 7);
    write("c", 2, 1, 8);
    Path mesh = Path.of("silo_posts", "test", "silo_posts_0003.off");
    assertThat(Files.mismatch(folder.resolve("a").resolve(mesh), folder.resolve("b").resolve(mesh)))
        .isEqualTo(-1);
    assertThat(Files.mismatch(folder.resolve("a").resolve(mesh), folder.resolve("c").resolve(mesh)))
        .isNotEqualTo(-1);
  }

  @Test
  void aTestMeshDoesNotDependOnHowManyThereAreToTrainOn() throws IOException {
    write("a", 2, 1, 7);
    write("b", 3, 1, 7);
    Path test = folder.resolve("a/block_ball/test/block_ball_0003.off");
    assertThat(Files.mismatch(test, folder.resolve("b/block_ball/test/block_ball_0004.off")))
        .isEqualTo(-1);
  }

  @Test
  void theTreeIsThatOfModelNet() {
    write("a", 2, 1, 1);
    List<MeshFile> tree = MeshFile.tree(folder.resolve("a"));
    assertThat(tree).hasSize(36);
    assertThat(tree.get(0).className()).isEqualTo("block_ball");
    assertThat(tree.get(0).viewFile(Path.of("v"), 11))
        .isEqualTo(Path.of("v/block_ball/train/block_ball_0001.obj.shaded_v012.png"));
    assertThat(tree.stream().filter(mesh -> mesh.split().equals("test"))).hasSize(12);
  }

  private void write(String name, int train, int test, long seed) {
    SyntheticMeshes meshes = new SyntheticMeshes(train, test, new Seed(seed));
    assertThat(meshes.write(folder.resolve(name), () -> false)).isEqualTo(meshes.meshes());
  }
}
