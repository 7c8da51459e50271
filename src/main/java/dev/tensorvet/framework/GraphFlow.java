package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;

/** Whether gradients flow back through the result of a call to what it was given. */
public enum GraphFlow {
  /** They do: the result is computed from the arguments. */
  THROUGH,
  /** The result has values of the arguments, and none of their graph. */
  CUT,
  /** The result was not computed from a tensor at all: data, a number, an object. */
  NONE,
  UNKNOWN;

  private static final Set<String> CUTTING_FUNCTIONS =
      Set.of(
          "torch.tensor",
          "torch.Tensor",
          "torch.FloatTensor",
          "torch.cuda.FloatTensor",
          "torch.LongTensor",
          "torch.autograd.Variable",
          "torch.nn.Parameter",
          "torch.argmax",
          "torch.argmin",
          "torch.argsort",
          "torch.eq",
          "torch.ne",
          "torch.ge",
          "torch.gt",
          "torch.le",
          "torch.lt",
          "torch.sign",
          "torch.round",
          "torch.floor",
          "torch.ceil",
          "torch.bincount",
          "torch.multinomial",
          "torch.bernoulli",
          "builtins.float",
          "builtins.int",
          "builtins.bool",
          "builtins.round");

  /** The member of a tensor that says whether it gets gradients. */
  public static final String SWITCH = "requires_grad";

  private static final Set<String> NO_CONSTANTS =
      Set.of(
          "torch.rand",
          "torch.randn",
          "torch.randint",
          "torch.normal",
          "torch.randperm",
          "torch.empty",
          "torch.Tensor",
          "torch.FloatTensor");

  private static final Set<String> MAKING_ANOTHER =
      Set.of(
          "to",
          "cuda",
          "half",
          "double",
          "view",
          "reshape",
          "unsqueeze",
          "squeeze",
          "transpose",
          "permute",
          "t",
          "expand",
          "repeat",
          "clone",
          "mul",
          "div",
          "add");

  private static final Set<String> MISSPELT =
      Set.of(
          "require_grad",
          "require_grads",
          "required_grad",
          "requires_grads",
          "require_gradient",
          "requires_gradient");

  private static final Set<String> SOURCES =
      Set.of(
          "torch.zeros",
          "torch.ones",
          "torch.empty",
          "torch.full",
          "torch.arange",
          "torch.eye",
          "torch.linspace",
          "torch.rand",
          "torch.randn",
          "torch.randint",
          "torch.randperm",
          "torch.normal",
          "torch.zeros_like",
          "torch.ones_like",
          "torch.empty_like",
          "torch.full_like",
          "torch.rand_like",
          "torch.randn_like",
          "torch.randint_like",
          "torch.from_numpy",
          "torch.load",
          "torch.device",
          "torch.manual_seed",
          "torch.no_grad",
          "torch.enable_grad",
          "torch.inference_mode",
          "builtins.next",
          "builtins.len",
          "builtins.range",
          "builtins.open",
          "builtins.str",
          "builtins.isinstance",
          "builtins.hasattr");

  private static final Set<String> PASSING_BUILTINS =
      Set.of(
          "builtins.sum",
          "builtins.max",
          "builtins.min",
          "builtins.abs",
          "builtins.pow",
          "builtins.list",
          "builtins.tuple",
          "builtins.dict",
          "builtins.zip",
          "builtins.iter",
          "builtins.reversed",
          "builtins.sorted",
          "builtins.enumerate");

  /** Modules of torch whose functions make objects, not tensors. */
  private static final Set<String> OBJECT_MODULES =
      Set.of(
          "torch.utils",
          "torch.cuda",
          "torch.optim",
          "torch.backends",
          "torch.distributed",
          "torch.amp",
          "torchvision.datasets",
          "torchvision.transforms",
          "torchvision.utils");

  /** Methods by which code takes a result out of what it computes with. */
  private static final Set<String> LEAVING = Set.of("detach", "item", "numpy", "tolist", "argmax");

  /** Methods whose results are data as good as their tensor, and have no gradients. */
  private static final Set<String> DISCRETE =
      Set.of(
          "detach_", "argmin", "argsort", "long", "int", "bool", "eq", "ne", "gt", "ge", "lt",
          "le");

  private static final Set<String> SIZES =
      Set.of(
          "size",
          "dim",
          "numel",
          "nelement",
          "new_zeros",
          "new_ones",
          "new_tensor",
          "new_empty",
          "new_full",
          "new",
          "is_cuda",
          "get_device",
          "state_dict",
          "ndimension");

  private static final Set<String> TENSOR_METHODS =
      Set.of(
          "mean",
          "sum",
          "max",
          "min",
          "abs",
          "pow",
          "sqrt",
          "exp",
          "log",
          "norm",
          "std",
          "var",
          "mul",
          "div",
          "add",
          "sub",
          "neg",
          "square",
          "clamp",
          "matmul",
          "mm",
          "bmm",
          "dot",
          "permute",
          "transpose",
          "repeat",
          "chunk",
          "split",
          "gather",
          "masked_select",
          "index_select",
          "softmax",
          "log_softmax",
          "sigmoid",
          "tanh",
          "relu",
          "t",
          "narrow",
          "select",
          "unbind",
          "expand_as",
          "view_as",
          "masked_fill",
          "cumsum",
          "prod",
          "scatter",
          "topk",
          "sort",
          "log1p",
          "logsumexp",
          "unfold",
          "roll",
          "flip");

  /** Methods that change the elements of their tensor. */
  private static final Set<String> CHANGING =
      Set.of(
          "abs_",
          "add_",
          "addcdiv_",
          "addcmul_",
          "addmm_",
          "bernoulli_",
          "ceil_",
          "clamp_",
          "clamp_max_",
          "clamp_min_",
          "copy_",
          "div_",
          "exp_",
          "exponential_",
          "fill_",
          "floor_",
          "index_add_",
          "index_copy_",
          "index_fill_",
          "lerp_",
          "log_",
          "masked_fill_",
          "mul_",
          "neg_",
          "normal_",
          "pow_",
          "random_",
          "relu_",
          "renorm_",
          "round_",
          "scatter_",
          "scatter_add_",
          "sigmoid_",
          "sign_",
          "sqrt_",
          "sub_",
          "tanh_",
          "uniform_",
          "zero_");

  private static final Set<String> KEEPING_TARGETS =
      Set.of(
          "torch.nn.MSELoss",
          "torch.nn.SmoothL1Loss",
          "torch.nn.HuberLoss",
          "torch.nn.functional.mse_loss",
          "torch.nn.functional.smooth_l1_loss",
          "torch.nn.functional.huber_loss");

  /** Methods that give the elements of their tensor another shape, and copy none of them. */
  private static final Set<String> VIEWS =
      Set.of(
          "view",
          "view_as",
          "reshape",
          "t",
          "transpose",
          "permute",
          "squeeze",
          "unsqueeze",
          "select",
          "narrow",
          "flatten",
          "contiguous");

  /** Whether a text may switch gradients. */
  public static boolean maySwitch(String code) {
    return code.contains("_grad");
  }

  /** Whether a name is one that is written for {@link #SWITCH} by mistake. */
  public static boolean isMisspelt(String name) {
    return MISSPELT.contains(name);
  }

  /** The argument of a backward pass that has it keep its graph. */
  public static final String RETAINS = "retain_graph";

  /** The argument of a backward pass that names whose gradients it fills, and no others. */
  public static final String FILLED = "inputs";

  /** What {@link #RETAINS} was called in the first versions. */
  public static final String RETAINED = "retain_variables";

  /** The argument of {@code Variable} that said, before torch 0.4, that no graph is built. */
  public static final String WITHOUT_GRAPH = "volatile";

  /** By the canonical name of a library's function. */
  public static GraphFlow ofFunction(String name) {
    if (CUTTING_FUNCTIONS.contains(name)) {
      return CUT;
    }
    if (SOURCES.contains(name) || OBJECT_MODULES.stream().anyMatch(m -> name.startsWith(m + "."))) {
      return NONE;
    }
    if (PASSING_BUILTINS.contains(name)
        || name.startsWith("torch.")
        || name.startsWith("einops.")) {
      return THROUGH;
    }
    return Harmless.isFunction(name) && !name.startsWith("torch") && !name.startsWith("builtins.")
        ? NONE
        : UNKNOWN;
  }

  /** By the name of a method of a tensor. */
  public static GraphFlow ofMethod(String name) {
    if (leaves(name) || DISCRETE.contains(name)) {
      return CUT;
    }
    if (SIZES.contains(name)) {
      return NONE;
    }
    return TENSOR_METHODS.contains(name) ? THROUGH : UNKNOWN;
  }

  /** Whether a method takes a result out of what its code computes with: it is not learnt from. */
  public static boolean leaves(String method) {
    return LEAVING.contains(method);
  }

  /** Whether a call of a function makes a tensor with which a graph begins. */
  public static boolean canStartGraph(String name) {
    return CUTTING_FUNCTIONS.contains(name) && name.startsWith("torch.");
  }

  /** Whether a function makes a tensor with which a graph begins, where {@link #SWITCH} says so. */
  public static boolean startsGraphIfTold(String function) {
    return function.startsWith("torch.");
  }

  /** Whether the gradient of a loss needs both of what it compares, the target as well. */
  public static boolean keepsTarget(String loss) {
    return KEEPING_TARGETS.contains(loss);
  }

  /** Whether a function makes a tensor of ones. */
  public static boolean makesOnes(String name) {
    return name.equals("torch.ones") || name.equals("torch.ones_like");
  }

  /** Whether a method of a tensor changes it in place, to a mixture of its values and others. */
  public static boolean mixesInPlace(String method) {
    return method.equals("add_")
        || method.equals("copy_")
        || method.equals("lerp_")
        || method.equals("sub_");
  }

  /** Whether a method changes the elements of its tensor, with the graph looking on. */
  public static boolean changesValues(String method) {
    return CHANGING.contains(method);
  }

  /** Whether what a method gives shares the elements of its tensor. */
  public static boolean isView(String method) {
    return VIEWS.contains(method);
  }

  /** Whether a member of a tensor is its gradient; Python code may write to the inner one too. */
  public static boolean isGradientMember(String name) {
    return name.equals("grad") || name.equals("_grad");
  }

  /** Whether a member of a tensor is the same tensor without its graph. */
  public static boolean isCutMember(String name) {
    return name.equals("data");
  }

  /** Whether a method takes its tensor off the graph. */
  public static boolean cutsInPlace(String method) {
    return method.equals("detach_");
  }

  /** Parts of the names of methods that take their tensor off the graph. */
  public static Set<String> cuttingInPlace() {
    return Set.of("detach_");
  }

  /** Whether a method makes a tensor the beginning of a graph. */
  public static boolean startsGraph(String method) {
    return method.equals("requires_grad_");
  }

  /** Whether a function makes a tensor that may ask for its gradient, in old code. */
  public static boolean isVariable(String qualifiedName) {
    return qualifiedName.equals("torch.autograd.Variable");
  }

  /** Whether a function makes a tensor of numbers by chance, or of none yet. */
  public static boolean isOfNoConstants(String qualifiedName) {
    return NO_CONSTANTS.contains(qualifiedName);
  }

  /** Whether a method of a tensor that learns gives another one, which does not. */
  public static boolean makesAnother(String method) {
    return MAKING_ANOTHER.contains(method);
  }

  /** Parts of the names by which code says that parameters need no gradients. */
  public static Set<String> freezing() {
    return Set.of("requires_grad", "freeze", "frozen");
  }

  /** Parts of the names by which code says how graphs keep what they need, in a way of its own. */
  public static Set<String> keepingInOwnWay() {
    return Set.of("save_on_cpu", "saved_tensors");
  }

  /** Whether a member says that a tensor is the beginning of a graph. */
  public static boolean isStartMember(String member) {
    return member.equals("requires_grad");
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
