package dev.tensorvet.framework;

import java.util.Set;

/** What writes down how a program goes: numbers for people, and states for the next run. */
public final class Journals {

  private static final Set<String> LOGS =
      Set.of(
          "wandb.log",
          "mlflow.log_metric",
          "mlflow.log_metrics",
          "mlflow.log_param",
          "mlflow.log_params",
          "neptune.log_metric");

  private static final Set<String> LOGGING_METHODS =
      Set.of(
          "add_scalar",
          "add_scalars",
          "add_image",
          "add_images",
          "add_histogram",
          "add_graph",
          "add_text",
          "add_hparams",
          "add_figure",
          "add_audio",
          "add_video",
          "add_embedding",
          "add_pr_curve",
          "log_metric",
          "log_metrics",
          "log_dict",
          "report_scalar",
          "set_postfix",
          "set_postfix_str");

  /** The parameter that names the window of a browser which a call draws in. */
  private static final String WINDOW = "win";

  private static final Set<String> LINES =
      Set.of("print", "info", "debug", "warning", "write", "set_description");

  private static final Set<String> STARTS =
      Set.of("wandb.init", "mlflow.start_run", "neptune.init_run", "neptune.init");

  private static final Set<String> SAVES =
      Set.of(
          "numpy.save",
          "numpy.savez",
          "numpy.savez_compressed",
          "numpy.savetxt",
          "pickle.dump",
          "joblib.dump",
          "json.dump",
          "yaml.dump",
          "torchvision.utils.save_image",
          "matplotlib.pyplot.savefig",
          "safetensors.torch.save_file",
          "torch.onnx.export",
          "torch.jit.save");

  private static final Set<String> SAVING_STATES =
      Set.of("save_pretrained", "save_checkpoint", "save_model", "save_state", "save_weights");

  private static final Set<String> SAVING_METHODS = Set.of("savefig", "to_csv");

  private static final Set<String> MONITORS = Set.of("monitor", "metric_for_best_model");

  private static final Set<String> SEEDERS =
      Set.of("seed_everything", "set_seed", "set_random_seed", "manual_seed", "manual_seed_all");

  /** Where a step of an older Lightning's module gives what is to be written down. */
  private static final Set<String> RETURNED = Set.of("log", "progress_bar");

  private Journals() {}

  /** Whether a function writes down how a run goes. */
  public static boolean logs(String qualifiedName) {
    return LOGS.contains(qualifiedName);
  }

  /** Whether a method of this name writes down how a run goes. */
  public static boolean isLogging(String method) {
    return LOGGING_METHODS.contains(method);
  }

  /** Whether a call that names such an argument draws into a page that shows how a run goes. */
  public static boolean isWindow(String keyword) {
    return keyword.equals(WINDOW);
  }

  /** Whether a method of this name of a Lightning module writes a number down. */
  public static boolean isLoggingOfModule(String method) {
    return method.equals("log") || method.equals("log_dict");
  }

  /** Whether what a step of a Lightning module returns under this name is written down. */
  public static boolean isReturnedToLog(String key) {
    return RETURNED.contains(key);
  }

  /** Whether a function or method of this name writes a line for people to read. */
  public static boolean writesLine(String name) {
    return LINES.contains(name);
  }

  /** Whether a function starts the record of a run. */
  public static boolean startsRecord(String qualifiedName) {
    return STARTS.contains(qualifiedName);
  }

  /** Whether a function writes something to a file. */
  public static boolean saves(String qualifiedName) {
    return Processes.saves(qualifiedName) || SAVES.contains(qualifiedName);
  }

  /** Whether a method of this name writes something to a file. */
  public static boolean isSaving(String method) {
    return SAVING_METHODS.contains(method) || savesState(method);
  }

  /** Whether a method of this name writes to a file what a training can go on from. */
  public static boolean savesState(String method) {
    return SAVING_STATES.contains(method);
  }

  /** Whether an argument names a value by which it is decided what is kept, or when to stop. */
  public static boolean isMonitor(String keyword) {
    return MONITORS.contains(keyword);
  }

  /** Whether a function or method of this name makes random numbers repeatable. */
  public static boolean isSeeding(String name) {
    return SEEDERS.contains(name);
  }
}
