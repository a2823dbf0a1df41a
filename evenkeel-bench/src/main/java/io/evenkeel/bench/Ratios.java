package io.evenkeel.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs JMH and sets every score beside the baseline of its class, the method whose name begins with
 * {@code baseline}.
 */
public final class Ratios {
  private static final String BASELINE = "baseline";

  private Ratios() {}

  /**
   * Runs the benchmarks.
   *
   * @param args JMH's own: a pattern of names, -f, -wi, -i …
   */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();
    Map<String, Map<String, RunResult>> byClass =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    Ratios::className,
                    TreeMap::new,
                    Collectors.toMap(
                        Ratios::methodName, Function.identity(), (a, b) -> b, TreeMap::new)));
    System.out.printf("%nbenchmark,method,milliseconds,error,ratio%n");
    byClass.forEach(Ratios::print);
  }

  private static void print(String benchmark, Map<String, RunResult> methods) {
    double baseline =
        methods.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(BASELINE))
            .mapToDouble(entry -> score(entry.getValue()))
            .findFirst()
            .orElse(Double.NaN);
    methods.forEach(
        (method, result) ->
            System.out.printf(
                Locale.ROOT,
                "%s,%s,%.4f,%.4f,%.4f%n",
                benchmark,
                method,
                score(result),
                result.getPrimaryResult().getScoreError(),
                score(result) / baseline));
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static String className(RunResult result) {
    String method = result.getParams().getBenchmark();
    String type = method.substring(0, method.lastIndexOf('.'));
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String methodName(RunResult result) {
    String method = result.getParams().getBenchmark();
    return method.substring(method.lastIndexOf('.') + 1);
  }
}
