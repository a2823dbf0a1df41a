package io.evenkeel.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.StrategySpec.Name;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of methods. */
class MethodSettingsTest {
  private static final double NAN = Double.NaN;

  private static Arguments bad(String key, String found, Supplier<Object> make) {
    return Arguments.of("strategy." + key, found, make);
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        bad("modality_dropout.probability", "1.0", () -> new ModalityDropoutSpec(1)),
        bad("modality_dropout.probability", "NaN", () -> new ModalityDropoutSpec(NAN)),
        bad("ogm.alpha", "-0.5", () -> new OgmSpec(-0.5, 1, 1)),
        bad("ogm.first_epoch", "0", () -> new OgmSpec(1, 0, 1)),
        bad("ogm.last_epoch", "2", () -> new OgmSpec(1, 3, 2)),
        bad("agm.alpha", "NaN", () -> new AgmSpec(NAN, 1, 1)),
        bad("agm.first_epoch", "0", () -> new AgmSpec(1, 0, 1)),
        bad("agm.last_epoch", "2", () -> new AgmSpec(1, 3, 2)),
        bad("mmpareto.gamma", "0.0", () -> new MmparetoSpec(0)),
        bad("mslr.factors", "0.0", () -> new MslrSpec(MslrSpec.Mode.KEEP, List.of(1.0, 0.0), 1)),
        bad("mslr.window", "0", () -> new MslrSpec(MslrSpec.Mode.DYNAMIC, List.of(), 0)),
        bad(
            "mslr.mode",
            "keep without strategy.mslr.factors",
            () -> new MslrSpec(MslrSpec.Mode.KEEP, List.of(), 5)),
        bad("gblend.held_out", "0.0", () -> new GBlendSpec(0, 1)),
        bad("gblend.held_out", "1.0", () -> new GBlendSpec(1, 1)),
        bad("gblend.held_out", "NaN", () -> new GBlendSpec(NAN, 1)),
        bad("gblend.super_epoch", "0", () -> new GBlendSpec(0.1, 0)),
        bad("pmr.alpha", "-1.0", () -> new PmrSpec(-1, 0, 0, 0, 1)),
        bad("pmr.mu", "-1.0", () -> new PmrSpec(0, -1, 0, 0, 1)),
        bad("pmr.entropy_epochs", "-1", () -> new PmrSpec(0, 0, -1, 0, 1)),
        bad("pmr.momentum", "1.0", () -> new PmrSpec(0, 0, 0, 1, 1)),
        bad("pmr.momentum", "NaN", () -> new PmrSpec(0, 0, 0, NAN, 1)),
        bad("pmr.share", "0.0", () -> new PmrSpec(0, 0, 0, 0, 0)),
        bad("pmr.share", "1.1", () -> new PmrSpec(0, 0, 0, 0, 1.1)),
        bad("mla.alpha", "0.0", () -> new MlaSpec(0)),
        bad("umt.weight", "-1.0", () -> new UmtSpec(-1, List.of())),
        bad("rubi.weight", "NaN", () -> new RubiSpec("a", NAN, 1)),
        bad("rubi.hidden", "0", () -> new RubiSpec("a", 1, 0)),
        bad("miles.threshold", "-0.1", () -> new MilesSpec(-0.1, 0.5)),
        bad("miles.reduction", "1.5", () -> new MilesSpec(0.1, 1.5)),
        bad("miles.reduction", "NaN", () -> new MilesSpec(0.1, NAN)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badValues")
  void aValueOutOfRangeNamesItsKeyAndItself(String key, String found, Supplier<Object> make) {
    assertThatThrownBy(make::get)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(key + ": " + found + "; expected ");
  }

  @Test
  void valuesAtTheEdgeOfTheirRangeAreTaken() {
    assertThat(new ModalityDropoutSpec(0).probability()).isZero();
    assertThat(new OgmSpec(0, 2, 2).covers(2)).isTrue();
    assertThat(new OgmSpec(0, 2, 2).covers(1)).isFalse();
    assertThat(new AgmSpec(0, 2, 2).covers(3)).isFalse();
    assertThat(new PmrSpec(0, 0, 0, 0, 1).share()).isEqualTo(1);
    assertThat(new MilesSpec(0, 0).reduction()).isZero();
    assertThat(new MilesSpec(0, 1).reduction()).isEqualTo(1);
    assertThat(new UmtSpec(0, List.of()).weight()).isZero();
  }

  @Test
  void eachCopyDiffersInOneGroupAlone() {
    StrategySpec d = StrategySpec.defaults();

    assertCopy(d.with(new ModalityDropoutSpec(0.7)), "modalityDropout");
    assertCopy(d.with(new OgmSpec(7, 2, 3)), "ogm");
    assertCopy(d.with(new AgmSpec(7, 2, 3)), "agm");
    assertCopy(d.with(new MmparetoSpec(7)), "mmpareto");
    assertCopy(d.with(new MslrSpec(MslrSpec.Mode.DYNAMIC, List.of(7.0), 2)), "mslr");
    assertCopy(d.with(new GBlendSpec(0.3, 7)), "gblend");
    assertCopy(d.with(new PmrSpec(2, 3, 4, 0.5, 0.6)), "pmr");
    assertCopy(d.with(new MlaSpec(7)), "mla");
    assertCopy(d.with(new UmtSpec(7, List.of("x"))), "umt");
    assertCopy(d.with(new RubiSpec("x", 7, 8)), "rubi");
    assertCopy(d.with(new MilesSpec(7, 0.1)), "miles");
    assertCopy(d.withName(Name.MLA), "name");
  }

  private static void assertCopy(StrategySpec copy, String group) {
    StrategySpec d = StrategySpec.defaults();
    assertThat(copy).isNotEqualTo(d);
    assertThat(copy).usingRecursiveComparison().ignoringFields(group).isEqualTo(d);
  }
}
