package dev.tensorvet.rules.lightning;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about what Lightning and the code that it runs expect of each other. */
public final class LightningRules {

  private LightningRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new PlCheckpointManualSave(),
        new PlConfigureOptimizers(),
        new PlDatamoduleState(),
        new PlDeviceCalls(),
        new PlLoaderWarnings(),
        new PlLogMisuse(),
        new PlManualBackwardBypass(),
        new PlManualIncompatibleTrainerFlags(),
        new PlManualModeMissing(),
        new PlMissingHooks(),
        new PlMonitorNeverLogged(),
        new PlSaveHyperparametersModule(),
        new PlSchedulerConfig(),
        new PlTrainerArgs(),
        new PlTrainingStepReturn(),
        new PlValidationGrad());
  }
}
