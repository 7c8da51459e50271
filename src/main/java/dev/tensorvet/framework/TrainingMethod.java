package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a method does in a training program, told by its name: whose method is called, Python code
 * does not say. That of another library with the same name means the same.
 */
public enum TrainingMethod {
  /** Sets the gradients of an optimizer's or a module's parameters to zero or none. */
  ZERO_GRADIENTS("zero_grad"),
  /** Steps an optimizer, a scheduler, or by a gradient scaler an optimizer. */
  STEP("step"),
  /** Fills gradients from a loss: that whose method it is, or its argument. */
  BACKWARD("backward"),
  /** Fills gradients from its argument. */
  MANUAL_BACKWARD("manual_backward"),
  /** Takes the scale out of the gradients of its argument. */
  UNSCALE("unscale_"),
  /** Bounds the gradients of its argument, or of what it is a method of. */
  CLIP_GRADIENTS("clip_grad_norm_ clip_grad_value_ clip_gradients clip_grad_norm"),
  /** Adds an element to a collection. */
  APPEND("append"),
  /** Adds its arguments, or what they hold, to a collection. */
  ADD("extend insert add setdefault add_param_group"),
  /** Adds its arguments to a collection, or adjusts the scale of a gradient scaler. */
  UPDATE("update"),
  /** Switches a module to training, or to what its argument says. */
  TRAIN("train"),
  /** Switches a module to evaluation. */
  EVAL("eval"),
  /** Gives a module, an optimizer or the like the state that was saved of another. */
  LOAD_STATE("load_state_dict"),
  /** Tells a sampler which epoch begins. */
  SET_EPOCH("set_epoch");

  private static final Map<String, TrainingMethod> BY_NAME = new HashMap<>();

  static {
    for (TrainingMethod method : values()) {
      method.all().forEach(name -> BY_NAME.put(name, method));
    }
  }

  private final String names;

  /**
   * @param names the names of the methods, apart by blanks
   */
  TrainingMethod(String names) {
    this.names = names;
  }

  private Stream<String> all() {
    return Stream.of(names.split(" "));
  }

  /** What a method of this name does, when it does something of note. */
  public static Optional<TrainingMethod> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Whether a method of this name does this. */
  public boolean isNamed(String name) {
    return BY_NAME.get(name) == this;
  }

  /** The name that it has most often. */
  public String plainName() {
    return all().findFirst().orElse("");
  }

  /** The names of all methods that do one of these things. */
  public static Set<String> names(TrainingMethod... methods) {
    return Stream.of(methods).flatMap(TrainingMethod::all).collect(Collectors.toUnmodifiableSet());
  }
}
