package dev.tensorvet.framework;

import java.util.Set;

/** What PyTorch asks of the classes that are modules: their methods, and how they are named. */
public final class ModuleApi {

  private static final String FUNCTIONS = Layers.PACKAGE + ".functional.";

  /** Methods without which no model is trained: they call each other, or a program calls them. */
  private static final Set<String> NEEDED =
      Set.of(
          ("train eval forward parameters named_parameters named_modules children named_children"
                  + " state_dict load_state_dict to zero_grad")
              .split(" "));

  /** Methods of every module that programs call now and then. */
  private static final Set<String> OTHERS =
      Set.of(
          ("modules buffers named_buffers apply cuda cpu requires_grad_ register_buffer"
                  + " register_parameter add_module float half double bfloat16")
              .split(" "));

  private static final Set<String> INIT_SLIPS =
      Set.of(
          ("_init_ __int__ __init _init__ __init_ __inti__ __intit__ __iniit__ __nit__ __ini__"
                  + " __inint__ __initi__")
              .split(" "));

  private static final Set<String> HOOKS =
      Set.of(
          "register_forward_hook",
          "register_forward_pre_hook",
          "register_full_backward_hook",
          "register_full_backward_pre_hook",
          "register_backward_hook");

  /** Layers without weights that need no argument. */
  private static final Set<String> PLAIN =
      Set.of(
          ("ReLU ReLU6 Sigmoid Tanh GELU SiLU ELU SELU CELU LeakyReLU Softplus Softsign Mish"
                  + " Hardtanh Hardswish Hardsigmoid LogSigmoid Tanhshrink Softshrink Hardshrink"
                  + " Flatten Identity")
              .split(" "));

  /** Layers without weights, which compute the same at any time. */
  private static final Set<String> STATELESS =
      Set.of(
          ("Softmax LogSoftmax Softmax2d Softmin MaxPool1d MaxPool2d MaxPool3d AvgPool1d AvgPool2d"
                  + " AvgPool3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d"
                  + " AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d Upsample"
                  + " UpsamplingNearest2d UpsamplingBilinear2d ZeroPad2d ReflectionPad1d"
                  + " ReflectionPad2d ReplicationPad1d ReplicationPad2d ConstantPad1d ConstantPad2d"
                  + " PixelShuffle PixelUnshuffle CosineSimilarity Unfold Fold Threshold GLU")
              .split(" "));

  /** Methods that do something, and give nothing worth reading without a call. */
  private static final Set<String> ACTIONS =
      Set.of(
          "zero_grad", "backward", "step", "eval", "train", "cuda", "cpu", "empty_cache", "update");

  /** Whether no model is trained without a method of this name. */
  public static boolean isNeeded(String member) {
    return NEEDED.contains(member);
  }

  /** Whether every module has a method of this name that programs call. */
  public static boolean isMethod(String member) {
    return isNeeded(member) || OTHERS.contains(member);
  }

  /** Whether a module of Lightning says this by itself, and takes no other answer. */
  public static boolean isReadOnly(String member) {
    return member.equals("device");
  }

  /** Whether a class has this as a mistake for its constructor. */
  public static boolean isNearConstructor(String method) {
    return INIT_SLIPS.contains(method);
  }

  /** Whether a method is nearly called {@code forward}, and no variant of it. */
  public static boolean isNearForward(String method) {
    return !method.startsWith("forward")
        && method.chars().allMatch(Character::isLetter)
        && distance(method, "forward") <= 2;
  }

  /** How many letters must be changed, added or left out to make one word the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  /** Whether a method keeps a part in a module, under a name that it is given. */
  public static boolean registers(String method) {
    return method.startsWith("register_") || method.equals("add_module");
  }

  /** Whether a method makes a module run a function each time that it runs. */
  public static boolean hooks(String method) {
    return HOOKS.contains(method);
  }

  /** Whether a layer has no weights and needs no argument. */
  public static boolean needsNothing(String qualifiedName) {
    return isOneOf(qualifiedName, PLAIN);
  }

  /** Whether a layer has no weights, and no mode. */
  public static boolean isStateless(String qualifiedName) {
    return needsNothing(qualifiedName) || isOneOf(qualifiedName, STATELESS);
  }

  private static boolean isOneOf(String qualifiedName, Set<String> names) {
    int dot = qualifiedName.lastIndexOf('.');
    return qualifiedName.startsWith(Layers.PACKAGE + ".")
        && dot == Layers.PACKAGE.length()
        && names.contains(qualifiedName.substring(dot + 1));
  }

  /** Whether a canonical name is that of a function that layers are made of. */
  public static boolean isFunction(String qualifiedName) {
    return qualifiedName.startsWith(FUNCTIONS)
        && Character.isLowerCase(qualifiedName.charAt(FUNCTIONS.length()));
  }

  /** Whether a class holds the modules that are in the list it is given. */
  public static boolean isList(String qualifiedName) {
    return qualifiedName.equals(Layers.PACKAGE + ".ModuleList");
  }

  /** How code names the class that registers a list of parameters, by its name of the package. */
  public static String parameterList(String packageOfLayers) {
    return packageOfLayers + ".ParameterList";
  }

  /** Whether a layer keeps statistics of what it has seen. */
  public static boolean keepsStatistics(String qualifiedName) {
    return qualifiedName.startsWith(Layers.PACKAGE + ".") && qualifiedName.contains("BatchNorm");
  }

  /** Whether a function normalises by statistics that it is given, or those of the batch. */
  public static boolean isBatchNorm(String qualifiedName) {
    return qualifiedName.equals(FUNCTIONS + "batch_norm");
  }

  /** The statistics that such a function is given. */
  public static final Parameter STATISTICS = new Parameter(1, "running_mean");

  /** Whether such a function takes those of the batch. */
  public static final Parameter IN_TRAINING = new Parameter(5, Layers.MODE_FLAG);

  /** Whether a method does something, so that to name it alone is a mistake. */
  public static boolean acts(String method) {
    return ACTIONS.contains(method);
  }

  /** Whether a method of a module calls a function for each of its parts. */
  public static boolean appliesToAll(String method) {
    return method.equals("apply");
  }

  /** Whether a function writes what it is given into a file. */
  public static boolean saves(String qualifiedName) {
    return qualifiedName.equals("torch.save");
  }

  /** Whether a question, as it is written, may be about several processes, which need CUDA. */
  public static boolean mayAskForProcesses(String question) {
    return question.contains("dist") || question.contains("world_size");
  }

  private ModuleApi() {}
}
