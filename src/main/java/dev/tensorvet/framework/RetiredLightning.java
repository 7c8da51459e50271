package dev.tensorvet.framework;

/** What Lightning gave up. Each version was looked up in what that version holds. */
final class RetiredLightning {

  static final String ROWS =
      """
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_7.html
      value | lightning.Trainer(strategy=dp) | 1.9 | 2.0 | use `"ddp"` | -
      value | lightning.Trainer(strategy=ddp2) | - | 1.8 | use `"ddp"` | -
      value | lightning.Trainer(accelerator={ddp ddp_spawn}) | 1.5 | 1.7 | use `strategy="*"` | -
      keyword | lightning.Trainer(gpus) | 1.7 | 2.0 | use `accelerator="gpu"` and `devices=` | -
      keyword | lightning.Trainer(tpu_cores) | 1.7 | 2.0 | use `accelerator="tpu"` and `devices=` | -
      keyword | lightning.Trainer(ipus) | 1.7 | 2.0 | use `accelerator="ipu"` and `devices=` | -
      keyword | lightning.Trainer(num_processes) | 1.7 | 2.0 | use `accelerator="cpu"` and `devices=` | -
      keyword | lightning.Trainer(resume_from_checkpoint) | 1.5 | 2.0 | give `ckpt_path=` to `fit` | -
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_9.html
      keyword | lightning.Trainer(auto_select_gpus) | 1.9 | 2.0 | use `devices="auto"` | -
      keyword | lightning.Trainer(auto_scale_batch_size) | - | 2.0 | use the callback `BatchSizeFinder` | -
      keyword | lightning.Trainer(auto_lr_find) | - | 2.0 | use the callback `LearningRateFinder` | -
      keyword | lightning.Trainer(multiple_trainloader_mode) | - | 2.0 | use `CombinedLoader(mode=...)` | -
      keyword | lightning.Trainer(move_metrics_to_cpu) | - | 2.0 | leave it out | -
      keyword | lightning.Trainer(track_grad_norm) | - | 2.0 | log the norm in `on_before_optimizer_step` | -
      keyword | lightning.Trainer(replace_sampler_ddp) | - | 2.0 | use `use_distributed_sampler=` | 2.0 use_distributed_sampler=
      keyword | lightning.Trainer(amp_backend) | 1.9 | 2.0 | leave it out | -
      keyword | lightning.Trainer(amp_level) | 1.8 | 2.0 | use `precision=` | -
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_6.html
      keyword | lightning.Trainer(weights_save_path) | 1.6 | 1.8 | give `dirpath=` to `ModelCheckpoint` | -
      keyword | lightning.Trainer(checkpoint_callback) | 1.5 | 1.7 | use `enable_checkpointing=` | -
      keyword | lightning.Trainer(weights_summary) | 1.5 | 1.7 | use `enable_model_summary=`, or the callback `ModelSummary` | -
      keyword | lightning.Trainer(progress_bar_refresh_rate) | 1.5 | 1.7 | use the callback `TQDMProgressBar` | -
      keyword | lightning.Trainer(process_position) | 1.5 | 1.7 | use the callback `TQDMProgressBar` | -
      keyword | lightning.Trainer(stochastic_weight_avg) | 1.5 | 1.7 | use the callback `StochasticWeightAveraging` | -
      keyword | lightning.Trainer(flush_logs_every_n_steps) | - | 1.7 | tell the logger | -
      keyword | lightning.Trainer(log_gpu_memory) | - | 1.7 | use the callback `DeviceStatsMonitor` | -
      keyword | lightning.Trainer(terminate_on_nan) | 1.5 | 1.7 | use `detect_anomaly=True` | -
      keyword | lightning.Trainer(prepare_data_per_node) | - | 1.7 | set it in the data module | -
      keyword | lightning.Trainer(reload_dataloaders_every_epoch) | 1.4 | 1.6 | use `reload_dataloaders_every_n_epochs=` | -
      keyword | lightning.Trainer(distributed_backend) | 1.4 | 1.5 | use `strategy=` | -
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_9.html
      keyword | lightning.callbacks.ModelCheckpoint(period) | 1.3 | 1.5 | use `every_n_epochs=` | 1.4 every_n_epochs=
      keyword | lightning.callbacks.ModelCheckpoint(every_n_val_epochs) | 1.4 | 1.6 | use `every_n_epochs=` | 1.4 every_n_epochs=
      hook | lightning.LightningModule.training_epoch_end | - | 2.0 | define `on_train_epoch_end`, and keep the outputs yourself | -
      hook | lightning.LightningModule.{validation_epoch_end test_epoch_end} | - | 2.0 | define `on_*`, and keep the outputs yourself | -
      hook | lightning.LightningModule.training_step_end | - | 2.0 | define `on_train_batch_end` | -
      hook | lightning.LightningModule.validation_step_end | - | 2.0 | define `on_validation_batch_end` | -
      hook | lightning.LightningModule.test_step_end | - | 2.0 | define `on_test_batch_end` | -
      hook | lightning.LightningModule.{on_epoch_start on_epoch_end} | - | 1.8 | define the hook of the stage, as `on_train_epoch_start` | -
      hook | lightning.LightningModule.{on_pretrain_routine_start on_pretrain_routine_end} | - | 1.8 | define `on_fit_start` | -
      hook | lightning.LightningModule.get_progress_bar_dict | - | 1.7 | override `get_metrics` of the progress bar | -
      hook | lightning.LightningModule.configure_sharded_model | 2.0 | - | define `configure_model` | -
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_6.html
      hook | lightning.LightningModule.{on_train_dataloader on_val_dataloader on_test_dataloader on_predict_dataloader} | 1.5 | 1.7 | define the method without `on_` | -
      hook | lightning.LightningModule.on_post_move_to_device | 1.5 | 1.7 | leave it out: parameters are tied again by themselves | -
      hook | lightning.LightningModule.{add_to_queue get_from_queue} | 1.5 | 1.7 | leave it out | -
      hook | lightning.LightningModule.on_hpc_save | 1.6 | 1.8 | define `on_save_checkpoint` | -
      hook | lightning.LightningModule.on_hpc_load | 1.6 | 1.8 | define `on_load_checkpoint` | -
      hook | lightning.Callback.on_keyboard_interrupt | 1.5 | 1.7 | define `on_exception` | -
      hook | lightning.Callback.{on_init_start on_init_end} | 1.6 | 1.8 | define `on_train_start` | -
      hook | lightning.Callback.{on_configure_sharded_model on_before_accelerator_backend_setup} | 1.6 | 1.8 | define `setup` | -
      hook | lightning.Callback.{on_batch_start on_batch_end} | 1.6 | 1.8 | define the hook of the stage, as `on_train_batch_start` | -
      hook | lightning.Callback.{on_epoch_start on_epoch_end} | 1.6 | 1.8 | define the hook of the stage, as `on_train_epoch_start` | -
      hook | lightning.Callback.{on_pretrain_routine_start on_pretrain_routine_end} | 1.6 | 1.8 | define `on_fit_start` | -
      class | lightning.callbacks.{GPUStatsMonitor XLAStatsMonitor} | 1.5 | 1.7 | use `DeviceStatsMonitor` | -
      class | lightning.loggers.TestTubeLogger | 1.5 | 1.7 | use another logger | -
      @https://lightning.ai/docs/pytorch/stable/upgrade/from_1_9.html
      class | lightning.callbacks.QuantizationAwareTraining | 1.9 | 2.0 | use the quantization of PyTorch itself | -
      class | lightning.callbacks.ProgressBarBase | - | 2.0 | use `ProgressBar` | -
      class | lightning.loggers.LoggerCollection | 1.6 | 2.0 | give the loggers as a list | -
      class | lightning.strategies.DDP2Strategy | 1.6 | 1.8 | use `DDPStrategy` | -
      class | lightning.strategies.{DDPSpawnStrategy DDPSpawnShardedStrategy DDPShardedStrategy DDPFullyShardedStrategy DataParallelStrategy HorovodStrategy BaguaStrategy ColossalAIStrategy HivemindStrategy} | - | 2.0 | use `DDPStrategy`, `FSDPStrategy` or `DeepSpeedStrategy` | -
      class | lightning.accelerators.GPUAccelerator | - | 2.0 | use `CUDAAccelerator` | 1.8 lightning.accelerators.CUDAAccelerator
      class | lightning.plugins.ApexMixedPrecisionPlugin | 1.9 | 2.0 | use `precision="16-mixed"` | -
      module | pytorch_lightning.tuner.auto_gpu_select | 1.9 | 2.0 | use `devices="auto"` | -
      module | pytorch_lightning.utilities.{cloud_io device_parser metrics optimizer xla_device finite_checks} | 1.8 | 2.0 | use `lightning_fabric`, or leave it out | -
      module | pytorch_lightning.metrics | - | 1.5 | use `torchmetrics` | -
      module | pytorch_lightning.profiler | - | 2.0 | use `pytorch_lightning.profilers` | -
      module | pytorch_lightning.lite | - | 2.0 | use `lightning.fabric` | -
      module | pytorch_lightning.callbacks.base | - | 1.9 | use `pytorch_lightning.callbacks` | -
      module | pytorch_lightning.loops.base | - | 1.9 | use `pytorch_lightning.loops` | -
      module | pytorch_lightning.core.lightning | - | 1.9 | use `pytorch_lightning` | -
      module | pytorch_lightning.utilities.cli | - | 1.9 | use `pytorch_lightning.cli` | -
      module | pytorch_lightning.loggers.base | - | 1.9 | use `pytorch_lightning.loggers` | -
      module | pytorch_lightning.loggers.test_tube | - | 1.7 | use another logger | -
      module | pytorch_lightning.utilities.distributed | - | 2.0 | use `pytorch_lightning.utilities.rank_zero` | -
      module | pytorch_lightning.utilities.apply_func | - | 2.0 | use `lightning_utilities` | -
      module | pytorch_lightning.overrides.data_parallel | - | 2.0 | use another strategy than `dp` | -
      module | pytorch_lightning.trainer.supporters | - | 2.0 | use `pytorch_lightning.utilities` | -
      module | pytorch_lightning.plugins.training_type | - | 1.8 | use `pytorch_lightning.strategies` | -
      """;

  private RetiredLightning() {}
}
