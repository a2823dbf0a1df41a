package io.evenkeel.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputExceptionTest {

  @Test
  void theMessageSaysWhereWhatAndWhatWasExpected() {
    assertThat(new BadInputException("epochs", "0", "a whole number ≥ 1"))
        .hasMessage("epochs: 0; expected a whole number ≥ 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "a \n\n  b", "a\u2028b", "a\u0085b", "a\rb"})
  void theMessageIsOneLineWhateverWasFound(String found) {
    var exception = new BadInputException(found, found, found);

    assertThat(exception).hasMessage("a b: a b; expected a b");
  }

  @Test
  void whatRevealedItIsKept() {
    var cause = new IOException("two\nlines");

    var exception = new BadInputException("file", "two\nlines", "one", cause);

    assertThat(exception).hasCause(cause).hasMessage("file: two lines; expected one");
  }
}
