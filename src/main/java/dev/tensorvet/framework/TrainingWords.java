package dev.tensorvet.framework;

import java.util.regex.Pattern;

/**
 * What people call the things of a training loop. A name proves nothing: this is for those who are
 * shown code that could not be followed, and are told so.
 */
public final class TrainingWords {

  private static final Pattern OPTIMIZER =
      Pattern.compile("(?i).*optim.*|(?:.*[._])?opt(?:[._\\[]?\\w*)?");

  private static final Pattern SCHEDULER = Pattern.compile("(?i).*sched.*");

  private static final Pattern SCALER = Pattern.compile("(?i).*scaler.*");

  private static final Pattern LOSS =
      Pattern.compile(
          "(?i)(?:\\w*_)?(?:loss(?:es)?|criterion|criterions|objective)(?:_?fn|_?func(?:tion)?)?"
              + "_?\\d*|\\w*loss|loss_\\w+|cross_entropy\\w*");

  private static final Pattern BATCHES =
      Pattern.compile("(?i).*(?:loader|batches|dataset|\\bds\\b|_ds\\b|_data\\b|_iter).*");

  private static final Pattern ENVIRONMENT =
      Pattern.compile("(?i)(?:.*[._])?(?:v?envs?|vec_?env|vec_?norm(?:alize)?)");

  private static final Pattern BLENDS =
      Pattern.compile(
          "(?i)\\w*(?:soft_?update|polyak|target_update|update_(?:soft_)?targets?|ema_update"
              + "|update_ema|incremental_update)\\w*");

  private TrainingWords() {}

  /** Whether something is called what an agent acts in, which is no model. */
  public static boolean isEnvironment(String name) {
    return ENVIRONMENT.matcher(name).matches();
  }

  /** Whether a function is called by moving the weights of one model towards those of another. */
  public static boolean blends(String function) {
    return BLENDS.matcher(function).matches();
  }

  /** Whether something is called an optimizer. */
  public static boolean isOptimizer(String name) {
    return OPTIMIZER.matcher(name).matches() && !isScheduler(name);
  }

  /** Whether something is called a scheduler. */
  public static boolean isScheduler(String name) {
    return SCHEDULER.matcher(name).matches();
  }

  /** Whether something is called what scales a loss, and steps an optimizer that it is given. */
  public static boolean isScaler(String name) {
    return SCALER.matcher(name).matches();
  }

  /** Whether a method of this name gives a loss that it is given, scaled. */
  public static boolean scalesLoss(String method) {
    return method.equals("scale") || method.equals("scale_loss");
  }

  /** Whether a method of this name makes one number of the losses of a batch. */
  public static boolean reducesLoss(String method) {
    return method.equals("mean") || method.equals("sum");
  }

  /** Whether a function is called by what it computes, a loss. */
  public static boolean isLoss(String function) {
    return LOSS.matcher(function).matches();
  }

  /** Whether something is called a source of batches. */
  public static boolean areBatches(String code) {
    return BATCHES.matcher(code).matches() && !code.contains("range(");
  }
}
