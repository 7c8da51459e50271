package dev.tensorvet.framework;

import java.util.Set;

/**
 * What is asked of the objects that run loops, as of the trainers of Lightning, Hugging Face,
 * fastai and others.
 */
public final class TrainerMethods {

  private static final Set<String> TRAINS =
      Set.of("fit", "train", "tune", "learn", "run", "fit_one_cycle", "fine_tune", "fit_flat_cos");

  private static final Set<String> EVALUATES =
      Set.of("test", "validate", "evaluate", "eval", "predict", "get_preds");

  private TrainerMethods() {}

  /** Whether a method of this name trains a model. */
  public static boolean trains(String method) {
    return TRAINS.contains(method);
  }

  /** Whether a method of this name runs a model, and does not train it. */
  public static boolean evaluates(String method) {
    return EVALUATES.contains(method);
  }
}
