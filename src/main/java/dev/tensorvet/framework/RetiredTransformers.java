package dev.tensorvet.framework;

/** What Transformers gave up. Each version was looked up in what that version holds. */
final class RetiredTransformers {

  static final String ROWS =
      """
      @https://github.com/huggingface/transformers/blob/v4.41.0/src/transformers/training_args.py
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(evaluation_strategy) | 4.41 | 4.51 | use `eval_strategy=` | 4.41 eval_strategy=
      @https://github.com/huggingface/transformers/blob/v5.0.0/MIGRATION_GUIDE_V5.md
      member | transformers.PreTrainedTokenizer.{encode_plus batch_encode_plus} | 5.0 | - | call the tokenizer itself | -
      member | transformers.PreTrainedTokenizer.as_target_tokenizer | 4.22 | - | give `text_target=` to the tokenizer | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(per_gpu_train_batch_size) | - | 5.0 | use `per_device_train_batch_size=` | 4.30 per_device_train_batch_size=
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(per_gpu_eval_batch_size) | - | 5.0 | use `per_device_eval_batch_size=` | 4.30 per_device_eval_batch_size=
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(no_cuda) | - | 5.0 | use `use_cpu=` | 4.41 use_cpu=
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(use_mps_device) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(fp16_backend) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(half_precision_backend) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(tpu_metrics_debug) | - | 5.0 | use `debug=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(push_to_hub_token) | - | 5.0 | use `hub_token=` | 4.30 hub_token=
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(push_to_hub_model_id) | - | 5.0 | use `hub_model_id=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(push_to_hub_organization) | - | 5.0 | use `hub_model_id=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(include_inputs_for_metrics) | - | 5.0 | use `include_for_metrics=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(fsdp_min_num_params) | - | 5.0 | use `fsdp_config=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(fsdp_transformer_layer_cls_to_wrap) | - | 5.0 | use `fsdp_config=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(overwrite_output_dir) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(jit_mode_eval) | - | 5.0 | use `torch_compile=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(use_legacy_prediction_loop) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(include_tokens_per_second) | - | 5.0 | use `include_num_input_tokens_seen=` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(mp_parameters) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(tpu_num_cores) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(past_index) | - | 5.0 | leave it out | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(ray_scope) | - | 5.0 | set the variable `RAY_SCOPE` | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(save_safetensors) | - | 5.0 | leave it out: all weights are saved so | -
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(warmup_ratio) | 5.0 | - | give `warmup_steps=` a number below one | 5.0 warmup_steps=
      keyword | transformers.{TrainingArguments Seq2SeqTrainingArguments}(logging_dir) | 5.0 | - | set the variable `TENSORBOARD_LOGGING_DIR` | -
      keyword | transformers.{Trainer Seq2SeqTrainer}(tokenizer) | 4.46 | 5.0 | use `processing_class=` | 4.46 processing_class=
      keyword | transformers.*.from_pretrained(use_auth_token) | 4.41 | 5.0 | use `token=` | 4.41 token=
      keyword | transformers.*.from_pretrained(torch_dtype) | 4.56 | - | use `dtype=` | 4.56 dtype=
      keyword | transformers.pipeline(torch_dtype) | 4.56 | - | use `dtype=` | 4.56 dtype=
      keyword | transformers.*.from_pretrained(load_in_8bit) | 4.41 | 5.0 | give `quantization_config=` a `BitsAndBytesConfig` | -
      keyword | transformers.*.from_pretrained(load_in_4bit) | 4.41 | 5.0 | give `quantization_config=` a `BitsAndBytesConfig` | -
      class | transformers.AdamW | 4.30 | 4.50 | use `torch.optim.AdamW`, whose defaults differ | -
      class | transformers.{TFAutoModel FlaxAutoModel} | - | 5.0 | use the PyTorch class | -
      class | transformers.{AutoModelWithLMHead AutoModelForVision2Seq} | - | 5.0 | use the class of the task | -
      class | transformers.{ViTFeatureExtractor CLIPFeatureExtractor DetrFeatureExtractor SegformerFeatureExtractor} | 4.30 | 5.0 | use the `...ImageProcessor` of this model | -
      class | transformers.{TextDataset LineByLineTextDataset} | 4.30 | 5.0 | use the `datasets` library | -
      function | transformers.is_torch_tpu_available | - | 4.51 | use `is_torch_xla_available` | -
      """;

  private RetiredTransformers() {}
}
