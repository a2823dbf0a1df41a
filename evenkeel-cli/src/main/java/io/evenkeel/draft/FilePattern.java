package io.evenkeel.draft;

import io.evenkeel.input.BadInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the name of a file tells: the part that a regular expression has in brackets.
 *
 * @param option what messages call it
 * @param pattern found anywhere in the name
 */
public record FilePattern(String option, Pattern pattern) {

  /** A pattern; {@link BadInputException} if it is no regular expression with one group. */
  public static FilePattern of(String option, String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() != 1) {
        throw new BadInputException(
            option, "\"" + text + "\"", "one part in brackets, such as \"^(\\d+)_\"");
      }
      return new FilePattern(option, pattern);
    } catch (PatternSyntaxException said) {
      throw new BadInputException(option, said.getDescription(), "a regular expression", said);
    }
  }

  Optional<String> in(String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }
}
