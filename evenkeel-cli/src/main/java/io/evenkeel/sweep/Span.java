package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.runs.RecipeFile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A key with every number between two.
 *
 * @param key the dotted path
 * @param low the smallest value
 * @param high the largest, above {@code low}
 * @param kind whole or real numbers, as the recipe wants them
 * @param spread how draws are spread
 */
public record Span(String key, double low, double high, Kind kind, Spread spread)
    implements Dimension {
  private static final Pattern BOUNDS = Pattern.compile("(.+?)\\.\\.(.+?)(:log)?");

  /** Drawn numbers are rounded to so many digits, so that a recipe can be read and typed. */
  private static final int DIGITS = 4;

  /** The numbers that a key can have. */
  public enum Kind {
    WHOLE,
    REAL
  }

  /** How draws are spread between the bounds. */
  public enum Spread {
    UNIFORM,
    LOGARITHMIC
  }

  /**
   * Reads {@code KEY=LOW..HIGH}, drawn evenly, or {@code KEY=LOW..HIGH:log}, drawn evenly in the
   * logarithm.
   *
   * @throws BadInputException for an unknown key, one that is no number, bounds that the recipe
   *     refuses or that stand the wrong way round, or a logarithm of what is not above 0
   */
  public static Span parse(Recipe base, String argument) {
    String option = "--range " + argument;
    int equals = argument.indexOf('=');
    Matcher bounds = BOUNDS.matcher(argument.substring(equals + 1).strip());
    if (equals <= 0 || !bounds.matches()) {
      throw new BadInputException(
          option, "no KEY=LOW..HIGH", "such as window=1..20 or learning_rate=0.001..0.1:log");
    }
    String key = Dimension.key("--range", argument.substring(0, equals).strip());
    JsonNode low = bound(base, option, key, bounds.group(1));
    JsonNode high = bound(base, option, key, bounds.group(2));
    Spread spread = bounds.group(3) == null ? Spread.UNIFORM : Spread.LOGARITHMIC;
    if (low.asDouble() >= high.asDouble()) {
      throw new BadInputException(option, low + " to " + high, "the smaller number first");
    }
    if (spread == Spread.LOGARITHMIC && low.asDouble() <= 0) {
      throw new BadInputException(option, "a logarithm from " + low, "a number above 0");
    }
    Kind kind = low.isIntegralNumber() ? Kind.WHOLE : Kind.REAL;
    return new Span(key, low.asDouble(), high.asDouble(), kind, spread);
  }

  private static JsonNode bound(Recipe base, String option, String key, String text) {
    Recipe recipe = Dimension.with(base, option, new Setting(key, text));
    JsonNode value = RecipeFile.value(recipe, key);
    if (!value.isNumber()) {
      throw new BadInputException(
          option, key + ": " + value, "a number; --grid takes other values");
    }
    return value;
  }

  @Override
  public Setting draw(Seed seed) {
    UniformRandomProvider random = seed.random();
    // A whole number has the width up to the next one, so that the last is as likely as the first.
    double end = kind == Kind.WHOLE ? high + 1 : high;
    double drawn =
        switch (spread) {
          case UNIFORM -> low + (end - low) * random.nextDouble();
          case LOGARITHMIC -> low * Math.pow(end / low, random.nextDouble());
        };
    return new Setting(key, text(drawn));
  }

  private String text(double drawn) {
    if (kind == Kind.WHOLE) {
      return Long.toString((long) Math.max(low, Math.min(high, Math.floor(drawn))));
    }
    BigDecimal rounded = new BigDecimal(drawn).round(new MathContext(DIGITS));
    BigDecimal inside =
        rounded.max(BigDecimal.valueOf(low)).min(BigDecimal.valueOf(high)).stripTrailingZeros();
    return inside.toPlainString();
  }

  @Override
  public double size() {
    return kind == Kind.WHOLE ? high - low + 1 : Double.POSITIVE_INFINITY;
  }
}
