package dev.tensorvet.framework;

/** Hugging Face Transformers, and what is built on it: TRL, PEFT, Diffusers. */
final class Transformers {

  /** {@code BertModel}, {@code GPT2LMHeadModel}, {@code AutoModelForCausalLM}, made or loaded. */
  private static final String MODELS =
      "(transformers|diffusers|trl|peft)\\."
          + "(?!TF|Flax|DataCollator)(?!\\w*(Dataset|Config|Tokenizer|Processor|Output|Pipeline))"
          + "[A-Z]\\w*(Model|Model2D|ConditionModel|For[A-Z]\\w*)"
          + "(\\.from_pretrained|\\.from_config)?";

  private Transformers() {}

  static Framework framework() {
    return Framework.empty()
        .withMatching(Role.MODULE, MODELS)
        .with(Role.MODULE, "peft", "get_peft_model prepare_model_for_kbit_training")
        .with(Role.MODULE, "diffusers", "AutoencoderKL VQModel ModelMixin")
        .withMatching(Role.TRAINER, "(transformers|trl)\\.[A-Z]\\w*Trainer")
        .with(Role.TRAINER, "transformers", "Trainer Seq2SeqTrainer")
        .with(Role.OPTIMIZER, "transformers", "AdamW Adafactor")
        .with(
            Role.SCHEDULER,
            "transformers",
            """
            get_scheduler get_constant_schedule get_constant_schedule_with_warmup
            get_cosine_schedule_with_warmup get_cosine_with_hard_restarts_schedule_with_warmup
            get_cosine_with_min_lr_schedule_with_warmup get_inverse_sqrt_schedule
            get_linear_schedule_with_warmup get_polynomial_decay_schedule_with_warmup
            get_wsd_schedule
            """)
        .with(
            Role.SCHEDULER,
            "diffusers.optimization",
            """
            get_scheduler get_constant_schedule get_constant_schedule_with_warmup
            get_cosine_schedule_with_warmup get_linear_schedule_with_warmup
            get_polynomial_decay_schedule_with_warmup
            """)
        .plain("transformers", "TrainerCallback StoppingCriteria LogitsProcessor")
        .home(
            "transformers",
            "optimization trainer trainer_seq2seq modeling_utils trainer_callback configuration_utils")
        .classHome("transformers", "transformers")
        .classHome("diffusers.models", "diffusers")
        .classHome("trl.trainer", "trl");
  }
}
