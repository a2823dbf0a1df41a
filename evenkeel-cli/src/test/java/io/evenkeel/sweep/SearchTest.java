package io.evenkeel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final Recipe BASE = Recipe.defaults();

  private static Choices grid(String argument) {
    return Choices.parse(BASE, argument);
  }

  private static Span range(String argument) {
    return Span.parse(BASE, argument);
  }

  private static List<String> names(Search search) {
    return search.points().stream().map(Point::name).toList();
  }

  @Test
  void aGridHasEveryCombinationAndItsLastKeyChangesFastest() {
    assertThat(names(new GridSearch(List.of(grid("alpha=0.1,0.2"), grid("window=1,5,20")))))
        .containsExactly(
            "alpha=0.1,window=1",
            "alpha=0.1,window=5",
            "alpha=0.1,window=20",
            "alpha=0.2,window=1",
            "alpha=0.2,window=5",
            "alpha=0.2,window=20");
  }

  @Test
  void aPointIsARecipeWithItsValues() {
    Point point = new GridSearch(List.of(grid("alpha=0.3"), grid("window=7"))).points().get(0);

    Recipe recipe = point.recipe(BASE.withEpochs(3));

    assertThat(recipe.strategy().alpha()).isEqualTo(0.3);
    assertThat(recipe.strategy().window()).isEqualTo(7);
    assertThat(recipe.withStrategy(BASE.strategy())).isEqualTo(BASE.withEpochs(3));
  }

  @Test
  void aListInBracketsIsOneValue() {
    assertThat(grid("model.fusion.after=[conv3,conv4],[],[conv4]").values())
        .containsExactly("[conv3,conv4]", "[]", "[conv4]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alpha             | no KEY=VALUE,VALUE
          =1                | no KEY=VALUE,VALUE
          alpha=            | an empty value
          alpha=0.1,,0.2    | an empty value
          alfa=0.1          | unknown key alfa
          colors.train=1    | data.colors.train
          alpha=0.1,0.10    | 0.10 a second time
          alpha=0.1,-1      | strategy.alpha: -1.0
          window=1,2.5      | strategy.window
          seed=1,2          | --seeds
          """)
  void aGridThatMakesNoRecipesIsRefused(String argument, String said) {
    assertThatThrownBy(() -> grid(argument))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alpha                     | no KEY=LOW..HIGH
          alpha=0.1                 | no KEY=LOW..HIGH
          alpha=0.1,0.2             | no KEY=LOW..HIGH
          alpha=0.2..0.1            | 0.2 to 0.1
          alpha=0.1..0.1            | 0.1 to 0.1
          alpha=0..1:log            | a logarithm from 0.0
          learning_rate=0..1        | optimizer.learning_rate: 0.0
          window=1..2.5             | strategy.window
          name=guided..random       | --grid takes other values
          sead=1..2                 | unknown key sead
          """)
  void aRangeWithoutTwoBoundsIsRefused(String argument, String said) {
    assertThatThrownBy(() -> range(argument))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aKeyIsVariedOnce() {
    assertThatThrownBy(() -> new GridSearch(List.of(grid("alpha=1"), grid("strategy.alpha=2"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strategy.alpha twice");
    assertThatThrownBy(
            () -> new RandomSearch(List.of(grid("alpha=1"), range("alpha=0.1..0.2")), 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strategy.alpha twice");
  }

  @Test
  void aSearchWithoutKeysIsRefused() {
    assertThatThrownBy(() -> new GridSearch(List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("at least one key");
  }

  @Property(tries = 20)
  void aLongerRandomSearchBeginsWithTheShorterOne(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
    List<Dimension> keys =
        List.of(range("learning_rate=0.001..0.1:log"), range("window=1..20"), grid("alpha=0,1"));

    List<Point> longer = new RandomSearch(keys, 10, seed).points();

    assertThat(new RandomSearch(keys, count, seed).points()).isEqualTo(longer.subList(0, count));
    assertThat(longer).doesNotHaveDuplicates();
  }

  @Test
  void whatIsDrawnDoesNotDependOnTheOrderOfKeys() {
    Span rate = range("learning_rate=0.001..0.1:log");
    Span window = range("window=1..20");

    List<Point> points = new RandomSearch(List.of(rate, window), 5, 1).points();
    List<Point> turned = new RandomSearch(List.of(window, rate), 5, 1).points();

    for (int i = 0; i < 5; i++) {
      assertThat(points.get(i).settings())
          .containsExactlyInAnyOrderElementsOf(turned.get(i).settings());
    }
    assertThat(new RandomSearch(List.of(rate, window), 5, 2).points()).isNotEqualTo(points);
  }

  @Test
  void aRandomSearchFindsEveryPointOfASmallSpace() {
    List<Dimension> keys = List.of(range("window=1..3"), grid("name=guided,random"));

    assertThat(new RandomSearch(keys, 6, 1).points()).hasSize(6).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aRandomSearchForMorePointsThanThereAreIsRefused(int count) {
    assertThatThrownBy(() -> new RandomSearch(List.of(range("window=1..3")), count, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 to 3, as many as there are different points");
  }

  private static DoubleStream draws(Span span) {
    return IntStream.range(0, 4000)
        .mapToDouble(i -> Double.parseDouble(span.draw(new Seed(1).fold(i)).value()));
  }

  /** The share of draws below a value, which chance moves by less than 0.04 (five deviations). */
  private static double below(Span span, double value) {
    return draws(span).filter(drawn -> drawn < value).count() / 4000.0;
  }

  @Test
  void numbersAreSpreadEvenlyOrEvenlyInTheLogarithm() {
    assertThat(below(range("alpha=0..4"), 1)).isBetween(0.21, 0.29);
    assertThat(below(range("learning_rate=0.001..0.1:log"), 0.01)).isBetween(0.46, 0.54);
    assertThat(below(range("window=1..4"), 2)).isBetween(0.21, 0.29);
    assertThat(below(range("window=1..4"), 4)).isBetween(0.71, 0.79);
    // P(1) = ln 2 / ln 8, P(2 or 3) = ln 2 / ln 8, for whole numbers 1 to 7.
    assertThat(below(range("window=1..7:log"), 2)).isBetween(0.29, 0.37);
    assertThat(below(range("window=1..7:log"), 4)).isBetween(0.63, 0.71);
  }

  @Test
  void drawnNumbersStayWithinTheirBoundsAndAreShort() {
    Span narrow = range("alpha=0.123456..0.123457");
    assertThat(draws(narrow)).allMatch(drawn -> drawn >= 0.123456 && drawn <= 0.123457);
    assertThat(draws(range("window=1..20")).max()).hasValue(20);
    assertThat(draws(range("window=1..20")).min()).hasValue(1);
    assertThat(range("learning_rate=1e-7..1e-5:log").draw(new Seed(3)).value())
        .matches("0\\.00000\\d{1,6}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alpha=0.1                     | alpha=0.1
          data.colors.train=random      | train=random
          model.fusion.after=[conv3]    | after=_conv3_~
          data.directory=/a b/ü         | directory=_a_b__~
          """)
  void namesOfPointsAreSafeNamesOfFolders(String setting, String name) {
    int equals = setting.indexOf('=');
    Setting one = new Setting(setting.substring(0, equals), setting.substring(equals + 1));

    assertThat(new Point(List.of(one)).name()).startsWith(name).matches("[A-Za-z0-9=,._+~-]+");
  }

  @Test
  void namesThatLostCharactersStayDifferentAndAreNotTooLong() {
    List<String> names =
        Choices.parse(BASE, "after=[conv3],[conv4],[ conv3 , conv4 ]").values().stream()
            .map(value -> new Point(List.of(new Setting("model.fusion.after", value))).name())
            .toList();
    String longValue = "/" + "x".repeat(300);

    assertThat(names).doesNotHaveDuplicates();
    assertThat(new Point(List.of(new Setting("data.directory", longValue))).name()).hasSize(109);
  }

  @Test
  void keysThatShareTheirLastPartAreNamedInFull() {
    Point point =
        new Point(
            List.of(new Setting("schedule.patience", "3"), new Setting("stopping.patience", "4")));

    assertThat(point.name()).isEqualTo("schedule.patience=3,stopping.patience=4");
  }
}
