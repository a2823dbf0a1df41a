package io.evenkeel.experiment;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.StrategySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A name under which a recipe is run with further settings.
 *
 * @param label as {@link Labels} are
 * @param settings {@code key=value} each, which come after all others
 */
public record Contender(String label, List<String> settings) {
  private static final String EXPECTED =
      "NAME[,NAME…][: KEY=VALUE …], each NAME a strategy's, or of letters, digits, - and _ and with"
          + " a KEY=VALUE";

  /** Keeps its own copy of the list. */
  public Contender {
    settings = List.copyOf(settings);
  }

  /**
   * What texts of the form {@code NAME[,NAME…][: KEY=VALUE …]} ask for, in order: every name with
   * the settings behind the colon, separated by blanks. A name that is a strategy's sets {@code
   * strategy.name} too, before them.
   *
   * @param option what messages call a text
   * @throws BadInputException for a text of another form, and for a name that stands twice
   */
  public static List<Contender> of(String option, List<String> texts) {
    List<Contender> all = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (String text : texts) {
      String[] parts = text.split(":", 2);
      List<String> settings =
          parts.length < 2
              ? List.of()
              : Arrays.stream(parts[1].strip().split("\\s+")).filter(s -> !s.isEmpty()).toList();
      for (String name : parts[0].split(",", -1)) {
        Contender contender = of(option + " " + text, name.strip(), settings);
        if (!taken.add(contender.label().toLowerCase(Locale.ROOT))) {
          throw new BadInputException(
              option + " " + text, contender.label() + " a second time", "a name of its own each");
        }
        all.add(contender);
      }
    }
    return List.copyOf(all);
  }

  private static Contender of(String where, String name, List<String> settings) {
    if (settings.stream().anyMatch(s -> s.startsWith("seed="))) {
      throw new BadInputException(where, "a seed", "--first-seed and --seeds");
    }
    boolean isStrategy =
        Arrays.stream(StrategySpec.Name.values()).anyMatch(s -> s.key().equals(name));
    if (!name.matches("[\\p{L}\\p{N}_-]+") || (!isStrategy && settings.isEmpty())) {
      throw new BadInputException(where, "\"" + name + "\"", EXPECTED);
    }
    List<String> all = new ArrayList<>();
    if (isStrategy) {
      all.add("strategy.name=" + name);
    }
    all.addAll(settings);
    return new Contender(name, all);
  }
}
