package dev.tensorvet.framework;

import java.util.Set;

/**
 * Where tensors and modules are, and what moves them there or changes the type of their elements.
 */
public final class Devices {

  private static final Set<String> CONVERSIONS =
      Set.of("to", "cuda", "cpu", "xpu", "half", "float", "double", "bfloat16", "type", "type_as");

  private Devices() {}

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

  /** Whether a function gives a device. */
  public static boolean makesDevice(String qualifiedName) {
    return qualifiedName.equals("torch.device");
  }

  /** Whether the name of a device is that of a graphics processor. */
  public static boolean isGpu(String device) {
    return device.startsWith("cuda");
  }

  /** Whether a device's name, or a context's, means a graphics card. */
  public static boolean isOnCard(String name) {
    return name.contains("cuda");
  }
}
