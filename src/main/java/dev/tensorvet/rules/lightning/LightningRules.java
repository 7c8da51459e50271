package dev.tensorvet.rules.lightning;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about what Lightning and the code that it runs expect of each other. */
public final class LightningRules {

  private LightningRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "pl-checkpoint-manual-save" -> new PlCheckpointManualSave();
      case "pl-configure-optimizers" -> new PlConfigureOptimizers();
      case "pl-datamodule-state" -> new PlDatamoduleState();
      case "pl-device-calls" -> new PlDeviceCalls();
      case "pl-loader-warnings" -> new PlLoaderWarnings();
      case "pl-log-misuse" -> new PlLogMisuse();
      case "pl-manual-backward-bypass" -> new PlManualBackwardBypass();
      case "pl-manual-incompatible-trainer-flags" -> new PlManualIncompatibleTrainerFlags();
      case "pl-manual-mode-missing" -> new PlManualModeMissing();
      case "pl-missing-hooks" -> new PlMissingHooks();
      case "pl-monitor-never-logged" -> new PlMonitorNeverLogged();
      case "pl-save-hyperparameters-module" -> new PlSaveHyperparametersModule();
      case "pl-scheduler-config" -> new PlSchedulerConfig();
      case "pl-trainer-args" -> new PlTrainerArgs();
      case "pl-training-step-return" -> new PlTrainingStepReturn();
      case "pl-validation-grad" -> new PlValidationGrad();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
