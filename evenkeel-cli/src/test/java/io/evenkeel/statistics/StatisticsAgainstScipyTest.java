package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against numbers that expected.py, beside expected.json, has worked out with SciPy. */
class StatisticsAgainstScipyTest {

  private static Stream<JsonNode> cases(String kind) throws IOException {
    try (var in = StatisticsAgainstScipyTest.class.getResourceAsStream("expected.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).path(kind);
      assertThat(cases).hasSizeGreaterThanOrEqualTo(4);
      return StreamSupport.stream(cases.spliterator(), false);
    }
  }

  static Stream<JsonNode> paired() throws IOException {
    return cases("paired");
  }

  static Stream<JsonNode> ranked() throws IOException {
    return cases("ranked");
  }

  private static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("paired")
  void pairedDifferencesAreThoseOfScipy(JsonNode expected) {
    PairedDifference difference =
        PairedDifference.of(doubles(expected.path("values")), doubles(expected.path("baselines")));

    Interval interval = difference.estimate().interval().orElseThrow();
    assertThat(difference.estimate().mean())
        .isCloseTo(expected.path("mean").asDouble(), within(1e-12));
    assertThat(interval.low()).isCloseTo(expected.path("low").asDouble(), within(1e-9));
    assertThat(interval.high()).isCloseTo(expected.path("high").asDouble(), within(1e-9));
    assertThat(difference.tTest().orElseThrow())
        .isCloseTo(expected.path("p_t").asDouble(), within(1e-9));
    assertThat(difference.signFlip())
        .isEqualTo(new SignFlip(expected.path("p_sign_flip").asDouble(), true));
  }

  @ParameterizedTest
  @MethodSource("ranked")
  void rankCorrelationsAreThoseOfScipy(JsonNode expected) {
    RankCorrelation correlation =
        RankCorrelation.of(doubles(expected.path("x")), doubles(expected.path("y"))).orElseThrow();

    assertThat(correlation.rho()).isCloseTo(expected.path("rho").asDouble(), within(1e-12));
    assertThat(correlation.p()).isCloseTo(expected.path("p").asDouble(), within(1e-9));
  }
}
