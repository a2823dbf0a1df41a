package io.evenkeel.torch;

import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The floating-point format that a network computes in. */
public enum Precision {
  FLOAT32(ScalarType.Float),
  /** For checks against finite differences. */
  FLOAT64(ScalarType.Double);

  final ScalarType type;

  Precision(ScalarType type) {
    this.type = type;
  }

  TensorOptions options() {
    return new TensorOptions(type);
  }
}
