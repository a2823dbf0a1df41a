package io.evenkeel.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.EncoderSpec;
import io.evenkeel.recipe.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a network is put together from, beside its weights; a file of weights holds it as JSON.
 *
 * @param spec the network's recipe; of a file without pretrained weights, which are in its tensors
 * @param shapes of one sample, for each modality in model order
 * @param outputs how many numbers a head gives
 * @param widths the channels of each stage, where they are not those of the recipe
 */
record NetworkDescription(
    ModelSpec spec, PerModality<SampleShape> shapes, int outputs, List<Long> widths) {
  private static final ObjectMapper JSON = new ObjectMapper();

  NetworkDescription {
    widths = List.copyOf(widths);
  }

  String write() {
    ObjectNode root = JSON.createObjectNode();
    root.put("outputs", outputs).put("frozen_norms", spec.frozenNorms());
    root.putObject("fusion")
        .put("kind", key(spec.fusion().kind()))
        .put("ratio", spec.fusion().ratio());
    widths.forEach(root.putArray("widths")::add);
    ArrayNode modalities = root.putArray("modalities");
    shapes.forEach((modality, shape) -> write(modalities.addObject(), modality, shape));
    return root.toString();
  }

  private void write(ObjectNode node, Modality modality, SampleShape shape) {
    node.put("name", modality.name());
    shape.dims().forEach(node.putArray("shape")::add);
    if (shape.content() instanceof Content.Tokens tokens) {
      node.put("vocabulary", tokens.vocabulary());
    } else if (shape.content() instanceof Content.Categories categories) {
      categories.sizes().forEach(node.putArray("categories")::add);
    } else if (shape.content() instanceof Content.Masked) {
      node.put("masked", true);
    }
    EncoderSpec encoder = spec.encoder(modality.name());
    node.put("encoder", encoder.encoder().key());
    encoder.width().ifPresent(width -> node.put("width", width));
    encoder.after().forEach(node.putArray("after")::add);
    encoder.script().ifPresent(script -> node.put("script", script));
  }

  /** Reads what {@link #write} gives; {@code file} is where it stands. */
  static NetworkDescription read(String text, Path file) {
    try {
      JsonNode root = JSON.readTree(text);
      List<Modality> modalities = new ArrayList<>();
      List<SampleShape> shapes = new ArrayList<>();
      Map<String, EncoderOverride> encoders = new LinkedHashMap<>();
      for (JsonNode node : root.path("modalities")) {
        modalities.add(new Modality(node.path("name").asText()));
        shapes.add(new SampleShape(integers(node.path("shape")), content(node)));
        encoders.put(node.path("name").asText(), encoder(node));
      }
      List<Long> widths = new ArrayList<>();
      root.path("widths").forEach(width -> widths.add(width.asLong()));
      return new NetworkDescription(
          spec(root, encoders),
          new PerModality<>(modalities, shapes),
          root.path("outputs").asInt(),
          widths);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new BadInputException(
          file + ", metadata " + NetworkFile.DESCRIPTION,
          "no description of a network",
          "that of a file of evenkeel",
          e);
    }
  }

  private static ModelSpec spec(JsonNode root, Map<String, EncoderOverride> encoders) {
    EncoderOverride first = encoders.values().iterator().next();
    JsonNode fusion = root.path("fusion");
    ModelSpec spec =
        new ModelSpec(
            first.encoder().orElseThrow(),
            OptionalInt.empty(),
            Optional.empty(),
            ModelSpec.PretrainedChannels.SAME,
            first.script(),
            root.path("frozen_norms").asBoolean(),
            new ModelSpec.Fusion(
                constant(ModelSpec.Fusion.Kind.class, fusion.path("kind")),
                first.after().orElseThrow(),
                fusion.path("ratio").asInt()),
            Map.of());
    return spec.withEncoders(encoders);
  }

  private static EncoderOverride encoder(JsonNode node) {
    JsonNode width = node.path("width");
    return new EncoderOverride(
        Optional.of(constant(ModelSpec.Encoder.class, node.path("encoder"))),
        width.isInt() ? OptionalInt.of(width.asInt()) : OptionalInt.empty(),
        Optional.of(texts(node.path("after"))),
        Optional.empty(),
        Optional.empty(),
        node.has("script") ? Optional.of(node.path("script").asText()) : Optional.empty());
  }

  private static Content content(JsonNode node) {
    if (node.has("vocabulary")) {
      return new Content.Tokens(node.path("vocabulary").asInt());
    }
    if (node.has("categories")) {
      return new Content.Categories(integers(node.path("categories")));
    }
    return node.has("masked") ? new Content.Masked() : new Content.Values();
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> integers = new ArrayList<>();
    array.forEach(element -> integers.add(element.asInt()));
    return integers;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode key) {
    return Enum.valueOf(type, key.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
