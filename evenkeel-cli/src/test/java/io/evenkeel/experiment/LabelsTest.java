package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  private static List<String> of(String... files) {
    return Labels.of(List.of(files).stream().map(Path::of).toList());
  }

  @Test
  void aLabelIsTheFilesNameWithoutItsEnding() {
    assertThat(of("recipes/vanilla.yaml", "guided_2.yml", "plain"))
        .containsExactly("vanilla", "guided_2", "plain");
  }

  @Test
  void filesOfOneNameAreCounted() {
    assertThat(of("a/guided.yaml", "b/guided.yaml", "c/Guided.yml", "guided-2.yaml"))
        .containsExactly("guided", "guided-2", "Guided-3", "guided-2-2");
  }

  @Test
  void whatCannotStandInAFoldersNameIsReplaced() {
    assertThat(of("α .01,x.yaml", ".yaml", "report.html.yaml", "other/.yaml"))
        .containsExactly("α--01-x", "recipe", "report-html", "recipe-2");
  }
}
