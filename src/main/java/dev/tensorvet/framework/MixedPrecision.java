package dev.tensorvet.framework;

import java.util.Locale;

/** The names of computing in fewer bits: contexts, types, and the scaling of gradients. */
public final class MixedPrecision {

  /** The device of a context whose name says none. */
  public static final Parameter DEVICE = new Parameter(0, "device_type");

  /** Whether such a context is on. */
  public static final Parameter ENABLED = new Parameter(2, "enabled");

  /** The same for a context whose name says the device. */
  public static final Parameter ENABLED_FIRST = new Parameter(0, "enabled");

  private MixedPrecision() {}

  /** Whether a context made by this function enters as its first argument, a loss, scaled. */
  public static boolean scalesFirstArgument(String qualifiedName) {
    return qualifiedName.equals("apex.amp.scale_loss");
  }

  /** Whether a context of this name computes on the device that stands in its name. */
  public static boolean namesDevice(String autocast) {
    return !autocast.equals("torch.amp.autocast");
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

  /** Whether what code calls so scales gradients, where nothing else is known of it. */
  public static boolean isScalerByName(String object) {
    return object.toLowerCase(Locale.ROOT).endsWith("scaler");
  }

  /** Whether a method of a gradient scaler gives its scale. */
  public static boolean givesScale(String method) {
    return method.equals("get_scale");
  }
}
