package dev.tensorvet.framework;

import java.util.List;
import java.util.Set;

/**
 * Dataclasses, and what reads a configuration into the fields of one and refuses all other keys.
 */
public final class FieldReaders {

  /** What files hold that read configurations so. */
  public static final List<String> WORDS =
      List.of("HfArgumentParser", "TrlParser", "pyrallis", "draccus", "structured");

  /** What a file holds whose reader lets unknown keys pass. */
  public static final List<String> OPEN =
      List.of("allow_extra_keys", "return_remaining_strings", "parse_known_args", "set_struct");

  private static final Set<String> READERS =
      Set.of(
          "transformers.HfArgumentParser",
          "trl.TrlParser",
          "pyrallis.parse",
          "pyrallis.argparsing.wrap",
          "pyrallis.wrap",
          "pyrallis.load",
          "draccus.parse",
          "draccus.wrap",
          "omegaconf.OmegaConf.structured");

  /** What marks a function that is given an object of its first parameter's class. */
  private static final Set<String> DECORATORS =
      Set.of("pyrallis.wrap", "pyrallis.argparsing.wrap", "draccus.wrap");

  private FieldReaders() {}

  /** Whether a function is given the class whose fields it reads. */
  public static boolean reads(String qualifiedName) {
    return READERS.contains(qualifiedName);
  }

  /** Whether a decorator has the class of a function's first parameter read. */
  public static boolean decorates(String qualifiedName) {
    return DECORATORS.contains(qualifiedName);
  }

  /** Whether a decorator gives a class a constructor that takes its fields. */
  public static boolean isDataclass(String qualifiedName) {
    return qualifiedName.equals("dataclasses.dataclass");
  }

  /** Whether a function says what is special about a field. */
  public static boolean isField(String qualifiedName) {
    return qualifiedName.equals("dataclasses.field");
  }
}
