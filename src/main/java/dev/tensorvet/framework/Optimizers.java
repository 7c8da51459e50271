package dev.tensorvet.framework;

import java.util.Set;

/** What is known of the optimizers of the libraries. */
public final class Optimizers {

  /** Optimizers that keep nothing but, if they are told to, a momentum. */
  private static final Set<String> WITHOUT_STATE =
      Set.of("torch.optim.SGD", "torch.optim.Optimizer");

  /** Methods of an optimizer that leave gradients and parameters alone. */
  private static final Set<String> HARMLESS =
      Set.of(
          "state_dict",
          "load_state_dict",
          "add_param_group",
          "train",
          "eval",
          "register_step_pre_hook",
          "register_step_post_hook",
          "register_state_dict_pre_hook",
          "__repr__",
          "share_memory");

  /** What plain gradient descent keeps a momentum by. */
  public static final Parameter MOMENTUM = new Parameter(2, "momentum");

  /** The parameters that an optimizer is to train. */
  public static final Parameter PARAMETERS = new Parameter(0, "params");

  private Optimizers() {}

  /** Whether an optimizer of a canonical name keeps averages of its gradients, whatever it gets. */
  public static boolean alwaysKeepsState(String qualifiedName) {
    return !WITHOUT_STATE.contains(qualifiedName);
  }

  /** Whether an optimizer tries how far to step. */
  public static boolean searchesStep(String qualifiedName) {
    return qualifiedName.equals("torch.optim.LBFGS");
  }

  /** Whether a method of an optimizer leaves gradients and parameters alone. */
  public static boolean isHarmless(String method) {
    return HARMLESS.contains(method);
  }
}
