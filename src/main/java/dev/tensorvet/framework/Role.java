package dev.tensorvet.framework;

/** What an object that a library's class or function makes is for in a training program. */
public enum Role {
  MODULE,
  /** A module that holds others. */
  CONTAINER,
  /** A module that computes a loss. */
  LOSS,
  /** A function that computes a loss. */
  LOSS_FUNCTION,
  OPTIMIZER,
  SCHEDULER,
  GRAD_SCALER,
  LOADER,
  DATASET,
  /** Says in which order a loader takes its samples. */
  SAMPLER,
  /** Changes a sample or a batch before the model sees it. */
  TRANSFORM,
  PARAMETER,
  /** A module whose training loop a framework runs. */
  LIGHTNING_MODULE,
  /** Gives a framework that runs the loop its loaders. */
  DATA_MODULE,
  /** Runs a training loop of its own. */
  TRAINER,
  /** Makes models, optimizers and loaders ready for devices, and stands in for backward. */
  ACCELERATOR,
  /** A model and its optimizer in one object. */
  ENGINE,
  AUTOGRAD_FUNCTION;

  /** Whether objects of this role are modules. */
  public boolean isModule() {
    return this == MODULE || this == CONTAINER || this == LOSS || this == LIGHTNING_MODULE;
  }
}
