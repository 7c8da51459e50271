package dev.tensorvet.framework;

import java.util.Set;

/**
 * What a training program does beside training, and can be passed over: it asks, reads, computes or
 * logs.
 */
public final class Harmless {

  /** Packages whose functions never zero, fill or apply gradients, whatever they are given. */
  private static final Set<String> PACKAGES =
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
  private static final Set<String> EXCEPTIONS =
      Set.of(
          "builtins.exec",
          "builtins.eval",
          "builtins.map",
          "builtins.setattr",
          "functools.partial",
          "torch.utils.checkpoint.checkpoint",
          "torch.multiprocessing.spawn");

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

  private static final Set<String> METHODS =
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

  private Harmless() {}

  /** Whether a call of a library name can be passed over, whatever its arguments. */
  public static boolean isFunction(String qualifiedName) {
    int dot = qualifiedName.indexOf('.');
    String top = dot < 0 ? qualifiedName : qualifiedName.substring(0, dot);
    return MixedPrecision.scalesFirstArgument(qualifiedName)
        || (PACKAGES.contains(top) && !EXCEPTIONS.contains(qualifiedName));
  }

  /** Whether a function only asks: called again with the same arguments, it answers the same. */
  public static boolean isQuestion(String qualifiedName) {
    return QUESTIONS.contains(qualifiedName);
  }

  /** Whether a method of an object of unknown kind can be passed over: it reads, or it logs. */
  public static boolean isMethod(String method) {
    return METHODS.contains(method);
  }
}
