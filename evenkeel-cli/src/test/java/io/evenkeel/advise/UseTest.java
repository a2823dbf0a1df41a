package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UseTest {

  /** A run of two modalities; u follows from the accuracies. */
  private static JsonNode plain(
      String split, double gray, double grayCut, double color, double colorCut) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode node = root.putObject("splits").putObject(split);
    node.putObject("branch_accuracy").put("gray", gray).put("color", color);
    node.putObject("isolated_accuracy").put("gray", grayCut).put("color", colorCut);
    node.putObject("cur")
        .put("gray", (gray - grayCut) / gray)
        .put("color", (color - colorCut) / color);
    return root;
  }

  /** Over all samples it is less, for some lack the modality. */
  private static JsonNode alone(String split, String modality, double accuracy) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode node = root.putObject("splits").putObject(split).put("accuracy", accuracy - 0.1);
    node.putObject("branch_accuracy").put(modality, accuracy);
    return root;
  }

  private static Map<String, List<JsonNode>> single(String split) {
    Map<String, List<JsonNode>> single = new LinkedHashMap<>();
    single.put(
        "gray",
        List.of(alone(split, "gray", 0.9), alone(split, "gray", 0.92), alone(split, "gray", 0.94)));
    single.put(
        "color",
        List.of(
            alone(split, "color", 0.6), alone(split, "color", 0.6), alone(split, "color", 0.6)));
    return single;
  }

  @Test
  void theBranchThatOwesMostToTheOthersIsUnderUsed() {
    String split = "validation-matched";
    Use use =
        Use.of(
            List.of(
                plain(split, 0.8, 0.4, 0.8, 0.76),
                plain(split, 0.8, 0.44, 0.8, 0.76),
                plain(split, 0.8, 0.36, 0.8, 0.76)),
            single(split));

    assertThat(use.split()).isEqualTo(split);
    assertThat(use.leaning().modality()).isEqualTo("gray");
    assertThat(use.leaning().basis()).isEqualTo(Use.Basis.UTILIZATION);
    // u of gray .5, .45, .55, of color .05: .45 ± 4.303 · .05/√3.
    assertThat(use.leaning().lead().estimate().mean()).isCloseTo(0.45, within(1e-12));
    assertThat(use.leaning().lead().estimate().interval().orElseThrow().halfWidth())
        .isCloseTo(0.1242, within(1e-4));
    assertThat(use.leaning().isClear()).isTrue();
    ModalityUse gray = use.modalities().get(0);
    // .9 − .4, .92 − .44, .94 − .36
    assertThat(gray.deficit().estimate().mean()).isCloseTo(0.52, within(1e-12));
  }

  @Test
  void whatSeedsDoNotAgreeOnIsNotClear() {
    Use use =
        Use.of(
            List.of(
                plain("validation", 0.8, 0.4, 0.8, 0.76),
                plain("validation", 0.8, 0.76, 0.8, 0.4),
                plain("validation", 0.8, 0.5, 0.8, 0.7)),
            single("validation"));

    assertThat(use.leaning().isClear()).isFalse();
  }

  @Test
  void whereNothingFlowsTheBranchFurthestBelowItsOwnNetworkIsUnderUsed() {
    Use use =
        Use.of(
            List.of(
                plain("validation", 0.5, 0.5, 0.55, 0.55),
                plain("validation", 0.52, 0.52, 0.55, 0.55),
                plain("validation", 0.5, 0.5, 0.56, 0.56)),
            single("validation"));

    assertThat(use.leaning().basis()).isEqualTo(Use.Basis.DEFICIT);
    assertThat(use.leaning().modality()).isEqualTo("gray");
    // Deficits of gray .4, .4, .44, of color .05, .05, .04.
    assertThat(use.leaning().lead().estimate().mean()).isCloseTo(1.1 / 3, within(1e-12));
  }

  @Test
  void aModalityWithoutTheSplitIsMeasuredOnValidation() {
    String split = "validation-matched";
    Map<String, List<JsonNode>> single = single(split);
    single.put("gray", single("validation").get("gray"));
    Use use =
        Use.of(
            List.of(
                plain(split, 0.8, 0.4, 0.8, 0.76),
                plain(split, 0.8, 0.44, 0.8, 0.76),
                plain(split, 0.8, 0.36, 0.8, 0.76)),
            single);

    assertThat(use.modalities().get(0).alone().mean()).isCloseTo(0.92, within(1e-12));
  }
}
