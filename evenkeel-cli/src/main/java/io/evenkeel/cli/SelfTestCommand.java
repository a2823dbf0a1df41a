package io.evenkeel.cli;

import io.evenkeel.data.KnownAnswer;
import io.evenkeel.selftest.Check;
import io.evenkeel.selftest.SelfCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evenkeel selftest}. */
@Command(
    name = "selftest",
    description = {
      "Train small networks on two tasks whose answer is known, and say whether the measures find"
          + " it: pass or fail, with figures; half a minute.",
      "The bounds and their reasons are in docs/probes.md."
    },
    mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "What samples and weights follow from. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() {
    SelfCheck test = SelfCheck.ofSeed(seed);
    boolean xor =
        passed("xor: each modality alone is useless, both tell all", KnownAnswer.XOR, test::xor);
    boolean identical =
        passed("identical: the same view twice", KnownAnswer.IDENTICAL, test::identical);
    System.out.println(xor && identical ? "selftest: passed" : "selftest: FAILED");
    return xor && identical ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Prints the checks of a task as soon as it is done; whether all passed. */
  private static boolean passed(String title, KnownAnswer task, Supplier<List<Check>> run) {
    System.err.println("training on " + task.key() + " …");
    long start = System.nanoTime();
    List<Check> checks = run.get();
    System.out.printf(Locale.ROOT, "%s (%.1f s)%n", title, (System.nanoTime() - start) * 1e-9);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("figure", "measured", "expected from", "to", ""));
    for (Check check : checks) {
      rows.add(
          List.of(
              check.name(),
              number(check.figure()),
              number(check.low()),
              number(check.high()),
              check.passed() ? "pass" : "FAIL"));
    }
    System.out.println(new TextTable(rows).text());
    return checks.stream().allMatch(Check::passed);
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "-" : Numbers.signed(figure);
  }
}
