package io.evenkeel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeModalitiesTest {
  private static final int SAMPLES = 3000;

  @Test
  void theExampleOfTheReadmeTrainsAndSaysWhichModalityIsUsed(@TempDir Path folder) {
    int[] labels = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = i % 4;
    }
    // Audio tells the class without doubt (2..6 against -2..2), video through noise, motion not at
    // all.
    Path weights = folder.resolve("weights.safetensors");
    Diagnosis diagnosis =
        ThreeModalities.train(
            values(labels, 1, 4), values(labels, 2, 1), values(labels, 3, 0), labels, weights);

    assertThat(diagnosis.score().accuracy()).isGreaterThan(0.95);
    var motion = new Modality("motion");
    assertThat(diagnosis.utilization().branches().get(motion).isolated()).isLessThan(0.35);
    assertThat(diagnosis.utilization().of(motion).orElseThrow())
        .isGreaterThan(diagnosis.utilization().of(new Modality("audio")).orElseThrow());
    assertThat(weights).isRegularFile();
  }

  private static float[] values(int[] labels, long seed, double signal) {
    UniformRandomProvider random = new Seed(seed).random();
    float[] values = new float[labels.length * 8];
    for (int i = 0; i < values.length; i++) {
      double noise = random.nextDouble() * 4 - 2;
      values[i] = (float) (noise + (i % 8 == labels[i / 8] ? signal : 0));
    }
    return values;
  }

  @Test
  void theReadmeShowsThisVeryCode() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String source =
        Files.readString(Path.of("src/test/java/io/evenkeel/example/ThreeModalities.java"));
    String shown = readme.substring(readme.indexOf("```java\n") + 8);

    assertThat(shown.substring(0, shown.indexOf("```")))
        .isEqualTo(source.substring(source.indexOf("import ")));
  }
}
