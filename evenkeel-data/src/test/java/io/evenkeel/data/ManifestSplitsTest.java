package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.inputs.BrokenRow;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.recipe.TableSpec.ClassWeights;
import io.evenkeel.recipe.TableSpec.TaskKind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the columns of a manifest say beside its files. */
class ManifestSplitsTest {
  private static final Modality X = new Modality("x");
  private static final String SIX =
      """
      x,y,label,split,weight,who
      1;10,4;0,2,train,1,a
      3;10,5;0,10,train,2,a
      ,6;0,2,train,3,b
      5;10,7;0,2,train,6,b
      9;10,8;0,10,val,1,c
      7;10,,2,test,1,d
      """;

  @TempDir Path folder;

  private ManifestKeys six() {
    return ManifestKeys.of(folder, SIX).with("x", Kind.VECTOR).with("y", Kind.VECTOR);
  }

  private static float[] copy(Dataset data, String modality, int sample) {
    Modality of = new Modality(modality);
    float[] values = new float[data.shapes().get(of).values()];
    java.util.Arrays.fill(values, 99);
    data.copy(of, sample, values, 0);
    return values;
  }

  private static void refuses(ManifestKeys keys, String... parts) {
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void numbersAreStandardizedOverTheSamplesToTrainOnThatHaveThem() {
    DataSplits data = six().open();
    // x of the training split is 1, 3 and 5: mean 3, variance 8/3; its second number never varies.
    double deviation = Math.sqrt(8 / 3.0);
    assertThat(copy(data.train(), "x", 0)[0]).isCloseTo((float) (-2 / deviation), within(1e-6f));
    assertThat(copy(data.validation().data(), "x", 0)[0])
        .isCloseTo((float) (6 / deviation), within(1e-6f));
    assertThat(copy(data.train(), "x", 0)[1]).isZero();
  }

  @Test
  void aPreparationTellsHowOtherSamplesBecomeWhatNetworksSee() {
    String csv =
        "x,age,city,label,split\n"
            + "1;10,20,rome,a,train\n3;10,40,oslo,b,train\n"
            + "5;10,,rome,a,train\n9;10,50,paris,b,val\n7;10,30,oslo,a,test\n";
    Dataset test =
        ManifestKeys.of(folder, csv)
            .with("x", Kind.VECTOR)
            .with("facts", ManifestKeys.table(List.of("age"), List.of("city")))
            .open()
            .test()
            .data();

    Preparation vector = test.preparation(X);
    assertThat(vector.means()).containsExactly(3.0, 10.0);
    assertThat(vector.deviations().get(0)).isCloseTo(Math.sqrt(8 / 3.0), within(1e-6));
    assertThat(vector.deviations().get(1)).isEqualTo(1);
    Preparation table = test.preparation(new Modality("facts"));
    assertThat(table.columns()).containsExactly("age");
    assertThat(table.means()).containsExactly(30.0);
    assertThat(table.deviations()).containsExactly(10.0);
    assertThat(table.categories()).containsEntry("city", List.of("oslo", "rome")).hasSize(1);
    assertThat(test.unscaled().preparation(X)).isEqualTo(Preparation.none());
  }

  @Test
  void whatIsMissingIsZerosAndCounted() {
    ManifestKeys keys = six();
    DataSplits data = keys.open();
    assertThat(data.train().has(X, 1)).isTrue();
    assertThat(data.train().has(X, 2)).isFalse();
    assertThat(copy(data.train(), "x", 2)).containsExactly(0, 0);
    assertThat(keys.notices)
        .anyMatch(notice -> notice.startsWith("x is missing in 1 of 4 samples to train on"));
    assertThat(keys.notices).anyMatch(notice -> notice.contains("1 of 1 of test"));
  }

  @Test
  void unscaledSamplesAreTheNumbersOfTheFile() {
    assertThat(copy(six().open().train().unscaled(), "x", 1)).containsExactly(3, 10);
  }

  @Test
  void aRowWithoutAnyModalityIsRefusedWithItsLine() {
    ManifestKeys keys = ManifestKeys.of(folder, SIX).with("x", Kind.VECTOR);
    refuses(keys, "line 4", "no modality");
  }

  @Test
  void aRunOfOneModalityKeepsTheSamplesThatLackIt() {
    ManifestKeys keys = six();
    keys.modalities = Optional.of(List.of("x"));
    DataSplits data = keys.open();
    assertThat(data.train().size()).isEqualTo(4);
    assertThat(data.train().has(X, 2)).isFalse();
    assertThat(copy(data.train(), "x", 2)).containsExactly(0, 0);
  }

  @Test
  void aModalityThatNoSampleToTrainOnHasIsRefused() {
    String csv = "x,y,label,split\n,1,a,train\n,2,b,train\n1,3,a,test\n,4,a,val\n";
    refuses(
        ManifestKeys.of(folder, csv).with("x", Kind.VECTOR).with("y", Kind.VECTOR),
        "data.inputs.x");
  }

  @Test
  void classesAreInTheOrderOfNumbersWhereAllAreWhole() {
    Dataset train = six().open().train();
    assertThat(train.classNames()).containsExactly("2", "10");
    assertThat(IntStream.range(0, 4).map(train::label)).containsExactly(0, 1, 0, 0);
  }

  @Test
  void otherClassesAreInTheOrderOfTheirCharacters() {
    String csv = "x,label,split\n1,b2,train\n2,b10,train\n3,a,test\n4,a,val\n";
    assertThat(ManifestKeys.of(folder, csv).with("x", Kind.VECTOR).open().train().classNames())
        .containsExactly("a", "b10", "b2");
  }

  @Test
  void aMissingLabelIsRefusedWithItsLine() {
    String csv = "x,label,split\n1,b,train\n2,,train\n3,a,test\n4,a,val\n";
    refuses(ManifestKeys.of(folder, csv).with("x", Kind.VECTOR), "line 3", "column label");
  }

  @Test
  void aSingleClassIsRefused() {
    String csv = "x,label,split\n1,b,train\n2,b,train\n3,b,test\n4,b,val\n";
    refuses(ManifestKeys.of(folder, csv).with("x", Kind.VECTOR), "column label", "1 class");
  }

  @Test
  void numbersThatAFloatCannotHoldAreRefusedWithTheirLine() {
    String csv = "x,y,label,split\n1,1,b,train\n2,1e39,a,train\n3,3,a,test\n4,4,a,val\n";
    refuses(ManifestKeys.of(folder, csv).with("y", Kind.VECTOR), "line 3", "1e39", "3.4e38");
    refuses(
        ManifestKeys.of(folder, csv).with("y", ManifestKeys.table(List.of("y"), List.of())),
        "line 3",
        "1e39");
    ManifestKeys quantity = ManifestKeys.of(folder, csv).with("x", Kind.VECTOR);
    quantity.task = TaskKind.REGRESSION;
    quantity.targets = List.of("y");
    refuses(quantity, "line 3", "1e39");
  }

  @Test
  void aReviewTellsEveryRowOfWhichLabelWeightOrGroupIsWrong() {
    ManifestKeys keys =
        ManifestKeys.of(
            folder,
            SIX.replace("4;0,2,", "4;0,,")
                .replace("train,3,b", "train,-3,b")
                .replace(",6,b", ",6,"));
    keys.with("x", Kind.VECTOR).with("y", Kind.VECTOR);
    keys.weight = Optional.of("weight");
    keys.group = Optional.of("who");
    ManifestReview review =
        ManifestReview.of(keys.spec(), new Seed(3), RowProgress.silent(), keys.notices::add);
    assertThat(review.broken()).extracting(BrokenRow::row).containsExactly(0, 2, 3);
    assertThat(review.broken().get(2).reason()).contains("line 5, column who");
  }

  @Test
  void aModalityThatGivesTheLabelAwayOrHasAColumnTwiceIsRefused() {
    refuses(six().with("z", ManifestKeys.table(List.of("weight", "label"), List.of())), "label");
    refuses(
        six().with("z", ManifestKeys.table(List.of("weight"), List.of("weight"))),
        "data.inputs.z",
        "column weight twice");
  }

  @Test
  void anIdThatWouldMakeAnEmbeddingOfGigabytesIsRefusedWithItsLine() {
    String csv = "x,label,split\n1;2,b,train\n2;99999999999,a,train\n3,a,test\n4,a,val\n";
    refuses(ManifestKeys.of(folder, csv).with("x", Kind.TEXT), "line 3", "column x", "vocabulary");
  }

  @Test
  void aCellThatNamesNoSplitIsRefusedWithItsLine() {
    String csv = "x,label,split\n1,b,train\n2,a,trian\n3,a,test\n4,a,val\n";
    refuses(ManifestKeys.of(folder, csv).with("x", Kind.VECTOR), "line 3", "trian");
  }

  @Test
  void validationIsDrawnFromTheTrainingSplitWhereTheColumnHasNone() {
    StringBuilder csv = new StringBuilder("x,label,split\n");
    for (int i = 0; i < 20; i++) {
      csv.append(i).append(i % 2 == 0 ? ",a," : ",b,").append(i < 10 ? "train\n" : "Test\n");
    }
    DataSplits data = ManifestKeys.of(folder, csv.toString()).with("x", Kind.VECTOR).open();
    assertThat(data.train().size()).isEqualTo(8);
    assertThat(data.validation().data().size()).isEqualTo(2);
    assertThat(data.test().data().size()).isEqualTo(10);
  }

  @Test
  void aColumnWithoutTestIsRefused() {
    String csv = "x,label,split\n1,b,train\n2,a,train\n3,a,val\n";
    refuses(ManifestKeys.of(folder, csv).with("x", Kind.VECTOR), "column split", "test");
  }

  @Test
  void aGroupThatTheColumnTearsIsRefusedWithBothLines() {
    ManifestKeys keys = ManifestKeys.of(folder, SIX.replace(",d\n", ",a\n"));
    keys.with("x", Kind.VECTOR).with("y", Kind.VECTOR).group = java.util.Optional.of("who");
    refuses(keys, "line 7", "group \"a\"", "line 2");
  }

  @Test
  void weightsAreOneInTheMeanOverTheTrainingSplit() {
    ManifestKeys keys = six();
    keys.weight = java.util.Optional.of("weight");
    DataSplits data = keys.open();
    // 1, 2, 3 and 6 have the mean 3.
    assertThat(IntStream.range(0, 4).mapToDouble(data.train()::weight))
        .containsExactly(1 / 3.0, 2 / 3.0, 1.0, 2.0);
    assertThat(data.test().data().weight(0)).isEqualTo(1 / 3.0);
  }

  @Test
  void balancedClassesWeighTheSameTogether() {
    ManifestKeys keys = six();
    keys.classWeights = ClassWeights.BALANCED;
    Dataset train = keys.open().train();
    // Three of class 2 and one of class 10, of four: 4 / (2 · 3) and 4 / (2 · 1), whose mean is 1.
    assertThat(train.weight(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(train.weight(1)).isCloseTo(2.0, within(1e-12));
  }

  @Test
  void aNegativeWeightIsRefusedWithItsLine() {
    ManifestKeys keys = ManifestKeys.of(folder, SIX.replace("train,2,a", "train,-2,a"));
    keys.with("x", Kind.VECTOR).with("y", Kind.VECTOR).weight = java.util.Optional.of("weight");
    refuses(keys, "line 3", "column weight", "-2");
  }

  @Test
  void labelsOfAListApplyTogetherOrNotAtAll() {
    String csv = "x,label,split\n1,b;a,train\n2,,train\n3,c,test\n4,a,val\n";
    ManifestKeys keys = ManifestKeys.of(folder, csv).with("x", Kind.VECTOR);
    keys.task = TaskKind.MULTI_LABEL;
    Dataset train = keys.open().train();
    assertThat(train.task()).isEqualTo(new Task.MultiLabel(List.of("a", "b", "c")));
    assertThat(train.target(0)).containsExactly(1, 1, 0);
    assertThat(train.target(1)).containsExactly(0, 0, 0);
  }

  @Test
  void blanksAndEmptyPlacesAreNoPartOfLabels() {
    String csv = "x,label,split\n1,b; a,train\n2,a;,train\n3,;c ,test\n4,a,val\n";
    ManifestKeys keys = ManifestKeys.of(folder, csv).with("x", Kind.VECTOR);
    keys.task = TaskKind.MULTI_LABEL;
    Dataset train = keys.open().train();
    assertThat(train.task()).isEqualTo(new Task.MultiLabel(List.of("a", "b", "c")));
    assertThat(train.target(0)).containsExactly(1, 1, 0);
    assertThat(train.target(1)).containsExactly(1, 0, 0);
  }

  @Test
  void quantitiesAreTheNumbersOfTheirColumnsAndScaledByTheTrainingSplit() {
    String csv = "x,p,q,split\n1,2,5,train\n2,6,7,train\n3,8,9,test\n4,1,1,val\n";
    ManifestKeys keys = ManifestKeys.of(folder, csv).with("x", Kind.VECTOR);
    keys.task = TaskKind.REGRESSION;
    keys.targets = List.of("q", "p");
    DataSplits data = keys.open();
    Task.Regression task = (Task.Regression) data.train().task();
    assertThat(task.names()).containsExactly("q", "p");
    assertThat(task.scales()).containsExactly(new Task.Scale(6, 1), new Task.Scale(4, 2));
    assertThat(data.test().data().unscaled().target(0)).containsExactly(9, 8);
  }

  @Test
  void aQuantityThatIsNoNumberIsRefusedWithItsLine() {
    String csv = "x,label,split\n1,2,train\n2,six,train\n3,8,test\n4,1,val\n";
    ManifestKeys keys = ManifestKeys.of(folder, csv).with("x", Kind.VECTOR);
    keys.task = TaskKind.REGRESSION;
    refuses(keys, "line 3", "six");
  }

  @Test
  void tablesTellTheirCategories() {
    String csv = "age,pet,label,split\n2,cat,a,train\n4,dog,b,train\n6,emu,a,test\n,cat,b,val\n";
    DataSplits data =
        ManifestKeys.of(folder, csv)
            .with("t", ManifestKeys.table(List.of("age"), List.of("pet")))
            .open();
    assertThat(data.train().shapes().values().get(0))
        .isEqualTo(new SampleShape(List.of(2), new SampleShape.Content.Categories(List.of(3))));
    // Mean 3, deviation 1; cat is 1, dog 2, and the training split knows no emu.
    assertThat(copy(data.train(), "t", 1)).containsExactly(1, 2);
    assertThat(copy(data.test().data(), "t", 0)).containsExactly(3, 0);
    assertThat(copy(data.validation().data(), "t", 0)).containsExactly(0, 1);
  }

  @Test
  void aChoiceOfSamplesKeepsToItsSplit() {
    ManifestKeys keys = six();
    keys.train = java.util.OptionalInt.of(2);
    DataSplits data = keys.open();
    assertThat(data.train().size()).isEqualTo(2);
    assertThat(data.test().data().size()).isEqualTo(1);
    keys.train = java.util.OptionalInt.of(5);
    refuses(keys, "data.train_samples", "4");
  }

  @Test
  void theDigestFollowsFromTheCellsThatAreUsed() {
    String digest = six().open().digest();
    assertThat(six().open().digest()).isEqualTo(digest);
    ManifestKeys other = ManifestKeys.of(folder, SIX.replace("5;10", "5;11"));
    assertThat(other.with("x", Kind.VECTOR).with("y", Kind.VECTOR).open().digest())
        .isNotEqualTo(digest);
  }

  @Test
  void columnsThatAreNotUsedAreTold() {
    ManifestKeys keys = six();
    keys.open();
    assertThat(keys.notices).contains("columns that are not used: weight, who");
  }
}
