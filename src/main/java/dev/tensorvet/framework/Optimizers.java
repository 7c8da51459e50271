package dev.tensorvet.framework;

import java.util.Set;

/** What the optimizers of the libraries keep from step to step. */
public final class Optimizers {

  /** Optimizers that keep nothing but, if they are told to, a momentum. */
  private static final Set<String> WITHOUT_STATE =
      Set.of("torch.optim.SGD", "torch.optim.Optimizer");

  private Optimizers() {}

  /** Whether an optimizer of a canonical name keeps averages of its gradients, whatever it gets. */
  public static boolean alwaysKeepsState(String qualifiedName) {
    return !WITHOUT_STATE.contains(qualifiedName);
  }
}
