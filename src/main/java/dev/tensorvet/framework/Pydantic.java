package dev.tensorvet.framework;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Models of pydantic, and what reads a configuration into the fields of one. */
public final class Pydantic {

  /** What files hold that have such models. */
  public static final String WORD = "pydantic";

  /** What a class says whose values are changed before they are looked at, or whose keys are. */
  public static final List<String> OPEN =
      List.of(
          "before", "pre=True", "wrap", "alias_generator", "AliasChoices", "AliasPath", "__init__");

  /** The assignment of a class that holds what is special about it, and the class in its place. */
  public static final String SETTINGS = "model_config";

  public static final String OLD_SETTINGS = "Config";

  /** What of it says what becomes of unknown keys, and the word by which they are refused. */
  public static final String EXTRA = "extra";

  public static final String FORBIDDEN = "forbid";

  /** The names by which a field may be given in place of its own. */
  public static final Set<String> ALIASES = Set.of("alias", "validation_alias");

  private static final Set<String> READERS =
      Set.of(
          "model_validate",
          "model_validate_json",
          "parse_obj",
          "parse_file",
          "parse_raw",
          "validate");

  private Pydantic() {}

  /** Whether a class is the one that all models are below of. */
  public static boolean isModel(String qualifiedName) {
    return qualifiedName.equals("pydantic.BaseModel")
        || qualifiedName.equals("pydantic.main.BaseModel");
  }

  /** Whether a method of a model reads an object of it out of what it is given. */
  public static boolean reads(String method) {
    return READERS.contains(method);
  }

  /** Whether a function says what is special about a field. */
  public static boolean isField(String qualifiedName) {
    return qualifiedName.equals("pydantic.Field") || qualifiedName.equals("pydantic.fields.Field");
  }

  /** The least or greatest value that a field's word allows: {@code gt}, {@code le}. */
  public enum Bound {
    GT("more than"),
    GE("at least"),
    LT("less than"),
    LE("at most");

    private final String text;

    Bound(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    public boolean holds(double value, double limit) {
      return switch (this) {
        case GT -> value > limit;
        case GE -> value >= limit;
        case LT -> value < limit;
        case LE -> value <= limit;
      };
    }

    /** The bound that a word of a field is. */
    public static Optional<Bound> of(String word) {
      return switch (word) {
        case "gt" -> Optional.of(GT);
        case "ge" -> Optional.of(GE);
        case "lt" -> Optional.of(LT);
        case "le" -> Optional.of(LE);
        default -> Optional.empty();
      };
    }
  }
}
