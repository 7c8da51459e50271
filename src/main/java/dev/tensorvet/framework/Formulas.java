package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What functions and methods of the libraries compute, where a formula can be written better. */
public final class Formulas {

  /** Methods that give a new tensor and change nothing, whatever has them. */
  private static final Set<String> PURE_METHODS =
      Set.of(
          ("unsqueeze permute contiguous detach masked_fill index_select softmax log_softmax"
                  + " argmax argmin squeeze expand_as view_as reshape_as type_as clamp"
                  + " float_power index_add index_copy scatter_add swapaxes movedim")
              .split(" "));

  /** Methods that modules have as well, and change them. */
  private static final Set<String> PURE_FOR_TENSORS =
      Set.of(
          ("to cuda cpu float double half long int view reshape transpose mul add sub div clone"
                  + " sum mean abs exp log sqrt bool t")
              .split(" "));

  private static final Set<String> PURE_FUNCTIONS =
      Set.of(
          ("relu sigmoid tanh softmax log_softmax clamp cat stack squeeze unsqueeze transpose"
                  + " permute reshape flatten add sub mul div matmul mm bmm where exp log sqrt abs"
                  + " mean sum pow masked_fill zeros_like ones_like dropout normalize"
                  + " leaky_relu gelu silu elu pad interpolate")
              .split(" "));

  private static final Set<String> DIMENSIONS_KEPT =
      Set.of(
          ("log_softmax softmax log float double half to cuda cpu contiguous clone detach"
                  + " requires_grad_")
              .split(" "));

  private static final Pattern RETURNS =
      Pattern.compile("(?i).*(adv|advantages?|returns?|rewards?)");

  /** The logarithm of one more than a number. */
  public static final String LOG_OF_ONE_MORE = "log1p";

  /** The power of e, less one. */
  public static final String EXP_LESS_ONE = "expm1";

  /** What NumPy calls a dimension, and PyTorch understands too. */
  public static final String AXIS = "axis";

  /** The last parts of the names of the functions that formulas are told by. */
  private static final Set<String> NAMES =
      Set.of("KLDivLoss", "kl_div", "log", "where", "tensor", "Tensor", "FloatTensor");

  private static final Set<String> ASKING_ELEMENTS =
      Set.of("any", "all", "equal", "allclose", "is_nonzero", "max", "min", "sum", "mean", "norm");

  private Formulas() {}

  /** The dimension that a sum is over. */
  public static Parameter dimension(boolean isFunction) {
    return new Parameter(isFunction ? 1 : 0, "dim");
  }

  /** Whether a text may hold one of the formulas. */
  public static boolean mayCompute(String code) {
    return code.contains("torch") || (code.contains("numpy") && code.contains("nan"));
  }

  /** Whether a method multiplies its tensor by what it is given. */
  public static boolean scalesInPlace(String method) {
    return method.equals("mul_");
  }

  /** Whether a method adds to its tensor. */
  public static boolean addsInPlace(String method) {
    return method.equals("add_");
  }

  /** Whether a method gives its tensor the values of another. */
  public static boolean copiesInPlace(String method) {
    return method.equals("copy_");
  }

  /** Whether something of this name behind a module may be a function that formulas are told by. */
  public static boolean mayName(String member) {
    return NAMES.contains(member);
  }

  private static boolean is(String qualifiedName, String function) {
    return qualifiedName.endsWith(function)
        && (qualifiedName.equals("torch." + function)
            || qualifiedName.equals("torch.nn.functional." + function)
            || qualifiedName.equals("torch.special." + function));
  }

  /** Whether a function takes the natural logarithm of tensors. */
  public static boolean isLog(String qualifiedName) {
    return is(qualifiedName, "log");
  }

  /** Whether a method of this name takes the natural logarithm. */
  public static boolean isLogMethod(String method) {
    return method.equals("log");
  }

  /** Whether a function gives logarithms, of whatever. */
  public static boolean isLogOfAny(String qualifiedName) {
    return isLog(qualifiedName)
        || is(qualifiedName, "log_softmax")
        || is(qualifiedName, "logsigmoid");
  }

  /** Whether a method of this name does. */
  public static boolean isLogOfAnyMethod(String method) {
    return isLogMethod(method) || method.equals("log_softmax");
  }

  /** Whether a function gives a tensor of the same dimensions as its first argument. */
  public static boolean keepsDimensions(String qualifiedName) {
    return isLogOfAny(qualifiedName) || isSoftmax(qualifiedName);
  }

  /** Whether a method gives a tensor of the same dimensions. */
  public static boolean keepsDimensionsAsMethod(String method) {
    return DIMENSIONS_KEPT.contains(method);
  }

  /** Whether a function turns scores into probabilities over a dimension. */
  public static boolean isSoftmax(String qualifiedName) {
    return is(qualifiedName, "softmax");
  }

  /** Whether a method of this name does. */
  public static boolean isSoftmaxMethod(String method) {
    return method.equals("softmax");
  }

  /** Whether a function turns each score into a probability. */
  public static boolean isSigmoid(String qualifiedName) {
    return is(qualifiedName, "sigmoid");
  }

  /** Whether a method of this name does. */
  public static boolean isSigmoidMethod(String method) {
    return method.equals("sigmoid");
  }

  /** Whether a function takes powers of e. */
  public static boolean isExp(String qualifiedName) {
    return is(qualifiedName, "exp");
  }

  /** Whether a function sums up a tensor. */
  public static boolean isSum(String qualifiedName) {
    return is(qualifiedName, "sum");
  }

  /**
   * Whether a function or method is not differentiable, or not finite, on a part of all numbers.
   */
  public static boolean isPartial(String qualifiedName) {
    return is(qualifiedName, "log") || is(qualifiedName, "sqrt") || is(qualifiedName, "acos");
  }

  /** Whether a function chooses between two tensors, element by element. */
  public static boolean chooses(String qualifiedName) {
    return is(qualifiedName, "where");
  }

  /** Whether a function or method of this name asks whether values are numbers at all. */
  public static boolean asksIfNumber(String name) {
    return name.equals("isnan") || name.equals("isinf") || name.equals("isfinite");
  }

  /** Whether a name stands for what is no number, or a call that makes it out of its text. */
  public static boolean isNan(String qualifiedName) {
    return qualifiedName.equals("torch.nan")
        || qualifiedName.equals("numpy.nan")
        || qualifiedName.equals("numpy.NaN")
        || qualifiedName.equals("math.nan");
  }

  /** Whether a class, called, may give a tensor whose elements nobody has written. */
  public static boolean isOldConstructor(String qualifiedName) {
    return qualifiedName.equals("torch.Tensor") || qualifiedName.equals("torch.FloatTensor");
  }

  /** Whether the name of such a class does not even say of what type the elements are. */
  public static boolean hidesType(String qualifiedName) {
    return qualifiedName.equals("torch.Tensor");
  }

  /** Whether a function copies what it is given into a new tensor without a graph. */
  public static boolean copies(String qualifiedName) {
    return qualifiedName.equals("torch.tensor");
  }

  /** Whether a call of this name behind a module or a tensor may do nothing but give a result. */
  public static boolean mayBePure(String member) {
    return PURE_FUNCTIONS.contains(member) || isPureForTensors(member);
  }

  /** Whether a statement that is a call of this function alone does nothing. */
  public static boolean isPure(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    String module = qualifiedName.substring(0, Math.max(dot, 0));
    return (module.equals("torch") || module.equals("torch.nn.functional"))
        && PURE_FUNCTIONS.contains(qualifiedName.substring(dot + 1));
  }

  /** Whether a method of this name changes nothing, whatever has it. */
  public static boolean isPureMethod(String method) {
    return PURE_METHODS.contains(method);
  }

  /** Whether a method of this name changes no tensor. */
  public static boolean isPureForTensors(String method) {
    return PURE_METHODS.contains(method) || PURE_FOR_TENSORS.contains(method);
  }

  /** An argument that a function writes its result into. */
  public static boolean isResult(String keyword) {
    return keyword.equals(TensorFunctions.RESULT) || keyword.equals("inplace");
  }

  /** Whether a method gives a tensor whose elements share memory. */
  public static boolean spreads(String method) {
    return method.equals("expand") || method.equals("expand_as") || method.equals("broadcast_to");
  }

  /** Whether a name says that it holds what a policy has earned. */
  public static boolean areReturns(String name) {
    return RETURNS.matcher(name).matches();
  }

  /** Whether a method changes its tensor in place. */
  public static boolean isInPlace(String method) {
    return method.endsWith("_") && !method.endsWith("__") && !method.equals("requires_grad_");
  }

  /** Whether a function of PyTorch gives one value of all elements of its tensors. */
  public static boolean asksElements(String qualifiedName) {
    return qualifiedName.startsWith("torch.")
        && qualifiedName.lastIndexOf('.') == "torch".length()
        && ASKING_ELEMENTS.contains(qualifiedName.substring("torch.".length()));
  }

  /** The same for a method of a tensor that is given nothing. */
  public static boolean asksElementsAsMethod(String method) {
    return method.equals("item") || ASKING_ELEMENTS.contains(method);
  }
}
