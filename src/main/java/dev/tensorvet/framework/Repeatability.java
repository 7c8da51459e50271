package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PyTorch can compute on a graphics card only so that the result may differ from run to run:
 * it refuses to, where repeatable results are demanded. What became repeatable in some release is
 * left out.
 */
public final class Repeatability {

  /** When an operation is refused. */
  public enum When {
    /** Whatever it is told. */
    ALWAYS,
    /** When it is told something. */
    TOLD,
    /** When it is told a certain word. */
    TOLD_WORD,
    /** Unless all that it is told is one, which is a mean. */
    UNLESS_ONE
  }

  /**
   * What is refused.
   *
   * @param when what decides it
   * @param argument by which parameter
   * @param words which words, where it is decided by them
   */
  public record Refusal(When when, Parameter argument, Set<String> words) {}

  /** The argument by which a trainer is told. */
  public static final String DEMAND = "deterministic";

  /** A word in the code of a loop that learns. */
  public static final String LEARNS = "backward";

  /** Functions that forbid all that may differ, by their first argument. */
  private static final Set<String> DEMANDS =
      Set.of("torch.use_deterministic_algorithms", "torch.set_deterministic");

  private static final Map<String, Refusal> REFUSALS = new HashMap<>();

  private static void always(String... names) {
    for (String name : names) {
      REFUSALS.put(name, new Refusal(When.ALWAYS, new Parameter(-1, ""), Set.of()));
    }
  }

  private static void when(When when, String name, Parameter argument, String... words) {
    REFUSALS.put(name, new Refusal(when, argument, Set.of(words)));
  }

  static {
    always(
        "torch.nn.AvgPool3d",
        "torch.nn.functional.avg_pool3d",
        "torch.nn.AdaptiveMaxPool2d",
        "torch.nn.functional.adaptive_max_pool2d",
        "torch.nn.FractionalMaxPool2d",
        "torch.nn.FractionalMaxPool3d",
        "torch.nn.MaxUnpool1d",
        "torch.nn.MaxUnpool2d",
        "torch.nn.MaxUnpool3d",
        "torch.nn.functional.max_unpool1d",
        "torch.nn.functional.max_unpool2d",
        "torch.nn.functional.max_unpool3d",
        "torch.nn.ReflectionPad1d",
        "torch.nn.ReflectionPad2d",
        "torch.nn.ReflectionPad3d",
        "torch.nn.CTCLoss",
        "torch.nn.functional.ctc_loss",
        "torch.nn.functional.grid_sample",
        "torch.histc");
    when(When.UNLESS_ONE, "torch.nn.AdaptiveAvgPool2d", new Parameter(0, "output_size"));
    when(When.UNLESS_ONE, "torch.nn.AdaptiveAvgPool3d", new Parameter(0, "output_size"));
    when(
        When.UNLESS_ONE,
        "torch.nn.functional.adaptive_avg_pool2d",
        new Parameter(1, "output_size"));
    when(
        When.UNLESS_ONE,
        "torch.nn.functional.adaptive_avg_pool3d",
        new Parameter(1, "output_size"));
    when(When.TOLD_WORD, "torch.nn.Upsample", new Parameter(2, "mode"), "linear");
    when(When.TOLD_WORD, "torch.nn.functional.interpolate", new Parameter(3, "mode"), "linear");
    when(When.TOLD_WORD, "torch.nn.functional.pad", new Parameter(2, "mode"), "reflect");
    when(When.TOLD_WORD, "torch.nn.Conv1d", new Parameter(8, "padding_mode"), "reflect");
    when(When.TOLD_WORD, "torch.nn.Conv2d", new Parameter(8, "padding_mode"), "reflect");
    when(When.TOLD_WORD, "torch.nn.EmbeddingBag", new Parameter(5, "mode"), "max");
    when(When.TOLD, "torch.bincount", new Parameter(1, "weights"));
    when(When.TOLD, "torch.median", new Parameter(1, "dim"));
  }

  private Repeatability() {}

  /** Whether a text may demand repeatable results. */
  public static boolean mayDemand(String code) {
    return code.contains("deterministic");
  }

  /** Whether a function forbids all that may differ, by its first argument. */
  public static boolean isDemand(String qualifiedName) {
    return DEMANDS.contains(qualifiedName);
  }

  /** Whether a class does the same, by the argument {@code deterministic}. */
  public static boolean passesDemandOn(String qualifiedName) {
    return qualifiedName.equals("lightning.Trainer");
  }

  /** Whether a program may compute on a graphics card. */
  public static boolean mayUseCard(String code) {
    return code.contains("cuda") || code.contains("gpu") || code.contains("Trainer(");
  }

  /** Whether a program may learn, in a loop of its own or by a trainer. */
  public static boolean mayLearn(String code) {
    return code.contains(LEARNS) || code.contains(".fit(");
  }

  /** When a function or layer is refused. */
  public static Optional<Refusal> refusal(String qualifiedName) {
    return Optional.ofNullable(REFUSALS.get(qualifiedName));
  }

  /** Whether a function or layer of this name may be refused. */
  public static boolean mayBeRefused(String member) {
    return REFUSALS.containsKey("torch.nn." + member)
        || REFUSALS.containsKey("torch.nn.functional." + member)
        || REFUSALS.containsKey("torch." + member);
  }
}
