package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the functions and methods of the libraries do in a training program. */
public final class Effects {

  private static final Set<String> TENSOR_MAKERS =
      Set.of(
          "torch.tensor",
          "torch.as_tensor",
          "torch.from_numpy",
          "torch.zeros",
          "torch.ones",
          "torch.eye",
          "torch.rand",
          "torch.randn",
          "torch.randint",
          "torch.full",
          "torch.empty",
          "torch.arange",
          "torch.linspace",
          "torch.cat",
          "torch.stack",
          "torch.mm",
          "torch.bmm",
          "torch.matmul",
          "torch.zeros_like",
          "torch.ones_like",
          "torch.rand_like",
          "torch.randn_like",
          "torch.diag",
          "torch.Tensor",
          "torch.FloatTensor");

  private static final Set<String> TENSOR_METHODS =
      Set.of(
          "t",
          "mm",
          "bmm",
          "matmul",
          "float",
          "double",
          "half",
          "cuda",
          "cpu",
          "to",
          "clone",
          "detach",
          "transpose",
          "permute",
          "view",
          "reshape",
          "contiguous",
          "squeeze",
          "unsqueeze",
          "requires_grad_",
          "mean",
          "sum",
          "add",
          "sub",
          "mul",
          "div",
          "conj");

  /** What a call of a library's function does; a class stands for the call of an instance. */
  public enum Effect {
    /** Changes the gradients of the parameters in its first argument to bound their size. */
    CLIP_GRADIENTS,
    /** Fills gradients: the function form of {@code loss.backward()}. */
    BACKWARD,
    /** Returns gradients instead of filling them. */
    GRADIENT,
    /** Makes a function that returns the gradients of another. */
    GRADIENT_FUNCTION,
    /** Calls its first argument, a module, with other parameters than its own. */
    CALL_OF_MODULE,
    /** Gives another object, equal to its first argument. */
    COPY,
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
    /** Code under it computes in fewer bits. */
    AUTOCAST,
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
    put(Effect.GRADIENT, "torch.autograd.grad");
    put(Effect.GRADIENT_FUNCTION, "torch.func.grad", "torch.func.grad_and_value");
    put(
        Effect.CALL_OF_MODULE,
        "torch.func.functional_call",
        "torch.nn.utils.stateless.functional_call");
    put(Effect.COPY, "copy.deepcopy");
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
    put(Effect.AUTOCAST, "torch.amp.autocast", "torch.cuda.amp.autocast", "torch.cpu.amp.autocast");
    put(
        Effect.FIRST_ARGUMENT,
        "torch.nn.DataParallel",
        "torch.nn.parallel.DataParallel",
        "torch.nn.parallel.DistributedDataParallel",
        "torch.nn.SyncBatchNorm.convert_sync_batchnorm",
        "torch.compile",
        "torch.jit.script",
        "torch.distributed.fsdp.FullyShardedDataParallel",
        "torch.distributed.fsdp.fully_shard",
        "torch.distributed._composable.fsdp.fully_shard",
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
          "torch.multiprocessing.spawn");

  private static final Set<String> NUMBERS =
      Set.of(
          "builtins.float",
          "builtins.int",
          "builtins.len",
          "builtins.max",
          "builtins.min",
          "builtins.round");

  private static final Set<String> ITERATORS =
      Set.of(
          "builtins.filter",
          "builtins.map",
          "builtins.zip",
          "itertools.chain",
          "itertools.chain.from_iterable");

  private static final Set<String> COLLECTIONS =
      Set.of("builtins.list", "builtins.tuple", "builtins.sorted", "builtins.set");

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

  private static final Set<String> TENSOR_WRITES =
      Set.of(
          "add_",
          "sub_",
          "mul_",
          "div_",
          "copy_",
          "lerp_",
          "clamp_",
          "addcmul_",
          "addcdiv_",
          "zero_",
          "fill_",
          "normal_",
          "uniform_");

  private static final Set<String> PARAMETER_METHODS =
      Set.of("parameters", "named_parameters", "buffers", "named_buffers");

  private static final Set<String> SIZES =
      Set.of("size", "shape", "dim", "ndim", "numel", "device");

  private static final Set<String> TAKE_SIZES =
      Set.of(
          "builtins.len",
          "builtins.range",
          "torch.randn",
          "torch.rand",
          "torch.zeros",
          "torch.ones",
          "torch.full",
          "torch.empty",
          "torch.randint",
          "torch.randn_like",
          "torch.rand_like",
          "torch.zeros_like",
          "torch.ones_like",
          "torch.arange",
          "numpy.random.normal",
          "numpy.random.randn",
          "numpy.random.uniform");

  /** The argument of {@code Variable} that said, before torch 0.4, that no graph is built. */
  public static final String WITHOUT_GRAPH = "volatile";

  private Effects() {}

  /** Whether a method or member of a tensor tells its size, or the like, and not its values. */
  public static boolean givesSize(String member) {
    return SIZES.contains(member);
  }

  /** Whether a function gives a number, or a tensor, of which its arguments only say the size. */
  public static boolean takesSizes(String qualifiedName) {
    return TAKE_SIZES.contains(qualifiedName);
  }

  /** What a call of a canonical library name does, when it does something of note. */
  public static Optional<Effect> of(String qualifiedName) {
    return Optional.ofNullable(FUNCTIONS.get(qualifiedName));
  }

  /** Whether a function gives back its first argument, or a wrapper that stands for it. */
  public static boolean standsForArgument(String qualifiedName) {
    return FUNCTIONS.get(qualifiedName) == Effect.FIRST_ARGUMENT;
  }

  /** Whether a function calls its first argument, a module. */
  public static boolean callsModule(String qualifiedName) {
    return FUNCTIONS.get(qualifiedName) == Effect.CALL_OF_MODULE;
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

  /** Whether a loss takes scores of two classes each, of which zero is the middle. */
  public static boolean takesLogits(String qualifiedName) {
    return qualifiedName.equals("torch.nn.BCEWithLogitsLoss")
        || qualifiedName.equals("torch.nn.functional.binary_cross_entropy_with_logits");
  }

  /** The last part of the name that a function goes by today, if this is a former one. */
  public static Optional<String> successor(String qualifiedName) {
    return qualifiedName.equals("torch.nn.utils.clip_grad_norm")
        ? Optional.of("clip_grad_norm_")
        : Optional.empty();
  }

  /** Whether a function gives a tensor, whatever it is given. */
  public static boolean makesTensor(String qualifiedName) {
    return TENSOR_MAKERS.contains(qualifiedName);
  }

  /** Whether a method of a tensor gives a tensor. */
  public static boolean keepsTensor(String method) {
    return TENSOR_METHODS.contains(method);
  }

  /** Whether a text may call a function by a former name. */
  public static boolean mayNameFormer(String text) {
    return text.contains("clip_grad_norm(");
  }

  /** Whether a context made by this function enters as its first argument, a loss, scaled. */
  public static boolean scalesFirstArgument(String qualifiedName) {
    return qualifiedName.equals("apex.amp.scale_loss");
  }

  /** Whether a context of this name computes on the device that stands in its name. */
  public static boolean namesDevice(String autocast) {
    return !autocast.equals("torch.amp.autocast");
  }

  /** Whether a device's name, or a context's, means a graphics card. */
  public static boolean isOnCard(String name) {
    return name.contains("cuda");
  }

  /** Whether a type's name means sixteen bits with a narrow range. */
  public static boolean isHalf(String type) {
    return type.equals("torch.float16") || type.equals("torch.half");
  }

  /** Whether a type's name means sixteen bits with a wide range. */
  public static boolean isBrainFloat(String type) {
    return type.equals("torch.bfloat16");
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

  /** Whether a method gives the state of a module, which goes on changing with the module. */
  public static boolean givesState(String method) {
    return method.equals("state_dict");
  }

  /** Whether a function starts to go through its argument. */
  public static boolean startsIteration(String qualifiedName) {
    return qualifiedName.equals("builtins.iter");
  }

  /** Whether a function takes the next element of an iterator. */
  public static boolean givesFirst(String qualifiedName) {
    return qualifiedName.equals("builtins.next");
  }

  /** Whether a function gives an iterator, which gives its elements once. */
  public static boolean givesIterator(String qualifiedName) {
    return ITERATORS.contains(qualifiedName);
  }

  /** Whether a method of a module gives an iterator. */
  public static boolean givesIteratorOfModule(String method) {
    return PARAMETER_METHODS.contains(method)
        || method.equals("modules")
        || method.equals("named_modules")
        || method.equals("children")
        || method.equals("named_children");
  }

  /** Whether a function takes all elements of its argument, and keeps them in its result. */
  public static boolean collects(String qualifiedName) {
    return COLLECTIONS.contains(qualifiedName);
  }

  /** Whether a function gives the numbers up to a bound, one after the other. */
  public static boolean counts(String qualifiedName) {
    return qualifiedName.equals("builtins.range");
  }

  /** Whether a function gives the first of its argument's elements, so many as it is told. */
  public static boolean cuts(String qualifiedName) {
    return qualifiedName.equals("itertools.islice");
  }

  /** Whether a function gives what its first argument gives next. */
  public static boolean takesNext(String qualifiedName) {
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

  /** Whether a method changes the values of its tensor, and nothing else. */
  public static boolean writesTensor(String method) {
    return TENSOR_WRITES.contains(method);
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

  /** How code calls the library whose graphs can be switched off, by one name of an import. */
  public static Optional<String> libraryOf(String imported, Optional<String> asName) {
    if (imported.equals("torch")) {
      return asName.or(() -> Optional.of(imported));
    }
    return imported.startsWith("torch.") && asName.isEmpty()
        ? Optional.of("torch")
        : Optional.empty();
  }

  /** The call that switches graphs off, in the words of that library's user. */
  public static String withoutGraph(String library) {
    return library + ".no_grad()";
  }
}
