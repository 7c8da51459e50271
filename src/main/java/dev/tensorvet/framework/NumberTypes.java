package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** Of what type the numbers of tensors are, and what these types cannot hold. */
public final class NumberTypes {

  /** The argument by which a function is told the type of what it gives. */
  public static final String TYPE = "dtype";

  /** Of a method that fills masked elements: with what. */
  public static final Parameter MASKED_VALUE = new Parameter(1, "value");

  /** Of a method that bounds numbers: the least that they become. */
  public static final Parameter LEAST = new Parameter(0, "min");

  /** What an optimizer adds before it divides. */
  public static final String EPSILON = "eps";

  /** Half of the smallest number of sixteen bits: what is smaller becomes zero. */
  private static final double VANISHING = 2.98e-8;

  /** The greatest number of sixteen bits. */
  private static final double GREATEST = 65_504;

  private static final Set<String> GIVE_INDICES =
      Set.of(
          "torch.argmax",
          "torch.argmin",
          "torch.argsort",
          "torch.bincount",
          "torch.randint",
          "torch.randperm",
          "torch.LongTensor",
          "torch.IntTensor",
          "torch.eq",
          "torch.ne",
          "torch.gt",
          "torch.lt",
          "torch.ge",
          "torch.le",
          "torch.isnan",
          "torch.isfinite");

  private static final Set<String> WHOLE =
      Set.of(
          "torch.long",
          "torch.int64",
          "torch.int",
          "torch.int32",
          "torch.int16",
          "torch.int8",
          "torch.uint8",
          "torch.bool");

  private static final Set<String> KEEP_TYPE =
      Set.of(
          ("cuda cpu detach clone contiguous view reshape flatten squeeze unsqueeze permute"
                  + " transpose t sum abs")
              .split(" "));

  private static final Set<String> AVERAGES = Set.of("mean", "std", "var");

  private static final Set<String> PRODUCTS =
      Set.of("torch.matmul", "torch.bmm", "torch.einsum", "torch.baddbmm");

  private static final Set<String> DIVIDE_BY_ROOT =
      Set.of(
          "torch.optim.Adam",
          "torch.optim.AdamW",
          "torch.optim.NAdam",
          "torch.optim.RAdam",
          "torch.optim.Adamax",
          "torch.optim.RMSprop");

  /** What keeps weights of thirty-two bits beside those of sixteen. */
  private static final Pattern MASTER =
      Pattern.compile("(?i)master|apex|fp16_?optimizer|deepspeed|fp32|float32");

  private NumberTypes() {}

  /** Whether a text may compute with tensors. */
  public static boolean mayCompute(String code) {
    return code.contains("torch");
  }

  /** Whether a function gives whole numbers, or yes and no, unless it is told another type. */
  public static boolean givesWholes(String qualifiedName) {
    return GIVE_INDICES.contains(qualifiedName);
  }

  /** Whether a function makes a tensor of the type of the numbers that it is given. */
  public static boolean makesOfNumbers(String qualifiedName) {
    return qualifiedName.equals("torch.tensor") || qualifiedName.equals("torch.as_tensor");
  }

  /** Whether a method of a tensor gives one of the same type. */
  public static boolean keepsType(String method) {
    return KEEP_TYPE.contains(method);
  }

  /** Whether only tensors have a method of this name, and it gives whole numbers. */
  public static boolean makesWhole(String method) {
    return method.equals("long");
  }

  /** Whether a method of this name gives indices. */
  public static boolean givesIndices(String method) {
    return method.equals("argmax") || method.equals("argmin");
  }

  /** The argument by which a tensor, and no array, is told along what. */
  public static final String DIMENSION = "dim";

  /** Whether a function is one of the library of tensors. */
  public static boolean isOfTensors(String qualifiedName) {
    return qualifiedName.startsWith("torch.");
  }

  /** Whether a type's name is that of whole numbers, or of yes and no. */
  public static boolean isWhole(String type) {
    return WHOLE.contains(type);
  }

  /** Whether a method averages numbers, which those of whole numbers refuse. */
  public static boolean averages(String method) {
    return AVERAGES.contains(method);
  }

  /** Whether a function does. */
  public static boolean averagesAsFunction(String qualifiedName) {
    return qualifiedName.startsWith("torch.")
        && averages(qualifiedName.substring("torch.".length()));
  }

  /** Whether a method gives its tensor in sixteen bits. */
  public static boolean halves(String method) {
    return method.equals("half");
  }

  /** Whether a method gives its tensor, or its module, in more bits again. */
  public static boolean restores(String method) {
    return method.equals("float") || method.equals("double");
  }

  /** Whether a method bounds its numbers from below. */
  public static boolean bounds(String method) {
    return method.startsWith("clamp") || method.startsWith("clip");
  }

  /** Whether a method fills the elements that a mask tells. */
  public static boolean fillsMasked(String method) {
    return method.equals("masked_fill") || method.equals("masked_fill_");
  }

  /** Whether a number becomes zero in sixteen bits. */
  public static boolean vanishes(double number) {
    return number > 0 && number < VANISHING;
  }

  /** Whether a number has no place in sixteen bits. */
  public static boolean overflows(double number) {
    return Math.abs(number) > GREATEST;
  }

  /** Whether a function gives a product of matrices, which mixed precision computes in few bits. */
  public static boolean multiplies(String qualifiedName) {
    return PRODUCTS.contains(qualifiedName);
  }

  /** Whether an optimizer divides by the root of an average of squares. */
  public static boolean dividesByRoot(String qualifiedName) {
    return DIVIDE_BY_ROOT.contains(qualifiedName);
  }

  /** Whether a text may keep weights of more bits for the optimizer. */
  public static boolean mayKeepMaster(String code) {
    return MASTER.matcher(code).find();
  }

  /** The class that only training in sixteen bits of a narrow range needs. */
  public static final String SCALER = "GradScaler";
}
