package dev.tensorvet.framework;

import java.util.Set;

/** What the methods of tensors give, and the functions that make tensors. */
public final class Tensors {

  /** Methods that give back their object, or a tensor with the same values in the same graph. */
  private static final Set<String> STAYING =
      Set.of(
          "clone",
          "contiguous",
          "detach",
          "double",
          "float",
          "half",
          "int",
          "long",
          "mean",
          "reshape",
          "squeeze",
          "sum",
          "unsqueeze",
          "view");

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

  private static final Set<String> COPYING = Set.of("clone", "contiguous", "reshape", "flatten");

  private static final Set<String> WRITES =
      Set.of(
          "add_",
          "sub_",
          "mul_",
          "div_",
          "copy_",
          "lerp_",
          "clamp_",
          "clip_",
          "addcmul_",
          "addcdiv_",
          "zero_",
          "fill_",
          "normal_",
          "uniform_");

  private static final Set<String> SIZES =
      Set.of("size", "shape", "dim", "ndim", "numel", "device");

  private static final Set<String> OF_SIZES =
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

  private Tensors() {}

  /** Of a function that makes a tensor of one number: the number. */
  public static final Parameter FILL = new Parameter(1, "fill_value");

  /** Whether a function makes a tensor of one number, again and again. */
  public static boolean fillsWith(String qualifiedName) {
    return qualifiedName.equals("torch.full");
  }

  /** Whether a method of a tensor makes all of it zero. */
  public static boolean clears(String method) {
    return method.equals("zero_");
  }

  /** Whether a method or member of a tensor tells its size, or the like, and not its values. */
  public static boolean givesSize(String member) {
    return SIZES.contains(member);
  }

  /** Whether a function gives a number, or a tensor, of which its arguments only say the size. */
  public static boolean takesSizes(String qualifiedName) {
    return OF_SIZES.contains(qualifiedName);
  }

  /** Whether a method changes the values of its tensor, and nothing else. */
  public static boolean writes(String method) {
    return WRITES.contains(method);
  }

  /** Whether such a method keeps the values within bounds. */
  public static boolean limits(String method) {
    return method.equals("clamp_") || method.equals("clip_");
  }

  /** Whether a method gives back the object that it is called on. */
  public static boolean givesBackItself(String method) {
    return SAME_OBJECT.contains(method);
  }

  /** Whether a method gives its tensor's values in elements of their own, or may. */
  public static boolean mayCopy(String method) {
    return COPYING.contains(method);
  }

  /** Whether a method gives a tensor on the device of its object, whatever its arguments. */
  public static boolean staysWhereItIs(String method) {
    return STAYING.contains(method);
  }
}
