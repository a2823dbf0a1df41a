package io.evenkeel.data;

import io.evenkeel.clips.ClipList;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.clips.SubjectDraw;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec.Validation;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which clips each split takes, drawn from the lists alone: whether a clip can be decoded changes
 * no draw.
 *
 * @param train to train on
 * @param validation to choose epochs and settings on
 * @param test to report on
 */
record ClipChoice(List<ListedClip> train, List<ListedClip> validation, List<ListedClip> test) {
  ClipChoice {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Draws the clips of each split.
   *
   * @param notices is told who is held out
   * @throws BadInputException if there are too few clips or subjects
   */
  static ClipChoice of(ClipList clips, DataSpec spec, Seed seed, Consumer<String> notices) {
    Drawing drawing = new Drawing(clips, spec, seed);
    if (!clips.validation().isEmpty()) {
      notices.accept(
          "validation: the %d clips that %s names, whatever data.validation_samples"
              .formatted(clips.validation().size(), clips.origin()));
      return drawing.with(clips.train(), clips.validation());
    }
    return spec.video().validation() == Validation.SUBJECT
        ? drawing.bySubject(notices)
        : drawing.bySample();
  }

  private record Drawing(ClipList clips, DataSpec spec, Seed seed) {

    ClipChoice bySample() {
      int[] order = EpochOrder.permutation(clips.train().size(), seed.fold("train"));
      int held = spec.validationSamples();
      if (held >= order.length) {
        throw tooMany(order.length - 1, "clips, for some must be left to train on");
      }
      return with(
          pick(clips.train(), Arrays.copyOfRange(order, held, order.length)),
          pick(clips.train(), Arrays.copyOf(order, held)));
    }

    ClipChoice bySubject(Consumer<String> notices) {
      requireSubjects();
      Map<String, Integer> counts = SubjectDraw.counts(clips.train());
      if (counts.size() < 2) {
        throw new BadInputException(
            "data.video.validation",
            "subject, where all clips to train on are of subject " + counts.keySet(),
            "sample, or clips of two subjects or more");
      }
      int wanted = spec.validationSamples();
      if (wanted >= clips.train().size()) {
        throw tooMany(clips.train().size() - 1, "clips, for some must be left to train on");
      }
      int[] order = EpochOrder.permutation(counts.size(), seed.fold("subjects"));
      Set<String> held = SubjectDraw.heldOut(counts, order, wanted);
      List<ListedClip> train = new ArrayList<>();
      List<ListedClip> validation = new ArrayList<>();
      for (ListedClip clip : clips.train()) {
        (held.contains(clip.subject().orElseThrow()) ? validation : train).add(clip);
      }
      notices.accept(
          "validation: %d clips of subject%s %s; training: those of the other %d"
              .formatted(
                  validation.size(),
                  held.size() == 1 ? "" : "s",
                  String.join(", ", held),
                  counts.size() - held.size()));
      return with(train, validation);
    }

    private void requireSubjects() {
      clips.train().stream()
          .filter(clip -> clip.subject().isEmpty())
          .findFirst()
          .ifPresent(
              clip -> {
                throw new BadInputException(
                    "data.video.validation",
                    "subject, where " + clip.name() + " has no subject in " + clips.origin(),
                    "sample, or a column subject that is filled in");
              });
    }

    private BadInputException tooMany(int most, String why) {
      return new BadInputException(
          "data.validation_samples",
          Integer.toString(spec.validationSamples()),
          "at most " + most + " " + why);
    }

    ClipChoice with(List<ListedClip> train, List<ListedClip> validation) {
      return new ClipChoice(
          some("data.train_samples", spec.trainSamples(), train, seed.fold("chosen")),
          validation,
          some("data.test_samples", spec.testSamples(), clips.test(), seed.fold("test")));
    }

    private static List<ListedClip> some(
        String key, OptionalInt wanted, List<ListedClip> clips, Seed seed) {
      if (wanted.isEmpty()) {
        return clips;
      }
      if (wanted.getAsInt() > clips.size()) {
        throw new BadInputException(
            key, Integer.toString(wanted.getAsInt()), "at most the " + clips.size() + " there are");
      }
      int[] order = EpochOrder.permutation(clips.size(), seed);
      return pick(clips, Arrays.copyOf(order, wanted.getAsInt()));
    }

    private static List<ListedClip> pick(List<ListedClip> clips, int[] places) {
      return Arrays.stream(places).mapToObj(clips::get).toList();
    }
  }
}
