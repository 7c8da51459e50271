package dev.tensorvet.framework;

import dev.tensorvet.requirement.Version;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which Lightning and the code that it runs call each other: what a module defines,
 * what Lightning calls and when, what the trainer may be told.
 */
public final class LightningApi {

  public static final String MODULE = "lightning.LightningModule";
  public static final String DATA_MODULE = "lightning.LightningDataModule";

  /** The names under which it is installed. */
  public static final Set<String> DISTRIBUTIONS = Set.of("pytorch-lightning", "lightning");

  /** From here on, several optimizers are stepped by hand alone. */
  public static final Version MANUAL_ONLY = Version.of("2.0");

  // --- steps

  public static final String VALIDATION_STEP = "validation_step";
  public static final String FORWARD = "forward";
  public static final String MANUAL_BACKWARD = "manual_backward";
  public static final String SCHEDULERS_GIVER = "lr_schedulers";
  public static final String SCHEDULER_STEP = "lr_scheduler_step";

  /** The argument by which a step was told which of several optimizers it works for. */
  public static final String OPTIMIZER_INDEX = "optimizer_idx";

  /** Steps that Lightning runs without gradients. */
  private static final Set<String> EVALUATION_STEPS =
      Set.of(VALIDATION_STEP, "test_step", "predict_step");

  private static final Pattern HOOK_OF_LOOP =
      Pattern.compile(
          "(training|validation|test|predict)_step|forward"
              + "|on_(train|validation|test|predict)_(batch|epoch)_(start|end)|configure_gradient_clipping");

  /** Where a module is refused that logs. */
  private static final Set<String> WITHOUT_LOG =
      Set.of(
          SCHEDULER_STEP,
          "on_fit_start",
          "on_fit_end",
          "on_sanity_check_start",
          "on_sanity_check_end",
          "on_train_end",
          "on_validation_end",
          "on_test_end",
          "on_predict_start",
          "on_predict_end",
          "on_predict_epoch_start",
          "on_predict_epoch_end",
          "on_predict_batch_start",
          "on_predict_batch_end",
          "on_before_batch_transfer",
          "transfer_batch_to_device",
          "on_after_batch_transfer",
          "on_save_checkpoint",
          "on_load_checkpoint",
          "setup",
          "teardown",
          "configure_sharded_model",
          "configure_model",
          "predict_step",
          ManualOptimization.MAKER,
          "train_dataloader",
          "val_dataloader",
          "test_dataloader",
          "predict_dataloader");

  /** Before the second version, made a loss of what the step returns. */
  public static final String FORMER_STEP_END = "training_step_end";

  // --- logging

  /** What a file holds that has a module. */
  public static final String MODULE_WORD = "LightningModule";

  public static final String LOG = "log";
  public static final String LOG_DICT = "log_dict";

  /** What one name may be logged with only once. */
  private static final Set<String> LOG_OPTIONS =
      Set.of("prog_bar", "logger", "on_step", "on_epoch", "reduce_fx", "sync_dist");

  private static final Pattern SUFFIX =
      Pattern.compile("(.+?)(_step|_epoch)?(/dataloader_idx_\\d+)?");

  /** Names that Lightning fills in itself. */
  private static final Set<String> OWN_METRICS = Set.of("epoch", "step", "hp_metric");

  // --- optimizers

  public static final String SCHEDULER_KEY = "lr_scheduler";
  public static final String SCHEDULER = "scheduler";
  public static final String MONITOR = "monitor";
  public static final String INTERVAL = "interval";
  public static final String FREQUENCY = "frequency";
  public static final String EACH_STEP = "step";

  private static final Set<String> OPTIMIZER_KEYS =
      Set.of(ManualOptimization.KEY, SCHEDULER_KEY, MONITOR);

  private static final Set<String> SCHEDULER_KEYS =
      Set.of(SCHEDULER, "name", INTERVAL, FREQUENCY, "reduce_on_plateau", MONITOR, "strict");

  private static final Set<String> INTERVALS = Set.of(EACH_STEP, "epoch");

  /** What counts the steps of a training, and not its epochs. */
  private static final Pattern STEPS =
      Pattern.compile(
          "(?i).*(estimated_stepping_batches|num_training_steps|train(ing)?_steps|steps_per_epoch"
              + "|len\\(.*(loader|_dl)\\b|total_steps|max_steps|num_training_batches).*",
          Pattern.DOTALL);

  // --- data

  public static final String PREPARE = "prepare_data";
  public static final String SETUP = "setup";
  public static final String TRAIN_LOADER = "train_dataloader";
  public static final String TEST_LOADER = "test_dataloader";

  private static final Set<String> EVALUATION_LOADERS =
      Set.of("val_dataloader", "test_dataloader", "predict_dataloader");

  /** Splits at random, and by what it does so in the same way each time. */
  private static final String RANDOM_SPLIT = "torch.utils.data.random_split";

  public static final Parameter SPLIT_GENERATOR = new Parameter(2, "generator");

  // --- hyperparameters

  public static final String SAVE_HYPERPARAMETERS = "save_hyperparameters";
  public static final String IGNORE = "ignore";

  // --- the trainer

  private static final String TRAINER = "lightning.Trainer";

  public static final String FIT = "fit";

  private static final String CHECKPOINTS = "lightning.callbacks.ModelCheckpoint";
  public static final Parameter MODEL = new Parameter(0, "model");
  public static final Parameter VALIDATION_LOADERS = new Parameter(2, "val_dataloaders");
  public static final String FAST_RUN = "fast_dev_run";
  public static final String OVERFIT = "overfit_batches";
  public static final String TRAIN_LIMIT = "limit_train_batches";
  public static final String ANOMALIES = "detect_anomaly";
  public static final String CLIPPING = "gradient_clip_val";
  public static final String ACCUMULATION = "accumulate_grad_batches";
  public static final String ACCELERATOR = "accelerator";
  public static final String PRECISION = "precision";
  public static final String DETERMINISTIC = "deterministic";
  public static final String BENCHMARK = "benchmark";
  public static final String CHECKPOINTING = "enable_checkpointing";
  public static final String CHECKPOINT = "ckpt_path";
  public static final String BEST = "best";
  public static final String INFERENCE_MODE = "inference_mode";

  /** What ends a training, one of which should be said. */
  private static final Set<String> ENDS =
      Set.of("max_epochs", "max_steps", "max_time", FAST_RUN, "barebones");

  private static final Set<String> HALVES = Set.of("16", "16-mixed", "16-true");

  private static final Pattern CALLBACK =
      Pattern.compile("lightning\\.callbacks\\.(ModelCheckpoint|EarlyStopping)");

  private static final Set<String> RANK_WORDS =
      Set.of("is_global_zero", "global_rank", "local_rank", "rank_zero", "get_rank");

  /** The key of the loss in what a step returns. */
  public static final String LOSS = "loss";

  private static final Set<String> QUESTIONS =
      Set.of(
          "super",
          "isinstance",
          "hasattr",
          "getattr",
          "setattr",
          "type",
          "print",
          "id",
          "repr",
          "str",
          "len",
          "vars",
          "dir",
          "callable");

  private static final Pattern MEASURE = Pattern.compile("(?i)loss|criterion|metric");

  private static final Set<String> CUTS = Set.of("item", "detach");

  private static final Pattern STRATEGY = Pattern.compile("scale|strategy|trainer|engine|plugin");

  private LightningApi() {}

  /** Whether a method gives a value without the graph that it was computed by. */
  public static boolean cutsGraph(String method) {
    return CUTS.contains(method);
  }

  /** Whether what is asked for a backward pass knows of the precision and the processes. */
  public static boolean goesThroughStrategy(String expression) {
    return STRATEGY.matcher(expression).find();
  }

  /** Whether a text may have to do with Lightning, under whatever name it imports it. */
  public static boolean mayUse(String code) {
    return code.contains("ightning")
        || code.contains(ManualOptimization.STEP)
        || code.contains(ManualOptimization.MAKER)
        || code.contains(PREPARE)
        || code.contains("Trainer(");
  }

  /** Whether a library's class brings no step and no hook to those that inherit from it. */
  public static boolean isWithoutSteps(String qualifiedClass) {
    return qualifiedClass.equals(MODULE)
        || qualifiedClass.equals(Framework.MODULE)
        || qualifiedClass.startsWith("builtins.")
        || qualifiedClass.startsWith("abc.")
        || qualifiedClass.startsWith("typing.");
  }

  public static boolean isEvaluationStep(String method) {
    return EVALUATION_STEPS.contains(method);
  }

  /** Whether a method runs while models and batches are where Lightning has put them. */
  public static boolean isHookOfLoop(String method) {
    return HOOK_OF_LOOP.matcher(method).matches();
  }

  /** Whether a hook is told which stage it is called for. */
  public static boolean isToldStage(String method) {
    return method.equals(SETUP) || method.equals("teardown");
  }

  /** Whether a hook runs between the backward pass and the step. */
  public static boolean isBeforeStep(String method) {
    return method.equals("on_before_optimizer_step") || method.equals("on_after_backward");
  }

  public static boolean refusesLog(String method) {
    return WITHOUT_LOG.contains(method);
  }

  public static boolean isLogOption(String keyword) {
    return LOG_OPTIONS.contains(keyword);
  }

  /** Whether an option of a log is what a hook takes where none is written. */
  public static boolean isDefault(String option, String value, String hook) {
    boolean isEachStep = hook.equals(ManualOptimization.STEP) || hook.startsWith("on_train_batch");
    return switch (option) {
      case "on_step" -> value.equals(isEachStep ? "True" : "False");
      case "on_epoch" -> value.equals(isEachStep ? "False" : "True");
      case "logger" -> value.equals("True");
      default -> value.equals("False") || value.equals("\"mean\"");
    };
  }

  /** A monitored name without what Lightning adds to it. */
  public static String withoutSuffix(String monitored) {
    var matcher = SUFFIX.matcher(monitored);
    return matcher.matches() ? matcher.group(1) : monitored;
  }

  public static boolean isOwnMetric(String name) {
    return OWN_METRICS.contains(name);
  }

  public static boolean isOptimizerKey(String key) {
    return OPTIMIZER_KEYS.contains(key);
  }

  public static boolean isSchedulerKey(String key) {
    return SCHEDULER_KEYS.contains(key);
  }

  public static boolean isInterval(String value) {
    return INTERVALS.contains(value);
  }

  /** Whether an expression surely counts the steps of a training; a part of them may be epochs. */
  public static boolean countsSteps(String expression) {
    return !expression.contains("/") && STEPS.matcher(expression).matches();
  }

  public static boolean isEvaluationLoader(String method) {
    return EVALUATION_LOADERS.contains(method);
  }

  public static boolean splitsAtRandom(String qualifiedName) {
    return qualifiedName.equals(RANDOM_SPLIT);
  }

  /** Whether code may choose by itself what is drawn at random. */
  public static boolean maySeed(String code) {
    return code.contains("seed");
  }

  /** Whether a function that is given a module only looks at it. */
  public static boolean onlyAsks(String function) {
    return QUESTIONS.contains(function);
  }

  public static boolean isTrainer(String qualifiedName) {
    return qualifiedName.equals(TRAINER);
  }

  /** Whether a class is that of the callback that saves checkpoints. */
  public static boolean keepsCheckpoints(String qualifiedName) {
    return qualifiedName.equals(CHECKPOINTS);
  }

  /** Whether a method of this name makes a module as it was saved. */
  public static boolean restores(String method) {
    return method.equals("load_from_checkpoint");
  }

  /** Whether a class of this name is a trainer, whosever it is. */
  public static boolean isTrainerName(String name) {
    return name.endsWith("Trainer");
  }

  /** The step without which a method of the trainer does nothing, where there is one. */
  public static Optional<String> stepOf(String method) {
    return switch (method) {
      case FIT -> Optional.of(ManualOptimization.STEP);
      case "validate" -> Optional.of(VALIDATION_STEP);
      case "test" -> Optional.of("test_step");
      default -> Optional.empty();
    };
  }

  public static boolean endsTraining(String argument) {
    return ENDS.contains(argument);
  }

  /** Whether a program may end a training by itself. */
  public static boolean mayEnd(String code) {
    return code.contains("EarlyStopping") || code.contains("should_stop");
  }

  /** Whether a parameter's name says that it holds what computes a number and learns nothing. */
  public static boolean isMeasure(String parameter) {
    return MEASURE.matcher(parameter).find();
  }

  /** Whether a type says that a value may be missing. */
  public static boolean isOptional(String qualifiedName) {
    return qualifiedName.equals("typing.Optional");
  }

  /** Whether a class is the one that all modules inherit from. */
  public static boolean isModuleBase(String qualifiedName) {
    return qualifiedName.equals(Framework.MODULE) || qualifiedName.equals(MODULE);
  }

  public static boolean isHalf(String precision) {
    return HALVES.contains(precision);
  }

  /** Whether a class watches a value that the module logs. */
  public static boolean watches(String qualifiedClass) {
    return CALLBACK.matcher(qualifiedClass).matches();
  }

  /** Where a watching class is told what to watch. */
  public static Parameter watched(String qualifiedClass) {
    return new Parameter(qualifiedClass.endsWith("EarlyStopping") ? 0 : 2, MONITOR);
  }

  /** The words of code that asks which of several processes it is. */
  public static Set<String> rankWords() {
    return RANK_WORDS;
  }
}
