package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import java.util.List;

/** What a network and its branches told of every sample of one split, beside the truth. */
public sealed interface Answers permits ClassAnswers, NumberAnswers {

  /** What A(·) is. */
  Quality quality();

  /** How many samples there are. */
  int samples();

  /** The modalities of the branches. */
  List<Modality> modalities();
}
