package dev.tensorvet.framework;

/** Hugging Face Accelerate. */
final class Accelerate {

  private Accelerate() {}

  static Framework framework() {
    return Framework.empty()
        .with(Role.ACCELERATOR, "accelerate", "Accelerator")
        .with(Role.OPTIMIZER, "accelerate.utils", "DummyOptim")
        .with(Role.SCHEDULER, "accelerate.utils", "DummyScheduler")
        .home("accelerate", "accelerator state launchers data_loader optimizer scheduler");
  }
}
