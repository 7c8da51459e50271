package dev.tensorvet.framework;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of the optimizers of the libraries. */
public final class Optimizers {

  /** Optimizers that keep nothing but, if they are told to, a momentum. */
  private static final Set<String> WITHOUT_STATE =
      Set.of("torch.optim.SGD", "torch.optim.Optimizer");

  /** Methods of an optimizer that leave gradients and parameters alone. */
  private static final Set<String> HARMLESS =
      Set.of(
          "state_dict",
          "load_state_dict",
          "add_param_group",
          "train",
          "eval",
          "register_step_pre_hook",
          "register_step_post_hook",
          "register_state_dict_pre_hook",
          "__repr__",
          "share_memory");

  /** What plain gradient descent keeps a momentum by. */
  public static final Parameter MOMENTUM = new Parameter(2, "momentum");

  /** The parameters that an optimizer is to train. */
  public static final Parameter PARAMETERS = new Parameter(0, "params");

  /** What holds the groups of parameters of an optimizer, and with each its own rate. */
  public static final String GROUPS = "param_groups";

  /** The method of an optimizer that gives it further parameters. */
  public static final String ADD_GROUP = "add_param_group";

  /** How far an optimizer steps. */
  public static final Parameter RATE = new Parameter(1, "lr");

  public static final Parameter NESTEROV = new Parameter(5, "nesterov");
  public static final String FUSED = "fused";
  public static final String FOREACH = "foreach";

  private static final Set<String> FUSABLE = Set.of("Adam", "AdamW", "SGD", "Adagrad");

  private static final Pattern FUSED_NAME =
      Pattern.compile(
          "(?:use_|is_)?fused|(?:.*_)?fused_(?:adamw?|sgd|optim\\w*)"
              + "|(?:.*_)?(?:adamw?|sgd|optim\\w*)_fused");

  private static final Pattern FUSED_MESSAGE =
      Pattern.compile(
          "(?is).*\\bfused\\b.*(?:optim|adam|sgd).*|.*(?:optim|adam|sgd).*\\bfused\\b.*");

  /**
   * Whether the steps of an optimizer are seen by graphs that keep its parameters. Those of other
   * libraries write past them.
   */
  public static boolean isSeenByGraphs(String qualifiedName) {
    return qualifiedName.startsWith("torch.optim.");
  }

  /** Of the functions that clip gradients: to what. */
  public static final Parameter BOUND = new Parameter(1, "max_norm");

  /** How some optimizers turn a gradient into a step. */
  public enum Update {
    DESCENT("torch.optim.SGD", "lr momentum dampening weight_decay nesterov"),
    ADAM("torch.optim.Adam", "lr betas eps weight_decay"),
    ADAM_W("torch.optim.AdamW", "lr betas eps weight_decay"),
    RMS_PROP("torch.optim.RMSprop", "lr alpha eps weight_decay momentum");

    private final String qualifiedName;
    private final String parameters;

    Update(String qualifiedName, String parameters) {
      this.qualifiedName = qualifiedName;
      this.parameters = parameters;
    }

    /** What of its parameters are numbers, by the positions behind {@link #PARAMETERS}. */
    public List<String> parameters() {
      return List.of(parameters.split(" "));
    }

    /** Whether another parameter changes how it is computed, and not the step. */
    public static boolean isOfComputation(String parameter) {
      return COMPUTATION.contains(parameter);
    }

    /** The one of an optimizer of a canonical name. */
    public static Optional<Update> of(String qualifiedName) {
      return Arrays.stream(values())
          .filter(update -> update.qualifiedName.equals(qualifiedName))
          .findFirst();
    }
  }

  private static final Set<String> COMPUTATION =
      Set.of("foreach", "fused", "capturable", "differentiable");

  private static final Set<String> DENSE =
      Set.of("Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSprop", "Rprop", "ASGD", "LBFGS");

  /** Optimizers whose steps are about as long as their rate, whatever the gradients are. */
  private static final Set<String> ADAPTIVE = Set.of("Adam", "AdamW", "NAdam", "RAdam", "RMSprop");

  private Optimizers() {}

  private static String last(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }

  /** Whether a text may make an optimizer or use one. */
  public static boolean mayOptimize(String code) {
    return code.contains("optim") || code.contains("sched") || code.contains("clip_grad");
  }

  /** Whether an optimizer can do all of its step in one go, if it is told to. */
  public static boolean canFuse(String qualifiedName) {
    return isOptimizer(qualifiedName) && FUSABLE.contains(last(qualifiedName));
  }

  /** Whether a name says that an optimizer does so. */
  public static boolean isFusedName(String name) {
    return FUSED_NAME.matcher(name).matches();
  }

  /** Whether a message says that an optimizer does so. */
  public static boolean saysFused(String message) {
    return FUSED_MESSAGE.matcher(message).matches();
  }

  /** Whether a class is one of PyTorch's own optimizers. */
  public static boolean isOptimizer(String qualifiedName) {
    return qualifiedName.startsWith("torch.optim.")
        && Character.isUpperCase(last(qualifiedName).charAt(0))
        && !qualifiedName.contains("lr_scheduler")
        && !qualifiedName.contains("swa_utils")
        && !last(qualifiedName).equals("Optimizer");
  }

  /** Whether an optimizer is plain gradient descent. */
  public static boolean isPlain(String qualifiedName) {
    return qualifiedName.equals("torch.optim.SGD");
  }

  /** Whether an optimizer refuses gradients that hold only some rows. */
  public static boolean refusesSparse(String qualifiedName) {
    return isOptimizer(qualifiedName) && DENSE.contains(last(qualifiedName));
  }

  /** Whether a rate makes the steps of a network so long that it forgets where it was. */
  public static boolean isTooHigh(String qualifiedName, double rate) {
    return ADAPTIVE.contains(last(qualifiedName)) && rate >= 1;
  }

  /** Whether a member's name says that it is a learning rate. */
  public static boolean isRateName(String member) {
    return member.equals("lr") || member.equals("learning_rate");
  }

  /** Whether an optimizer of a canonical name keeps averages of its gradients, whatever it gets. */
  public static boolean alwaysKeepsState(String qualifiedName) {
    return !WITHOUT_STATE.contains(qualifiedName);
  }

  /** Whether an optimizer tries how far to step. */
  public static boolean searchesStep(String qualifiedName) {
    return qualifiedName.equals("torch.optim.LBFGS");
  }

  /** Whether a method of an optimizer leaves gradients and parameters alone. */
  public static boolean isHarmless(String method) {
    return HARMLESS.contains(method);
  }
}
