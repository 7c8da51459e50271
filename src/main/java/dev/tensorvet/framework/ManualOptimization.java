package dev.tensorvet.framework;

import java.util.List;
import java.util.Set;

/**
 * The names of a Lightning module that zeroes and steps its optimizers itself: Lightning calls its
 * step for each batch, and keeps the optimizers that another method of it made.
 */
public final class ManualOptimization {

  /** Set to false where a module does without Lightning's own zeroing and stepping. */
  public static final String FLAG = "automatic_optimization";

  /** The method that is called for each batch. */
  public static final String STEP = "training_step";

  /** The methods that are called for each batch of an evaluation. */
  public static final List<String> EVALUATION_STEPS = List.of("validation_step", "test_step");

  /** The settings by which frameworks that run the loop clip gradients. */
  public static final Set<String> CLIPPING = Set.of("gradient_clip_val", "max_grad_norm");

  /** Who runs the loop around all these. */
  public static final String OWNER = "Lightning";

  /** The method that makes the optimizers, called once. */
  public static final String MAKER = "configure_optimizers";

  /** The method that gives the optimizers that were made. */
  public static final String GIVER = "optimizers";

  /** What the optimizer is called in the dicts that may be given of it. */
  public static final String KEY = "optimizer";

  /** Methods of Lightning's that leave gradients and parameters alone. */
  private static final Set<String> HARMLESS =
      Set.of(
          "toggle_optimizer",
          "untoggle_optimizer",
          "lr_schedulers",
          "log",
          "log_dict",
          "print",
          "all_gather",
          "save_hyperparameters");

  private static final String TOGGLES = "toggle_optimizer";

  private ManualOptimization() {}

  /**
   * Whether a method that Lightning brings has gradients computed for the parameters of one
   * optimizer alone, <a
   * href="https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#toggle-optimizer">
   * until the next</a>.
   */
  public static boolean switchesGradients(String method) {
    return method.equals(TOGGLES);
  }

  /** Whether a method that Lightning brings can be passed over. */
  public static boolean isHarmless(String method) {
    return HARMLESS.contains(method);
  }
}
