package io.evenkeel.modality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void rolesAreTheSameByWhatTheyServe() {
    var gray = new Modality("gray");
    var color = new Modality("color");

    assertThat(new Role.Main(gray)).isEqualTo(new Role.Main(new Modality("gray")));
    assertThat(new Role.Shared()).isEqualTo(new Role.Shared());
    assertThat(
            Set.of(
                new Role.Main(gray),
                new Role.Main(color),
                new Role.Bypass(gray),
                new Role.Bypass(color),
                new Role.Shared()))
        .hasSize(5);
  }
}
