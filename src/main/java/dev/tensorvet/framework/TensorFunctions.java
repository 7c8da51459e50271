package dev.tensorvet.framework;

import dev.tensorvet.tensor.DType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Which functions and constants of libraries are operations on tensors, and under which name. */
public final class TensorFunctions {

  /** The class of all tensors. */
  public static final String TENSOR = "torch.Tensor";

  /** The argument that a function writes its result into. */
  public static final String RESULT = "out";

  /** The class of all modules. */
  public static final String MODULE = Framework.MODULE;

  /** The class of what a function with a gradient of its own is given before its arguments. */
  public static final String GRADIENT_CONTEXT = "torch.autograd.function.FunctionCtx";

  /** The functions that give weights their first values. */
  public static final String FIRST_VALUES = "torch.nn.init";

  /** A module with nothing in it, for an object that code makes of the class of all modules. */
  public static final String PLAIN_MODULE = "torch.nn.plain.PlainModule";

  /** Names whose operations are called something else; a method is named like the function. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("torch.nn.functional.unfold", "im2col"),
          Map.entry("torch.nn.functional.fold", "col2im"),
          Map.entry("torch.concat", "cat"),
          Map.entry("torch.concatenate", "cat"),
          Map.entry("torch.absolute", "abs"),
          Map.entry("torch.multiply", "mul"),
          Map.entry("torch.divide", "div"),
          Map.entry("torch.subtract", "sub"),
          Map.entry("torch.true_divide", "div"),
          Map.entry("torch.negative", "neg"),
          Map.entry("torch.clip", "clamp"),
          Map.entry("torch.less", "lt"),
          Map.entry("torch.greater", "gt"),
          Map.entry("torch.not_equal", "ne"),
          Map.entry("torch.special.expit", "sigmoid"),
          Map.entry("torch.special.softmax", "softmax"),
          Map.entry("torch.special.log_softmax", "log_softmax"),
          Map.entry("torch.row_stack", "vstack"),
          Map.entry("torch.swapaxes", "transpose"),
          Map.entry("torch.swapdims", "transpose"),
          Map.entry("torch.moveaxis", "movedim"),
          Map.entry("torch.arctan2", "atan2"),
          Map.entry("torch.as_tensor", "tensor"),
          Map.entry("torch.asarray", "tensor"),
          Map.entry("torch.nn.functional.upsample", "interpolate"),
          Map.entry("torch.nn.functional.upsample_bilinear", "interpolate"),
          Map.entry("torch.nn.functional.upsample_nearest", "interpolate"));

  private static final Map<String, String> PREFIXES =
      Map.of(
          "torch.nn.functional.", "",
          "torch.special.", "",
          "torch.linalg.", "linalg_",
          "torch.fft.", "fft_",
          "einops.", "einops_",
          "torch.Tensor.", "",
          "torch.nested.", "nested_",
          "torch.", "");

  private static final Map<String, DType> TYPES =
      Map.ofEntries(
          Map.entry("torch.bool", DType.BOOL),
          Map.entry("torch.uint8", DType.UINT8),
          Map.entry("torch.int8", DType.INT8),
          Map.entry("torch.int16", DType.INT16),
          Map.entry("torch.short", DType.INT16),
          Map.entry("torch.int32", DType.INT32),
          Map.entry("torch.int", DType.INT32),
          Map.entry("torch.int64", DType.INT64),
          Map.entry("torch.long", DType.INT64),
          Map.entry("torch.float16", DType.FLOAT16),
          Map.entry("torch.half", DType.FLOAT16),
          Map.entry("torch.bfloat16", DType.BFLOAT16),
          Map.entry("torch.float32", DType.FLOAT32),
          Map.entry("torch.float", DType.FLOAT32),
          Map.entry("torch.float64", DType.FLOAT64),
          Map.entry("torch.double", DType.FLOAT64),
          Map.entry("torch.complex64", DType.COMPLEX64),
          Map.entry("torch.cfloat", DType.COMPLEX64),
          Map.entry("torch.complex128", DType.COMPLEX128));

  /** The old constructors, and the types of what they make. */
  private static final Map<String, DType> TYPED =
      Map.of(
          "torch.FloatTensor", DType.FLOAT32,
          "torch.DoubleTensor", DType.FLOAT64,
          "torch.HalfTensor", DType.FLOAT16,
          "torch.LongTensor", DType.INT64,
          "torch.IntTensor", DType.INT32,
          "torch.BoolTensor", DType.BOOL,
          "torch.ByteTensor", DType.UINT8,
          "torch.Tensor", DType.FLOAT32,
          "torch.cuda.FloatTensor", DType.FLOAT32,
          "torch.cuda.LongTensor", DType.INT64);

  private static final Set<String> GRAPH_MEMBERS =
      Set.of(
          "ndata",
          "edata",
          "srcdata",
          "dstdata",
          "update_all",
          "apply_edges",
          "local_scope",
          "local_var",
          "in_degrees",
          "out_degrees",
          "number_of_dst_nodes",
          "num_dst_nodes");

  private static final Set<String> BOOKKEEPING =
      Set.of("init_weights", "log", "log_dict", "post_init", "print", "save_hyperparameters");

  private static final Set<String> FILLING =
      Set.of("normal_", "uniform_", "fill_", "zero_", "trunc_normal_");

  private TensorFunctions() {}

  /** Whether a library's functions are followed nowhere, by its top-level module. */
  public static boolean isNamedAlone(String topLevelModule) {
    return ThirdParty.isNamedAlone(topLevelModule);
  }

  /** Whether a function gives a parameter its first values. */
  public static boolean givesFirstValues(String qualifiedName) {
    return qualifiedName.startsWith(FIRST_VALUES + ".");
  }

  /** Whether a method of this name fills a tensor with numbers that are drawn, or with one. */
  public static boolean fills(String method) {
    return FILLING.contains(method);
  }

  /** The name that the operation of a function would have; {@code ops} says whether it exists. */
  public static Optional<String> operation(String qualifiedName) {
    String other = OTHER_NAMES.get(qualifiedName);
    if (other != null) {
      return Optional.of(other);
    }
    int dot = qualifiedName.lastIndexOf('.');
    String prefix = PREFIXES.get(qualifiedName.substring(0, dot + 1));
    return Optional.ofNullable(prefix).map(p -> p + qualifiedName.substring(dot + 1));
  }

  /** Whether a text may call what takes a pattern. */
  public static boolean mayTakePattern(String code) {
    return code.contains("einops");
  }

  /** Whether an operation is told by a pattern what to do with a tensor. */
  public static boolean takesPattern(String operation) {
    return operation.equals("einops_rearrange")
        || operation.equals("einops_reduce")
        || operation.equals("einops_repeat");
  }

  /** The operation of a layer that is made with a pattern. */
  public static Optional<String> patternLayer(String qualifiedName) {
    return switch (qualifiedName) {
      case "einops.layers.torch.Rearrange" -> Optional.of("einops_rearrange");
      case "einops.layers.torch.Reduce" -> Optional.of("einops_reduce");
      default -> Optional.empty();
    };
  }

  /** The operation of a method of tensors. */
  public static String method(String name) {
    boolean isInPlace = name.endsWith("_") && !name.endsWith("__");
    String plain = isInPlace ? name.substring(0, name.length() - 1) : name;
    return OTHER_NAMES.getOrDefault("torch." + plain, plain) + (isInPlace ? "_" : "");
  }

  /** The type of elements that a name stands for. */
  public static Optional<DType> type(String qualifiedName) {
    return Optional.ofNullable(TYPES.get(qualifiedName));
  }

  /** The type of the tensors that an old constructor makes: {@code torch.LongTensor}. */
  public static Optional<DType> typed(String qualifiedName) {
    return Optional.ofNullable(TYPED.get(qualifiedName));
  }

  /** Whether a method of a module only keeps books, as those of the libraries around it do. */
  public static boolean keepsBooks(String method) {
    return BOOKKEEPING.contains(method);
  }

  /** Whether a function belongs to the library of tensors, and so gives one if anything. */
  public static boolean isOfTensors(String qualifiedName) {
    return qualifiedName.startsWith("torch.") || qualifiedName.startsWith("einops.");
  }

  /** The text that a name stands for: code that asks for a version is taken to have a new one. */
  public static Optional<String> text(String qualifiedName) {
    return qualifiedName.equals("torch.__version__") ? Optional.of("2.7.0") : Optional.empty();
  }

  /** The class that models are most often given for a parameter of a name: {@code norm_layer}. */
  public static Optional<String> usualLayer(String parameter) {
    String name = parameter.substring(parameter.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (name.contains("norm")) {
      return Optional.of("torch.nn.BatchNorm2d");
    }
    if (name.startsWith("act") || name.contains("activation") || name.contains("nonlinear")) {
      return Optional.of("torch.nn.ReLU");
    }
    return name.startsWith("conv") ? Optional.of("torch.nn.Conv2d") : Optional.empty();
  }

  /**
   * The class of graphs that have a member which nothing else has: <a
   * href="https://docs.dgl.ai/api/python/dgl.DGLGraph.html">dgl.DGLGraph</a>.
   */
  public static Optional<String> graphWith(String member) {
    return GRAPH_MEMBERS.contains(member) ? Optional.of("dgl.DGLGraph") : Optional.empty();
  }

  /** The number that a name stands for. */
  public static OptionalDouble number(String qualifiedName) {
    return switch (qualifiedName) {
      case "math.pi", "numpy.pi", "torch.pi" -> OptionalDouble.of(Math.PI);
      case "math.e", "numpy.e" -> OptionalDouble.of(Math.E);
      case "math.inf", "numpy.inf", "torch.inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "math.nan", "numpy.nan", "torch.nan" -> OptionalDouble.of(Double.NaN);
      default -> OptionalDouble.empty();
    };
  }
}
