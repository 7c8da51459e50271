package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the functions and methods of the libraries do in a training program. */
public final class Effects {

  /** What a call of a library's function does; a class stands for the call of an instance. */
  public enum Effect {
    /** Changes the gradients of the parameters in its first argument to bound their size. */
    CLIP_GRADIENTS,
    /** Fills gradients: the function form of {@code loss.backward()}. */
    BACKWARD,
    /** Returns gradients instead of filling them. */
    GRADIENT,
    /** A loss that takes unnormalised scores and normalises them itself. */
    CROSS_ENTROPY,
    /** Turns scores into probabilities over a dimension. */
    SOFTMAX,
    /** Turns each score into a probability. */
    SIGMOID,
    /** Code under it builds no graph. */
    NO_GRADIENT,
    /** Code under it builds a graph again. */
    WITH_GRADIENT,
    /** Code under it builds a graph if the argument is true. */
    SET_GRADIENT,
    /** Gives back its first argument, or a wrapper that stands for it. */
    FIRST_ARGUMENT,
    /** Gives back its arguments, in order. */
    ALL_ARGUMENTS,
    /** Gives back a sequence of the elements of its first argument. */
    ELEMENTS,
    /** Gives back pairs of a number and an element of its first argument. */
    NUMBERED_ELEMENTS,
    /** A tensor of the first argument's values in another shape. */
    SAME_VALUES,
  }

  private static final Map<String, Effect> FUNCTIONS = new HashMap<>();

  private static void put(Effect effect, String... names) {
    for (String name : names) {
      FUNCTIONS.put(name, effect);
    }
  }

  static {
    put(
        Effect.CLIP_GRADIENTS,
        "torch.nn.utils.clip_grad_norm_",
        "torch.nn.utils.clip_grad_norm",
        "torch.nn.utils.clip_grad_value_",
        "torch.nn.utils.clip_grads_with_norm_");
    put(Effect.BACKWARD, "torch.autograd.backward");
    put(Effect.GRADIENT, "torch.autograd.grad", "torch.func.grad", "torch.func.grad_and_value");
    put(Effect.CROSS_ENTROPY, "torch.nn.functional.cross_entropy", "torch.nn.CrossEntropyLoss");
    put(
        Effect.SOFTMAX,
        "torch.softmax",
        "torch.nn.functional.softmax",
        "torch.special.softmax",
        "torch.nn.Softmax",
        "torch.nn.Softmax2d");
    put(
        Effect.SIGMOID,
        "torch.sigmoid",
        "torch.nn.functional.sigmoid",
        "torch.special.expit",
        "torch.nn.Sigmoid");
    put(
        Effect.NO_GRADIENT,
        "torch.no_grad",
        "torch.inference_mode",
        "torch.autograd.no_grad",
        "torch.autograd.inference_mode");
    put(Effect.WITH_GRADIENT, "torch.enable_grad", "torch.autograd.enable_grad");
    put(Effect.SET_GRADIENT, "torch.set_grad_enabled", "torch.autograd.set_grad_enabled");
    put(
        Effect.FIRST_ARGUMENT,
        "torch.nn.DataParallel",
        "torch.nn.parallel.DataParallel",
        "torch.nn.parallel.DistributedDataParallel",
        "torch.nn.SyncBatchNorm.convert_sync_batchnorm",
        "torch.compile",
        "torch.jit.script",
        "torch.distributed.fsdp.FullyShardedDataParallel",
        "torch.autograd.Variable",
        "apex.parallel.DistributedDataParallel",
        "apex.parallel.convert_syncbn_model",
        "copy.copy");
    put(Effect.ALL_ARGUMENTS, "apex.amp.initialize");
    put(
        Effect.ELEMENTS,
        "tqdm.tqdm",
        "tqdm.auto.tqdm",
        "tqdm.notebook.tqdm",
        "tqdm.tqdm_notebook",
        "builtins.list",
        "builtins.tuple",
        "builtins.iter",
        "builtins.sorted",
        "builtins.reversed",
        "itertools.chain",
        "itertools.cycle",
        "itertools.islice");
    put(Effect.NUMBERED_ELEMENTS, "builtins.enumerate");
    put(
        Effect.SAME_VALUES,
        "torch.squeeze",
        "torch.unsqueeze",
        "torch.flatten",
        "torch.reshape",
        "torch.clone");
  }

  /** Methods that give back their object, or a tensor with the same values in the same graph. */
  private static final Set<String> SAME_OBJECT =
      Set.of(
          "to",
          "cuda",
          "cpu",
          "xpu",
          "half",
          "float",
          "double",
          "bfloat16",
          "train",
          "eval",
          "requires_grad_",
          "share_memory",
          "apply",
          "type",
          "contiguous",
          "clone",
          "squeeze",
          "unsqueeze",
          "view",
          "reshape",
          "flatten",
          "type_as",
          "expand",
          "unflatten");

  private static final Set<String> CONVERSIONS =
      Set.of("to", "cuda", "cpu", "xpu", "half", "float", "double", "bfloat16", "type", "type_as");

  /** Methods of an optimizer that leave gradients and parameters alone. */
  private static final Set<String> HARMLESS_ON_OPTIMIZER =
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

  /** Packages whose functions never zero, fill or apply gradients, whatever they are given. */
  private static final Set<String> HARMLESS_PACKAGES =
      Set.of(
          "builtins",
          "torch",
          "torchvision",
          "torchaudio",
          "numpy",
          "os",
          "sys",
          "time",
          "math",
          "random",
          "json",
          "logging",
          "tqdm",
          "copy",
          "itertools",
          "functools",
          "collections",
          "pickle",
          "pathlib",
          "shutil",
          "glob",
          "re",
          "datetime",
          "matplotlib",
          "pandas",
          "wandb",
          "tensorboardX",
          "PIL",
          "cv2",
          "sklearn",
          "scipy",
          "yaml",
          "argparse",
          "typing",
          "warnings",
          "string",
          "contextlib",
          "dataclasses",
          "gc",
          "torchsummary",
          "torchinfo",
          "thop",
          "operator",
          "abc",
          "enum",
          "io",
          "subprocess",
          "tempfile",
          "types",
          "psutil",
          "tabulate",
          "termcolor",
          "colorama",
          "rich",
          "loguru",
          "prettytable",
          "visdom",
          "mlflow",
          "neptune",
          "comet_ml",
          "swanlab",
          "aim",
          "einops",
          "h5py",
          "lmdb",
          "imageio",
          "skimage",
          "seaborn");

  /** Functions inside those packages that do more than that. */
  private static final Set<String> NOT_HARMLESS =
      Set.of(
          "builtins.exec",
          "builtins.eval",
          "builtins.map",
          "builtins.setattr",
          "functools.partial",
          "torch.utils.checkpoint.checkpoint",
          "torch.multiprocessing.spawn",
          "torch.func.functional_call");

  private static final Set<String> NUMBERS =
      Set.of(
          "builtins.float",
          "builtins.int",
          "builtins.len",
          "builtins.max",
          "builtins.min",
          "builtins.round");

  private static final Set<String> QUESTIONS =
      Set.of(
          "builtins.isinstance",
          "builtins.hasattr",
          "builtins.len",
          "builtins.callable",
          "builtins.issubclass",
          "builtins.type",
          "torch.cuda.is_available",
          "torch.is_tensor",
          "torch.distributed.is_initialized",
          "torch.distributed.is_available",
          "torch.distributed.get_rank",
          "torch.distributed.get_world_size",
          "torch.backends.mps.is_available");

  private static final Set<String> HARMLESS_METHODS =
      Set.of(
          "item",
          "size",
          "dim",
          "numel",
          "detach",
          "numpy",
          "tolist",
          "mean",
          "sum",
          "max",
          "min",
          "argmax",
          "eq",
          "format",
          "join",
          "split",
          "strip",
          "lower",
          "upper",
          "replace",
          "startswith",
          "endswith",
          "append",
          "extend",
          "items",
          "keys",
          "values",
          "get",
          "pop",
          "write",
          "flush",
          "info",
          "debug",
          "warning",
          "error",
          "add_scalar",
          "add_scalars",
          "add_image",
          "add_graph",
          "add_text",
          "add_histogram",
          "set_postfix",
          "set_description",
          "set_postfix_str",
          "state_dict",
          "load_state_dict",
          "named_parameters",
          "parameters",
          "modules",
          "children",
          "named_modules",
          "exists",
          "mkdir",
          "permute",
          "transpose",
          "repeat",
          "masked_fill",
          "softmax",
          "log_softmax",
          "sigmoid",
          "long",
          "int",
          "bool",
          "pow",
          "sqrt",
          "exp",
          "log",
          "abs",
          "norm",
          "std",
          "var",
          "topk",
          "sort",
          "gather",
          "scatter",
          "chunk",
          "t",
          "data_ptr",
          "seek",
          "read",
          "close",
          "set_epoch",
          "get_last_lr",
          "get_lr");

  private static final Set<String> PARAMETER_METHODS =
      Set.of("parameters", "named_parameters", "buffers", "named_buffers");

  private Effects() {}

  /** What a call of a canonical library name does, when it does something of note. */
  public static Optional<Effect> of(String qualifiedName) {
    return Optional.ofNullable(FUNCTIONS.get(qualifiedName));
  }

  /** The last words of the names that have an effect: a file with none of them never calls one. */
  public static Set<String> words(Effect effect) {
    Set<String> words = new TreeSet<>();
    FUNCTIONS.forEach(
        (name, does) -> {
          if (does == effect) {
            words.add(name.substring(name.lastIndexOf('.') + 1));
          }
        });
    return words;
  }

  /** Whether a call of a library name can be passed over, whatever its arguments. */
  public static boolean isHarmless(String qualifiedName) {
    int dot = qualifiedName.indexOf('.');
    String top = dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
    return qualifiedName.equals("apex.amp.scale_loss")
        || (HARMLESS_PACKAGES.contains(top) && !NOT_HARMLESS.contains(qualifiedName));
  }

  /** Whether a context made by this function enters as its first argument, a loss, scaled. */
  public static boolean scalesFirstArgument(String qualifiedName) {
    return qualifiedName.equals("apex.amp.scale_loss");
  }

  /** Whether a method of a gradient scaler gives its argument, scaled. */
  public static boolean scalesLoss(String method) {
    return method.equals("scale");
  }

  /** Whether a method of a gradient scaler gives its scale. */
  public static boolean givesScale(String method) {
    return method.equals("get_scale");
  }

  /** Whether a method gives a value that no gradient flows back from. */
  public static boolean leavesGraph(String method) {
    return method.equals("detach")
        || method.equals("item")
        || method.equals("numpy")
        || method.equals("tolist")
        || method.equals("argmax");
  }

  /** Whether a module made by this class runs its arguments one after the other. */
  public static boolean runsInOrder(String qualifiedName) {
    return qualifiedName.equals("torch.nn.Sequential");
  }

  /** Whether a function gives the numbers up to a bound, one after the other. */
  public static boolean counts(String qualifiedName) {
    return qualifiedName.equals("builtins.range");
  }

  /** Whether a function takes the next element of its argument. */
  public static boolean takesElement(String qualifiedName) {
    return qualifiedName.equals("builtins.next");
  }

  /** Whether a function gives a number, or one of the numbers that it is given. */
  public static boolean givesNumber(String qualifiedName) {
    return NUMBERS.contains(qualifiedName);
  }

  /** Whether a function only asks: called again with the same arguments, it answers the same. */
  public static boolean isQuestion(String qualifiedName) {
    return QUESTIONS.contains(qualifiedName);
  }

  /** Whether a method of an object of unknown kind can be passed over: it reads, or it logs. */
  public static boolean isHarmlessMethod(String method) {
    return HARMLESS_METHODS.contains(method);
  }

  /** Whether a method gives its object's arguments back, made ready for a device. */
  public static boolean prepares(String method) {
    return method.equals("prepare") || method.equals("setup") || method.equals("setup_dataloaders");
  }

  /** Whether a method of a gradient replaces what it holds. */
  public static boolean writesGradient(String method) {
    return method.equals("zero_") || method.equals("copy_") || method.equals("fill_");
  }

  /** Whether a method gives back the object that it is called on. */
  public static boolean givesBackItself(String method) {
    return SAME_OBJECT.contains(method);
  }

  /** Whether a method gives its object on another device, or with elements of another type. */
  public static boolean converts(String method) {
    return CONVERSIONS.contains(method);
  }

  /** Whether a method moves its object to a graphics processor, whatever its arguments. */
  public static boolean movesToGpu(String method) {
    return method.equals("cuda");
  }

  public static boolean movesToCpu(String method) {
    return method.equals("cpu");
  }

  /** Whether a method leaves the type of the elements, unless its arguments name one. */
  public static boolean onlyMoves(String method) {
    return method.equals("cuda") || method.equals("cpu") || method.equals("xpu");
  }

  /** Whether an optimizer tries how far to step. */
  public static boolean searchesStep(String qualifiedName) {
    return qualifiedName.equals("torch.optim.LBFGS");
  }

  /** Whether a function gives a device. */
  public static boolean makesDevice(String qualifiedName) {
    return qualifiedName.equals("torch.device");
  }

  /** Whether the name of a device is that of a graphics processor. */
  public static boolean isGpu(String device) {
    return device.startsWith("cuda");
  }

  public static boolean isHarmlessOnOptimizer(String method) {
    return HARMLESS_ON_OPTIMIZER.contains(method);
  }

  /** Whether a method of a module gives its parameters. */
  public static boolean givesParameters(String method) {
    return PARAMETER_METHODS.contains(method);
  }
}
