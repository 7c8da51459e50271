package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;

/** The parameters of what trains for the user, in all versions together. */
public final class TrainerParameters {

  private static final Set<String> ARGUMENTS =
      words(
          """
          _n_gpu accelerator_config adafactor adam_beta1 adam_beta2 adam_epsilon
          auto_find_batch_size average_tokens_across_devices batch_eval_metrics bf16
          bf16_full_eval data_seed dataloader_drop_last dataloader_num_workers
          dataloader_persistent_workers dataloader_pin_memory dataloader_prefetch_factor
          ddp_backend ddp_broadcast_buffers ddp_bucket_cap_mb ddp_find_unused_parameters
          ddp_timeout ddp_timeout_delta debug deepspeed disable_tqdm dispatch_batches do_eval
          do_predict do_train enable_jit_checkpoint eval_accumulation_steps eval_delay
          eval_do_concat_batches eval_on_start eval_steps eval_strategy eval_use_gather_object
          evaluate_during_training evaluation_strategy fp16 fp16_backend fp16_full_eval
          fp16_opt_level fsdp fsdp_config fsdp_min_num_params fsdp_transformer_layer_cls_to_wrap
          full_determinism generation_config generation_max_length generation_num_beams
          gradient_accumulation_steps gradient_checkpointing gradient_checkpointing_kwargs
          greater_is_better group_by_length half_precision_backend hub_always_push hub_model_id
          hub_private_repo hub_revision hub_strategy hub_token ignore_data_skip
          include_for_metrics include_inputs_for_metrics include_num_input_tokens_seen
          include_tokens_per_second jit_mode_eval label_names label_smoothing_factor learning_rate
          length_column_name liger_kernel_config load_best_model_at_end local_rank log_level
          log_level_replica log_on_each_node logging_dir logging_first_step logging_nan_inf_filter
          logging_steps logging_strategy lr_scheduler_kwargs lr_scheduler_type max_grad_norm
          max_steps metric_for_best_model mp_parameters neftune_noise_alpha no_cuda
          num_train_epochs optim optim_args optim_target_modules output_dir overwrite_output_dir
          parallelism_config past_index per_device_eval_batch_size per_device_train_batch_size
          per_gpu_eval_batch_size per_gpu_train_batch_size predict_with_generate
          prediction_loss_only project push_to_hub push_to_hub_model_id push_to_hub_organization
          push_to_hub_token ray_scope remove_unused_columns report_to
          restore_callback_states_from_checkpoint resume_from_checkpoint run_name
          save_on_each_node save_only_model save_safetensors save_steps save_strategy
          save_total_limit seed sharded_ddp skip_memory_metrics sortish_sampler split_batches tf32
          torch_compile torch_compile_backend torch_compile_mode torch_empty_cache_steps
          torchdynamo tpu_metrics_debug tpu_num_cores trackio_space_id train_sampling_strategy
          use_cache use_cpu use_ipex use_legacy_prediction_loop use_liger_kernel use_mps_device
          use_seedable_sampler warmup_ratio warmup_steps weight_decay xpu_backend
          """);

  private static final Set<String> LIGHTNING =
      words(
          """
          accelerator strategy devices num_nodes precision logger callbacks fast_dev_run
          max_epochs min_epochs max_steps min_steps max_time limit_train_batches limit_val_batches
          limit_test_batches limit_predict_batches overfit_batches val_check_interval
          check_val_every_n_epoch num_sanity_val_steps log_every_n_steps enable_checkpointing
          enable_progress_bar enable_model_summary accumulate_grad_batches gradient_clip_val
          gradient_clip_algorithm deterministic benchmark inference_mode use_distributed_sampler
          profiler detect_anomaly barebones plugins sync_batchnorm
          reload_dataloaders_every_n_epochs default_root_dir enable_autolog_hparams model_registry
          suggest_integrations gpus tpu_cores ipus num_processes auto_lr_find
          auto_scale_batch_size auto_select_gpus resume_from_checkpoint amp_backend amp_level
          checkpoint_callback progress_bar_refresh_rate weights_summary weights_save_path
          truncated_bptt_steps track_grad_norm multiple_trainloader_mode move_metrics_to_cpu
          replace_sampler_ddp prepare_data_per_node stochastic_weight_avg terminate_on_nan
          process_position flush_logs_every_n_steps log_gpu_memory distributed_backend
          reload_dataloaders_every_epoch automatic_optimization
          """);

  private static final Set<String> FABRIC =
      words(
          """
          accelerator strategy devices num_nodes precision plugins callbacks loggers
          """);

  private static final Set<String> ACCELERATOR =
      words(
          """
          device_placement split_batches mixed_precision gradient_accumulation_steps cpu
          dataloader_config deepspeed_plugin fsdp_plugin torch_tp_plugin megatron_lm_plugin
          rng_types log_with project_dir project_config gradient_accumulation_plugin
          step_scheduler_with_optimizer kwargs_handlers dynamo_backend dynamo_plugin
          deepspeed_plugins parallelism_config fp16 logging_dir dispatch_batches even_batches
          use_seedable_sampler non_blocking
          """);

  private TrainerParameters() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Whether a text may call what is known here. */
  public static boolean mayBeCalledIn(String text) {
    return text.contains("TrainingArguments")
        || text.contains("Trainer")
        || text.contains("Fabric")
        || text.contains("Accelerator");
  }

  /** What a class takes by name, if it takes nothing else; empty for all other classes. */
  public static Optional<Set<String>> of(String qualifiedName) {
    return switch (qualifiedName) {
      case "transformers.TrainingArguments", "transformers.Seq2SeqTrainingArguments" ->
          Optional.of(ARGUMENTS);
      case "lightning.Trainer" -> Optional.of(LIGHTNING);
      case "lightning.Fabric" -> Optional.of(FABRIC);
      case "accelerate.Accelerator" -> Optional.of(ACCELERATOR);
      default -> Optional.empty();
    };
  }
}
