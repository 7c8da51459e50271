package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What functions of the libraries cost that need not be paid. */
public final class Costs {

  /** Where a tensor is made. */
  public static final String DEVICE = "device";

  /** Whether activations are computed again in the way that came first. */
  public static final String REENTRANT = "use_reentrant";

  /** Arguments with which a tensor cannot simply be made elsewhere. */
  private static final Set<String> TIED = Set.of(DEVICE, "out", "pin_memory", "requires_grad");

  private static final Set<String> FILLED =
      Set.of(
          "torch.zeros",
          "torch.ones",
          "torch.full",
          "torch.empty",
          "torch.arange",
          "torch.linspace",
          "torch.eye");

  private static final Set<String> JOINS =
      Set.of(
          "torch.cat",
          "torch.concat",
          "torch.concatenate",
          "torch.hstack",
          "torch.vstack",
          "numpy.concatenate",
          "numpy.hstack",
          "numpy.vstack");

  private static final Pattern DEVICE_NAME =
      Pattern.compile("(?:.*[._])?(?:device|dev|cuda_device)|['\"]cuda(?::\\d+)?['\"]");

  private Costs() {}

  /** Whether a function gives the memory of a graphics card back that it keeps for later. */
  public static boolean emptiesCache(String qualifiedName) {
    return qualifiedName.equals("torch.cuda.empty_cache");
  }

  /** Whether a function fills a tensor with numbers that are the same on each device. */
  public static boolean fills(String qualifiedName) {
    return FILLED.contains(qualifiedName);
  }

  /** Whether an argument ties a tensor to where it is made. */
  public static boolean ties(String argument) {
    return TIED.contains(argument);
  }

  /** Whether an expression, as it is written, is a device. */
  public static boolean isDevice(String expression) {
    return DEVICE_NAME.matcher(expression).matches();
  }

  /** Whether a function copies all elements of its arguments into one new tensor or array. */
  public static boolean joins(String qualifiedName) {
    return JOINS.contains(qualifiedName);
  }

  /** Whether a function adds elements to a copy of its first argument. */
  public static boolean appendsToCopy(String qualifiedName) {
    return qualifiedName.equals("numpy.append");
  }

  /** Whether a function computes activations again instead of keeping them. */
  public static boolean recomputes(String qualifiedName) {
    return qualifiedName.equals("torch.utils.checkpoint.checkpoint")
        || qualifiedName.equals("torch.utils.checkpoint.checkpoint_sequential");
  }
}
