package dev.tensorvet.framework;

/** Lightning, under each of its names, and Fabric. */
final class Lightning {

  private Lightning() {}

  static Framework framework() {
    return Framework.empty()
        .with(Role.LIGHTNING_MODULE, "lightning", "LightningModule")
        .with(Role.DATA_MODULE, "lightning", "LightningDataModule")
        .with(Role.TRAINER, "lightning", "Trainer")
        .with(Role.ACCELERATOR, "lightning", "Fabric")
        .plain("lightning", "Callback")
        .names("lightning", "seed_everything callbacks loggers")
        .plain(
            "lightning.callbacks",
            """
            Callback BackboneFinetuning BaseFinetuning BatchSizeFinder Checkpoint DeviceStatsMonitor
            EarlyStopping GradientAccumulationScheduler LambdaCallback LearningRateFinder
            LearningRateMonitor ModelCheckpoint ModelPruning ModelSummary ProgressBar RichProgressBar
            StochasticWeightAveraging Timer TQDMProgressBar
            """)
        .alias("pytorch_lightning", "lightning")
        .alias("lightning.pytorch", "lightning")
        .alias("lightning_fabric", "lightning.fabric")
        .alias("lightning.fabric.Fabric", "lightning.Fabric")
        .alias("lightning.fabric.fabric", "lightning")
        .alias("lightning.callbacks.Callback", "lightning.Callback")
        .alias("lightning.core.lightning", "lightning")
        .alias("lightning.core.module", "lightning")
        .alias("lightning.core.datamodule", "lightning")
        .alias("lightning.core", "lightning")
        .alias("lightning.trainer.trainer", "lightning")
        .alias("lightning.trainer.Trainer", "lightning.Trainer")
        .home(
            "lightning.callbacks",
            """
            callback checkpoint early_stopping finetuning lr_monitor model_checkpoint
            model_summary progress stochastic_weight_avg timer
            """);
  }
}
