package io.evenkeel.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategy;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Recipes as YAML: the defaults, overlaid by a file, overlaid by {@code key=value} settings. */
public final class RecipeFile {
  private static final long MAX_BYTES = 1 << 20;
  private static final YAMLMapper YAML = mapper();

  private RecipeFile() {}

  private static YAMLMapper mapper() {
    YAMLFactory factory =
        YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();
    return YAMLMapper.builder(factory)
        .addModule(new Jdk8Module())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .annotationIntrospector(new LowerCaseEnums())
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  /** Enum constants as users write them: COLORED_MNIST is colored-mnist. */
  private static final class LowerCaseEnums extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass enumeration) {
      return LowerCase.class;
    }
  }

  /** The naming strategy of {@link LowerCaseEnums}; Jackson makes it by reflection. */
  static final class LowerCase implements EnumNamingStrategy {
    @Override
    public String convertEnumToExternalName(String name) {
      return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The recipe that a file with these settings stands for. */
  public static Recipe read(Path file, List<String> settings) {
    return bind(file.toString(), parse(file), baseFolder(file), settings);
  }

  /** The recipe that these settings alone stand for. */
  public static Recipe defaults(List<String> settings) {
    return bind("defaults", YAML.createObjectNode(), Path.of(""), settings);
  }

  /**
   * A recipe with other values.
   *
   * @param source what messages call the settings
   */
  public static Recipe with(Recipe recipe, String source, List<String> settings) {
    return bind(source, YAML.valueToTree(recipe), settings);
  }

  /**
   * The dotted path of a recipe key.
   *
   * @param source what messages call the place where the key stands
   * @param key the path, or the end of one that no other has
   */
  public static String key(String source, String key) {
    return tree(YAML.<ObjectNode>valueToTree(Recipe.defaults())).resolve(source, key);
  }

  /** The value of a key, given by its dotted path. */
  public static JsonNode value(Recipe recipe, String key) {
    return YAML.<JsonNode>valueToTree(recipe).at("/" + key.replace('.', '/'));
  }

  /** The recipe as a complete file, every key with its value. */
  public static String write(Recipe recipe) {
    try {
      return YAML.writeValueAsString(recipe);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a recipe that cannot be written", e);
    }
  }

  /** The recipe as the tree that reading its file gives. */
  public static ObjectNode tree(Recipe recipe) {
    try {
      return (ObjectNode) YAML.readTree(write(recipe));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a recipe that cannot be read back", e);
    }
  }

  /** With the groups whose keys users choose. */
  private static RecipeTree tree(ObjectNode root) {
    return new RecipeTree(
        root,
        Map.of(
            "data.inputs",
            YAML.<ObjectNode>valueToTree(InputSpec.defaults()),
            "model.encoders",
            YAML.<ObjectNode>valueToTree(EncoderOverride.none())));
  }

  private static Path baseFolder(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static ObjectNode parse(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BadInputException(
            file.toString(), Files.size(file) + " bytes", "a recipe of less than 1 MiB");
      }
      JsonNode tree = YAML.readTree(Files.readString(file));
      if (tree instanceof ObjectNode object) {
        return object;
      }
      if (tree == null || tree.isNull() || tree instanceof MissingNode) {
        return YAML.createObjectNode();
      }
      throw new BadInputException(
          file.toString(), "no keys but " + shortened(tree.toString()), "key: value lines");
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          file.toString(), "bytes that are no text", "a recipe in UTF-8", e);
    } catch (JsonProcessingException e) {
      String at =
          e.getLocation() == null
              ? ""
              : ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new BadInputException(
          file + at, shortened(e.getOriginalMessage()), "well-formed YAML", e);
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a recipe", e);
    }
  }

  private static Recipe bind(String source, ObjectNode user, Path base, List<String> settings) {
    ObjectNode tree = YAML.valueToTree(Recipe.defaults());
    FusionPlaces.leaveOpen(tree);
    tree(tree).overlay(source, user);
    RecipePaths.resolve(tree, base);
    return bind(source, tree, settings);
  }

  private static Recipe bind(String source, ObjectNode tree, List<String> settings) {
    RecipeTree recipe = tree(tree);
    for (String setting : settings) {
      recipe.set(setting, RecipeFile::parseValue);
    }
    RecipePaths.resolve(tree, Path.of(""));
    FusionPlaces.fill(tree);
    recipe.requireValues(source, YAML.valueToTree(Recipe.defaults()));
    return toRecipe(source, tree);
  }

  private static JsonNode parseValue(String setting, String text) {
    try {
      JsonNode value = YAML.readTree(text);
      return value == null || value instanceof MissingNode ? YAML.nullNode() : value;
    } catch (JsonProcessingException e) {
      throw new BadInputException(setting, "no YAML value", "key=value", e);
    }
  }

  private static Recipe toRecipe(String source, ObjectNode tree) {
    try {
      return YAML.treeToValue(tree, Recipe.class);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw bad;
      }
      String key =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(name -> name != null)
              .collect(java.util.stream.Collectors.joining("."));
      JsonNode value = tree.at("/" + key.replace('.', '/'));
      throw new BadInputException(
          source + ", " + key,
          "value " + shortened(value.toString()),
          ExpectedValue.of(e).orElseGet(() -> shortened(e.getOriginalMessage())),
          e);
    } catch (JsonProcessingException e) {
      throw new BadInputException(source, shortened(e.getOriginalMessage()), "a recipe", e);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }
}
