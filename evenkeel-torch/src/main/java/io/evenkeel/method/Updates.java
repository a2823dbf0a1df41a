package io.evenkeel.method;

import io.evenkeel.modality.Role;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.model.Parameter;

/** What a method updates parameters by in the middle of a step. */
public interface Updates {

  /** Values and gradients. */
  FlatBuffers buffers();

  /** Updates the parameters of a role, and no others, by their gradients. */
  void update(Role role);

  /**
   * Makes a parameter what another of its shape is: its value, and what the optimizer keeps of it.
   */
  void tie(Parameter parameter, Parameter to);
}
