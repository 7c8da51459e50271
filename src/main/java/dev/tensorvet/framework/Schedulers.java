package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the schedulers of the libraries are made. Only those stand here that change a learning rate
 * by the number of their steps, so that each step must follow one of the optimizer.
 */
public final class Schedulers {

  /**
   * The parameters that tell of a scheduler's steps.
   *
   * @param lengths those that count steps: after how many the rate changes, or has run its course
   * @param mode the one that says whether the value that it watches should become smaller or
   *     larger; empty when it watches none
   */
  public record Signature(Parameter optimizer, List<Parameter> lengths, Optional<Parameter> mode) {

    /** Whether each step must be given the value that the scheduler watches. */
    public boolean takesMetric() {
      return mode.isPresent();
    }
  }

  /** Whether a mode means that the value should become larger; "min" is the default. */
  public static boolean isForLarger(String mode) {
    return mode.equals("max");
  }

  private static final Map<String, Signature> SIGNATURES = new HashMap<>();

  private static void put(String name, int optimizer, Parameter... lengths) {
    Parameter ofOptimizer = new Parameter(optimizer, "optimizer");
    SIGNATURES.put(name, new Signature(ofOptimizer, List.of(lengths), Optional.empty()));
  }

  private static void torch(String type, Parameter... lengths) {
    put("torch.optim.lr_scheduler." + type, 0, lengths);
  }

  private static void transformers(String function, int optimizer) {
    Parameter[] lengths = {
      new Parameter(optimizer + 1, "num_warmup_steps"),
      new Parameter(optimizer + 2, "num_training_steps")
    };
    put("transformers." + function, optimizer, lengths);
    put("diffusers.optimization." + function, optimizer, lengths);
  }

  static {
    torch("LambdaLR");
    torch("MultiplicativeLR");
    torch("ExponentialLR");
    torch("SequentialLR");
    torch("StepLR", new Parameter(1, "step_size"));
    torch("MultiStepLR", new Parameter(1, "milestones"));
    torch("ConstantLR", new Parameter(2, "total_iters"));
    torch("LinearLR", new Parameter(3, "total_iters"));
    torch("PolynomialLR", new Parameter(1, "total_iters"));
    torch("CosineAnnealingLR", new Parameter(1, "T_max"));
    torch("CosineAnnealingWarmRestarts", new Parameter(1, "T_0"));
    torch("CyclicLR", new Parameter(3, "step_size_up"));
    torch("OneCycleLR", new Parameter(2, "total_steps"), new Parameter(4, "steps_per_epoch"));
    SIGNATURES.put(
        "torch.optim.lr_scheduler.ReduceLROnPlateau",
        new Signature(
            new Parameter(0, "optimizer"), List.of(), Optional.of(new Parameter(1, "mode"))));
    transformers("get_scheduler", 1);
    transformers("get_linear_schedule_with_warmup", 0);
    transformers("get_cosine_schedule_with_warmup", 0);
    transformers("get_cosine_with_hard_restarts_schedule_with_warmup", 0);
    transformers("get_polynomial_decay_schedule_with_warmup", 0);
    put("transformers.get_constant_schedule_with_warmup", 0);
  }

  /** A length of this name says that the scheduler is stepped for each batch. */
  public static final String STEPS_PER_EPOCH = "steps_per_epoch";

  /** For how many epochs a length of one epoch is meant. */
  public static final Parameter EPOCHS = new Parameter(3, "epochs");

  /** Whether a length is that of the whole schedule, after which the rate should not change. */
  public static boolean isTotal(String length) {
    return isLimit(length) || length.equals("num_training_steps");
  }

  /** The method by which a scheduler takes a step. */
  public static final String STEPS = "step";

  /** The parameter that tells after how many steps the rate rises again. */
  public static Optional<Parameter> turningPoint(String qualifiedName) {
    return qualifiedName.equals("torch.optim.lr_scheduler.CosineAnnealingLR")
        ? Optional.of(new Parameter(1, "T_max"))
        : Optional.empty();
  }

  /** Whether a scheduler raises when it steps beyond a length. */
  public static boolean isLimit(String length) {
    return length.equals("total_steps") || length.equals(STEPS_PER_EPOCH);
  }

  /** Of the schedulers that leave it to functions: which. */
  public static final Parameter FUNCTIONS = new Parameter(1, "lr_lambda");

  private static final Pattern NAME = Pattern.compile("(?i)(.*_)?(lr_?)?sched(uler)?");

  private static final Pattern STEP = Pattern.compile("(?i)sched[\\w\\[\\]'\"]*\\.step\\(");

  private static final Pattern WARM_UP =
      Pattern.compile("(?i)warm_?up|OneCycle|param_groups|LambdaLR");

  private Schedulers() {}

  /** Whether a class is one of PyTorch's own schedulers. */
  public static boolean isScheduler(String qualifiedName) {
    return qualifiedName.startsWith("torch.optim.lr_scheduler.");
  }

  /** Whether a scheduler counts its steps, and is to be told nothing when it takes one. */
  public static boolean countsSteps(String qualifiedName) {
    return isScheduler(qualifiedName)
        && of(qualifiedName).filter(signature -> !signature.takesMetric()).isPresent()
        && !qualifiedName.endsWith(".CosineAnnealingWarmRestarts");
  }

  /** Whether a scheduler leaves the rate to functions that it is given. */
  public static boolean takesFunctions(String qualifiedName) {
    return qualifiedName.equals("torch.optim.lr_scheduler.LambdaLR")
        || qualifiedName.equals("torch.optim.lr_scheduler.MultiplicativeLR");
  }

  /** Whether a method computes the rate of the next step, for the scheduler itself. */
  public static boolean isInnerRate(String method) {
    return method.equals("get_lr");
  }

  /** Whether a variable's name says that it holds a scheduler. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether a text may step a scheduler of Lightning's. */
  public static boolean mayStep(String code) {
    return code.contains("lr_schedulers") || STEP.matcher(code).find();
  }

  /** Whether a text may set the learning rate to another one before it matters. */
  public static boolean mayWarmUp(String code) {
    return WARM_UP.matcher(code).find();
  }

  /** How a scheduler is made, by the canonical name of its class or function. */
  public static Optional<Signature> of(String qualifiedName) {
    return Optional.ofNullable(SIGNATURES.get(qualifiedName));
  }
}
