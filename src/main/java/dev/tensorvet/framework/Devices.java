package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where tensors and modules are, and what moves them there or changes the type of their elements.
 */
public final class Devices {

  private static final Set<String> CONVERSIONS =
      Set.of("to", "cuda", "cpu", "xpu", "half", "float", "double", "bfloat16", "type", "type_as");

  private static final Pattern GPU_QUESTION =
      Pattern.compile("(?i).*(cuda|gpu|device|cpu|rank|mps).*", Pattern.DOTALL);

  private static final Pattern CARD_NAME = Pattern.compile("cuda(:\\d+)?");

  private static final Set<String> MAKERS =
      Set.of(
          "torch.zeros",
          "torch.ones",
          "torch.rand",
          "torch.randn",
          "torch.randint",
          "torch.full",
          "torch.empty",
          "torch.arange",
          "torch.eye");

  private static final Set<String> OF_NUMBERS =
      Set.of(
          "torch.tensor",
          "torch.as_tensor",
          "torch.Tensor",
          "torch.FloatTensor",
          "torch.DoubleTensor",
          "torch.LongTensor",
          "torch.IntTensor");

  /** The argument that says where a new tensor is put. */
  public static final String ARGUMENT = "device";

  /** The word without which no code computes on a graphics card. */
  public static final String CARD = "cuda";

  /** The variable of the environment that says which graphics cards a process sees. */
  public static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /**
   * What the names of functions begin with that say where tensors go that are made from then on.
   */
  public static final String DEFAULT = "set_default_";

  private static final Set<String> OUT_OF_MEMORY =
      Set.of(
          "builtins.RuntimeError",
          "builtins.Exception",
          "torch.OutOfMemoryError",
          "torch.cuda.OutOfMemoryError");

  private Devices() {}

  /** Whether a function makes a tensor on the CPU, unless it is told otherwise. */
  public static boolean makesOnDefault(String qualifiedName) {
    return MAKERS.contains(qualifiedName);
  }

  /** Whether a function makes a tensor of numbers, on the CPU unless it is told otherwise. */
  public static boolean makesOfNumbers(String qualifiedName) {
    return OF_NUMBERS.contains(qualifiedName);
  }

  /**
   * Whether a function makes whole numbers: as indices they may lie elsewhere than what they index.
   */
  public static boolean makesIndices(String qualifiedName) {
    return qualifiedName.equals("torch.randint") || qualifiedName.equals("torch.arange");
  }

  /** Whether a function tells if there is a graphics processor. */
  public static boolean asksForGpu(String qualifiedName) {
    return qualifiedName.equals("torch.cuda.is_available")
        || qualifiedName.equals("torch.accelerator.is_available");
  }

  /** Whether code may ask if there is a graphics processor. */
  public static boolean mayAskIfThereIsOne(String code) {
    return code.contains("is_available");
  }

  /** Whether a function says where all tensors go that are made from then on. */
  public static boolean setsDefault(String qualifiedName) {
    return qualifiedName.equals("torch.set_default_device");
  }

  /** Whether code may tell a process which graphics card is its own. */
  public static boolean mayTellProcess(String code) {
    return code.contains("set_device")
        || code.contains("set_cuda_device")
        || code.contains("cuda.device(")
        || code.contains("device_id=")
        || code.contains("deepspeed")
        || code.contains(DEFAULT)
        || code.contains(VISIBLE);
  }

  /** Whether a question, as it is written, may be about the device that is used. */
  public static boolean mayAskForGpu(String question) {
    return GPU_QUESTION.matcher(question).matches();
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

  /** Whether the name of a device is that of the CPU. */
  public static boolean isCpu(String device) {
    return device.startsWith("cpu");
  }

  /** Whether a function gives a device. */
  public static boolean makesDevice(String qualifiedName) {
    return qualifiedName.equals("torch.device");
  }

  /** Whether the name of a device is that of a graphics processor. */
  public static boolean isGpu(String device) {
    return device.startsWith("cuda");
  }

  /** Whether a text is the whole name of a graphics card, and no other that begins like one. */
  public static boolean isCardName(String text) {
    return CARD_NAME.matcher(text).matches();
  }

  /** Whether a variable has a name that programs give a device. */
  public static boolean mayNameDevice(String variable) {
    return variable.contains("dev") || variable.contains("DEV");
  }

  /** Whether a device's name, or a context's, means a graphics card. */
  public static boolean isOnCard(String name) {
    return name.contains("cuda");
  }

  /** Whether an exception of this class may say that the memory of a card is full. */
  public static boolean mayMeanOutOfMemory(String exception) {
    return OUT_OF_MEMORY.contains(exception);
  }
}
