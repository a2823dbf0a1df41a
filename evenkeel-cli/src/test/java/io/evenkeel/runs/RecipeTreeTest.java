package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTreeTest {
  private final ObjectNode root =
      tree("{'size': 1, 'model': {'encoders': {}, 'size': 2, 'deep': {'width': 3}}}");
  private final RecipeTree recipe =
      new RecipeTree(root, Map.of("model.encoders", tree("{'width': null, 'kind': 'mlp'}")));

  private static ObjectNode tree(String json) {
    return (ObjectNode) parse(json);
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void set(String setting) {
    recipe.set(setting, (whole, value) -> parse(value));
  }

  @Test
  void aGroupOfChosenNamesTakesAnyNameAndBeginsWithItsDefaults() {
    recipe.overlay("file", tree("{'model': {'encoders': {'gray': {'width': 8}}}}"));

    assertThat(root.at("/model/encoders/gray")).isEqualTo(tree("{'width': 8, 'kind': 'mlp'}"));
  }

  @Test
  void anUnknownKeyOfAChosenEntryIsRefused() {
    ObjectNode user = tree("{'model': {'encoders': {'gray': {'widht': 8}}}}");
    assertThatThrownBy(() -> recipe.overlay("file", user))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("model.encoders.gray.widht")
        .hasMessageContaining("model.encoders.gray.width");
  }

  @Test
  void aSettingMakesAnEntry() {
    set("model.encoders.gray.width=4");

    assertThat(root.at("/model/encoders/gray/width").asInt()).isEqualTo(4);
    assertThat(root.at("/model/encoders/gray/kind").asText()).isEqualTo("mlp");
  }

  @Test
  void aSettingOfAnUnknownKeyMakesNoEntry() {
    assertThatThrownBy(() -> set("model.encoders.gray.widht=4"))
        .isInstanceOf(BadInputException.class);
    assertThat(root.at("/model/encoders").isEmpty()).isTrue();
  }

  @Test
  void theEndOfSeveralKeysIsTheOneThatIsLessDeep() {
    set("size=5");
    assertThat(root.at("/size").asInt()).isEqualTo(5);
    assertThat(root.at("/model/size").asInt()).isEqualTo(2);

    set("model.encoders.gray.width=4");
    set("width=6");
    assertThat(root.at("/model/deep/width").asInt()).isEqualTo(6);
  }

  @Test
  void theEndOfSeveralKeysOfOneDepthIsRefused() {
    set("model.encoders.gray.kind=\"cnn\"");
    set("model.encoders.color.kind=\"cnn\"");
    assertThatThrownBy(() -> set("kind=\"mlp\""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("model.encoders.color.kind");
  }

  @Test
  void anEntryMayLackWhatItsDefaultsLack() {
    set("model.encoders.gray.kind=\"cnn\"");
    ObjectNode defaults = tree("{'size': 1, 'model': {'size': 2, 'deep': {'width': 3}}}");
    recipe.requireValues("file", defaults);

    set("model.encoders.gray.kind=null");
    assertThatThrownBy(() -> recipe.requireValues("file", defaults))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("model.encoders.gray.kind");
  }
}
