package dev.tensorvet.framework;

import java.util.Set;

/** The classes whose objects keep values by name. */
public final class Mappings {

  private static final Set<String> BY_KEY =
      Set.of("builtins.dict", "collections.OrderedDict", "collections.defaultdict");

  private static final Set<String> BY_ATTRIBUTE =
      Set.of("types.SimpleNamespace", "argparse.Namespace", "torch.nn.ModuleDict");

  /**
   * Dictionaries whose keys are attributes too, of many small libraries, and many projects' own.
   */
  private static final Set<String> OPEN =
      Set.of(
          "EasyDict",
          "edict",
          "Munch",
          "munchify",
          "Box",
          "AttrDict",
          "DotMap",
          "ConfigDict",
          "Dict");

  private Mappings() {}

  /** Whether a class keeps values by name, in whatever way they are read. */
  public static boolean isMapping(String qualifiedName) {
    return BY_KEY.contains(qualifiedName) || hasAttributes(qualifiedName);
  }

  /** Whether what a class keeps by name can be read as an attribute. */
  public static boolean hasAttributes(String qualifiedName) {
    return BY_ATTRIBUTE.contains(qualifiedName) || opensKeys(qualifiedName);
  }

  /** Whether a class gives the keys of a dictionary as attributes. */
  public static boolean opensKeys(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    return dot >= 0 && OPEN.contains(qualifiedName.substring(dot + 1));
  }

  /** Whether a method gives all that is kept, or all names that it is kept under. */
  public static boolean goesThrough(String method) {
    return method.equals("values") || method.equals("keys");
  }

  /** Whether a method gives what is kept under its first argument. */
  public static boolean reads(String method) {
    return method.equals("get");
  }
}
