package io.evenkeel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenFieldsConjunction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the design, on the compiled main code of every module but the benchmarks. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.evenkeel");

  private static final String[] CORE = {
    "io.evenkeel.input..",
    "io.evenkeel.measure..",
    "io.evenkeel.modality..",
    "io.evenkeel.recipe..",
    "io.evenkeel.run..",
    "io.evenkeel.strategy.."
  };
  private static final String[] DATA = {
    "io.evenkeel.arrays..",
    "io.evenkeel.audio..",
    "io.evenkeel.clips..",
    "io.evenkeel.data..",
    "io.evenkeel.files..",
    "io.evenkeel.gesture..",
    "io.evenkeel.inputs..",
    "io.evenkeel.manifest..",
    "io.evenkeel.mesh..",
    "io.evenkeel.mnist..",
    "io.evenkeel.safetensors..",
    "io.evenkeel.synthetic..",
    "io.evenkeel.tabular..",
    "io.evenkeel.vectors..",
    "io.evenkeel.video..",
    "io.evenkeel.views.."
  };
  private static final String[] TORCH = {
    "io.evenkeel.method..", "io.evenkeel.model..", "io.evenkeel.torch..", "io.evenkeel.train.."
  };

  /**
   * The packages of the command's module: each may depend on those of the lines before its own, and
   * none on another of its line.
   */
  private static final List<List<String>> COMMAND_LAYERS =
      List.of(
          List.of("report"),
          List.of("runs"),
          List.of("check", "draft", "experiment", "reproduce", "selftest", "tensorboard", "watch"),
          List.of("advise", "sweep"),
          List.of("cli"));

  private static final String[] CLI =
      COMMAND_LAYERS.stream()
          .flatMap(List::stream)
          .map(ArchitectureTest::packages)
          .toArray(String[]::new);

  private static String packages(String name) {
    return "io.evenkeel." + name + "..";
  }

  private static final String[] STATISTICS = {"io.evenkeel.statistics.."};

  private static String[] together(String[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static int count(String... packages) {
    DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages);
    return (int) MAIN.stream().filter(inside).count();
  }

  private static void check(ArchRule rule) {
    rule.check(MAIN);
  }

  /** A rule about nothing holds: every rule below speaks of at least so many classes. */
  @ParameterizedTest
  @CsvSource({
    "advise, 12",
    "input, 1",
    "modality, 6",
    "measure, 22",
    "strategy, 8",
    "run, 10",
    "recipe, 15",
    "clips, 20",
    "data, 20",
    "gesture, 12",
    "arrays, 6",
    "audio, 6",
    "inputs, 15",
    "manifest, 12",
    "tabular, 3",
    "vectors, 3",
    "synthetic, 4",
    "mesh, 15",
    "mnist, 1",
    "video, 8",
    "views, 8",
    "torch, 7",
    "method, 24",
    "model, 18",
    "safetensors, 3",
    "train, 22",
    "cli, 12",
    "check, 6",
    "draft, 8",
    "experiment, 5",
    "report, 8",
    "reproduce, 8",
    "runs, 12",
    "selftest, 4",
    "statistics, 5",
    "sweep, 20",
    "tensorboard, 4",
    "watch, 8"
  })
  void everyPackageIsSeen(String name, int least) {
    assertThat(count("io.evenkeel." + name)).isGreaterThanOrEqualTo(least);
  }

  @Test
  void everyClassBelongsToAModuleAndNoTestIsSeen() {
    check(classes().should().resideInAnyPackage(together(CORE, DATA, TORCH, STATISTICS, CLI)));
    assertThat(MAIN.stream().map(JavaClass::getSimpleName)).noneMatch(n -> n.endsWith("Test"));
  }

  @Test
  void modulesDependOneWay() {
    check(mayNot(CORE, together(DATA, TORCH, STATISTICS, CLI)));
    check(mayNot(DATA, together(TORCH, STATISTICS, CLI)));
    check(mayNot(TORCH, together(STATISTICS, CLI)));
    check(mayNot(new String[] {packages("method")}, packages("train")));
    check(mayNot(new String[] {packages("model")}, packages("method"), packages("train")));
    check(mayNot(STATISTICS, together(DATA, TORCH, CLI)));
    check(
        mayNot(new String[] {"io.evenkeel.files.."}, "io.evenkeel.data..", "io.evenkeel.mnist.."));
    check(mayNot(new String[] {"io.evenkeel.views.."}, "io.evenkeel.data..", "io.evenkeel.mesh.."));
    check(
        mayNot(new String[] {"io.evenkeel.clips.."}, "io.evenkeel.data..", "io.evenkeel.views.."));
    check(mayNot(new String[] {"io.evenkeel.mesh.."}, "io.evenkeel.data..", "io.evenkeel.views.."));
    for (String reader : List.of("arrays", "audio", "manifest", "safetensors")) {
      check(
          mayNot(
              new String[] {packages(reader)},
              packages("data"),
              packages("views"),
              packages("clips"),
              packages("vectors"),
              packages("tabular")));
    }
    check(mayNot(new String[] {packages("inputs")}, packages("data")));
    check(
        mayNot(
            new String[] {packages("vectors"), packages("tabular")},
            packages("data"),
            packages("views"),
            packages("clips")));
    check(
        mayNot(
            new String[] {"io.evenkeel.gesture.."},
            "io.evenkeel.clips..",
            "io.evenkeel.data..",
            "io.evenkeel.mesh..",
            "io.evenkeel.mnist..",
            "io.evenkeel.views.."));
  }

  @Test
  void thePackagesOfTheCommandDependOnThoseBeforeThemAlone() {
    for (int i = 0; i < COMMAND_LAYERS.size(); i++) {
      for (String name : COMMAND_LAYERS.get(i)) {
        String[] others =
            COMMAND_LAYERS.subList(i, COMMAND_LAYERS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        if (others.length > 0) {
          check(mayNot(new String[] {packages(name)}, others));
        }
        if (!name.equals("cli")) {
          check(mayNot(new String[] {packages(name)}, "picocli.."));
        }
      }
    }
  }

  private static ArchRule mayNot(String[] who, String... whom) {
    return noClasses()
        .that()
        .resideInAnyPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(whom);
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.evenkeel.(*)..").should().beFreeOfCycles());
  }

  @Test
  void coreKnowsNoTensorNoFileAndNoStream() {
    check(mayNot(CORE, "org.bytedeco..", "java.nio..", "java.net..", "java.awt.."));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(
                // Serializable is a marker that comes with every enum and exception.
                resideInAPackage("java.io")
                    .and(DescribedPredicate.not(isNamed("java.io.Serializable")))));
  }

  private static DescribedPredicate<JavaClass> isNamed(String name) {
    return describe("is " + name, c -> c.getName().equals(name));
  }

  @Test
  void dataKnowsNoTensor() {
    check(mayNot(DATA, "org.bytedeco.pytorch..", "org.bytedeco.openblas.."));
  }

  @Test
  void onlyOnePackageKnowsEachNativeLibrary() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.evenkeel.torch", "io.evenkeel.video")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.."));
    check(mayNot(new String[] {"io.evenkeel.torch"}, "org.bytedeco.ffmpeg.."));
    check(
        mayNot(
            new String[] {"io.evenkeel.video"}, "io.evenkeel.torch..", "org.bytedeco.pytorch.."));
    assertThat(MAIN.stream().filter(c -> dependsOn(c, resideInAPackage("org.bytedeco.pytorch.."))))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void onlyOnePackageKnowsTheLibrariesOfManifests() {
    String[] libraries = {
      "de.siegmar.fastcsv..", "org.apache.parquet..", "org.apache.hadoop..", "io.airlift.."
    };
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.evenkeel.manifest")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries));
    assertThat(MAIN.stream().filter(c -> dependsOn(c, resideInAnyPackage(libraries))))
        .hasSizeGreaterThanOrEqualTo(3);
    check(mayNot(new String[] {"io.evenkeel.manifest.."}, "org.apache.hadoop.."));
  }

  @Test
  void onlyOnePackageKnowsTheMessagesOfEventFiles() {
    String[] messages = {"com.google.protobuf..", "org.tensorflow.."};
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.evenkeel.tensorboard")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(messages));
    assertThat(MAIN.stream().filter(c -> dependsOn(c, resideInAnyPackage(messages))))
        .hasSizeGreaterThanOrEqualTo(2);
    check(mayNot(new String[] {"io.evenkeel.tensorboard.."}, "org.tensorflow.internal.."));
  }

  @Test
  void onlyTheLivePageListensToTheNetworkAndItOnlyReads() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.evenkeel.watch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.net.httpserver..", "java.net..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.nio\\.channels\\..*Socket.*"));
    assertThat(whoUses(members("com.sun.net.httpserver.HttpServer", "create")))
        .containsExactly("watch");
    assertThat(
            whoUses(
                describe(
                    "changes files",
                    t ->
                        t.getOwner().getName().equals("java.nio.file.Files")
                                && t.getName()
                                    .matches("write.*|new.*Output.*|delete.*|move|copy|create.*")
                            || t.getOwner().getName().equals("io.evenkeel.files.WholeFile"))))
        .doesNotContain("watch");
  }

  private static boolean dependsOn(JavaClass of, DescribedPredicate<JavaClass> on) {
    return of.getDirectDependenciesFromSelf().stream().anyMatch(d -> on.test(d.getTargetClass()));
  }

  /** Accesses of fields, methods and constructors, method references included. */
  private static Set<String> whoUses(DescribedPredicate<AccessTarget> target) {
    Set<String> users = new TreeSet<>();
    for (JavaClass c : MAIN) {
      for (JavaAccess<?> access : c.getAccessesFromSelf()) {
        if (target.test(access.getTarget())) {
          users.add(c.getPackageName().replaceFirst("io\\.evenkeel\\.", ""));
        }
      }
    }
    return users;
  }

  private static DescribedPredicate<AccessTarget> members(String owner, String... names) {
    List<String> wanted = List.of(names);
    return describe(
        owner + "." + wanted,
        t ->
            t.getOwner().getName().equals(owner)
                && (wanted.isEmpty() || wanted.contains(t.getName())));
  }

  @Test
  void onlyTheCommandSpeaksAndOnlyARunsRecordKnowsItsEnvironment() {
    assertThat(whoUses(members("java.lang.System", "out", "err"))).containsExactly("cli");
    assertThat(whoUses(members("java.lang.System", "getProperty", "setProperty", "getProperties")))
        .containsExactly("runs");
    assertThat(whoUses(members("java.lang.Integer", "getInteger"))).containsExactly("cli");
    assertThat(
            whoUses(members("java.lang.System", "in", "getenv", "exit", "console", "load")).stream()
                .filter(user -> !user.equals("cli")))
        .isEmpty();
    assertThat(whoUses(members("java.lang.Boolean", "getBoolean"))).isEmpty();
    assertThat(whoUses(members("java.lang.Long", "getLong"))).isEmpty();
    assertThat(whoUses(members("java.lang.Throwable", "printStackTrace")).stream())
        .allMatch("cli"::equals);
  }

  @Test
  void onlyARunsRecordKnowsWhatTimeItIs() {
    assertThat(whoUses(describe("now", ArchitectureTest::readsTheWallClock)))
        .containsExactly("runs");
  }

  private static boolean readsTheWallClock(AccessTarget target) {
    String owner = target.getOwner().getName();
    return owner.startsWith("java.time.") && target.getName().equals("now")
        || owner.equals("java.time.Clock")
        || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis")
        || owner.equals("java.util.Date") && target.getName().equals("<init>")
        || owner.equals("java.util.Calendar") && target.getName().equals("getInstance");
  }

  /** Training and its readers measure how long they took; nothing is ever decided by it. */
  @Test
  void durationsAreMeasuredInThreePackages() {
    assertThat(whoUses(members("java.lang.System", "nanoTime")))
        .containsExactly("cli", "data", "train");
  }

  @Test
  void everyDrawComesFromASeed() {
    for (String owner :
        List.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom")) {
      assertThat(whoUses(members(owner))).as(owner).isEmpty();
    }
    check(mayNot(new String[] {"io.evenkeel.."}, "java.util.random.."));
    assertThat(whoUses(members("java.lang.Math", "random"))).isEmpty();
    assertThat(whoUses(members("java.util.Collections", "shuffle"))).isEmpty();
    assertThat(whoUses(members("java.util.UUID", "randomUUID"))).isEmpty();
    assertThat(whoUses(describe("makes generators", ArchitectureTest::makesAGenerator)))
        .containsExactly("run");
    assertThat(
            whoUses(
                describe(
                    "draws by libtorch",
                    t ->
                        t.getOwner().getName().startsWith("org.bytedeco.pytorch")
                            && t.getName().matches("rand.*|normal_?|uniform_|dropout.*"))))
        .isEmpty();
  }

  private static boolean makesAGenerator(AccessTarget target) {
    return target.getOwner().getName().startsWith("org.apache.commons.rng.simple")
        && target.getName().equals("create");
  }

  @Test
  void nobodyCallsTheCollector() {
    assertThat(whoUses(members("java.lang.System", "gc", "runFinalization"))).isEmpty();
    assertThat(whoUses(members("java.lang.Runtime", "gc"))).isEmpty();
  }

  private static final DescribedPredicate<JavaField> MADE_BY_A_PERSON =
      describe("written in the source", f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC));

  private static GivenFieldsConjunction staticFields() {
    return fields().that().areStatic().and(MADE_BY_A_PERSON);
  }

  @Test
  void staticStateNeverChanges() {
    check(staticFields().should().beFinal().because("a run shall depend on its recipe alone"));
    check(
        staticFields()
            .should()
            .haveRawType(describe("of a kind that cannot change", ArchitectureTest::isFixed)));
    check(
        staticFields()
            .and()
            .haveRawType(describe("an array", JavaClass::isArray))
            .should()
            .bePrivate());
    assertThat(statics()).hasSizeGreaterThanOrEqualTo(30);
  }

  private static List<JavaField> statics() {
    return MAIN.stream()
        .flatMap(c -> c.getFields().stream())
        .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
        .filter(MADE_BY_A_PERSON)
        .toList();
  }

  private static final Set<String> FIXED =
      Set.of(
          "java.lang.String",
          "java.lang.Double",
          "java.util.List",
          "java.util.Map",
          "java.util.Set",
          "java.util.regex.Pattern",
          "java.time.Duration",
          "java.nio.charset.Charset",
          "org.slf4j.Logger");

  /** Lists, maps and sets are what {@link #staticCollectionsRefuseChanges} looks into. */
  private static boolean isFixed(JavaClass type) {
    return type.isPrimitive()
        || type.isEnum()
        || type.isRecord()
        || type.isArray()
        || FIXED.contains(type.getName())
        || type.getName().startsWith("com.fasterxml.jackson.");
  }

  @Test
  void staticCollectionsRefuseChanges() throws ReflectiveOperationException {
    for (JavaField field : statics()) {
      if (Set.of("java.util.List", "java.util.Map", "java.util.Set")
          .contains(field.getRawType().getName())) {
        var reflected = field.reflect();
        reflected.setAccessible(true);
        assertThat(reflected.get(null).getClass().getName())
            .as(field.getFullName())
            .startsWith("java.util.ImmutableCollections");
      }
    }
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(
                ".*[.$](Abstract[A-Z]\\w*|Base[A-Z]\\w*|\\w*(Utils?|Helpers?|Managers?|Impl))"));
  }

  @Test
  void nothingIsNullUnlessItSaysSo() {
    Set<JavaPackage> packages =
        MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
    assertThat(packages).hasSizeGreaterThanOrEqualTo(14);
    assertThat(packages)
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }
}
