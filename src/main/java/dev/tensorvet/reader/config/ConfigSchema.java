package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Pydantic;
import dev.tensorvet.syntax.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings that a program declares, with the kind of value that each begins with. */
final class ConfigSchema {

  /** What a setting may be set to. */
  enum Kind {
    WHOLE("a whole number"),
    FLOAT("a number with a point"),
    TEXT("a text"),
    TRUTH("true or false"),
    LIST("a list"),
    SECTION("a section"),
    /** Whatever it is, nobody can say that it is wrong. */
    ANY("anything");

    private static final Set<String> LISTS = Set.of("list", "List", "tuple", "Tuple", "set", "Set");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    String text() {
      return name;
    }

    /** What a type lets a setting be. */
    static Kind of(Expr type) {
      return switch (type) {
        case Expr.Name name when LISTS.contains(name.name()) -> Kind.LIST;
        case Expr.Name name ->
            switch (name.name()) {
              case "int" -> Kind.WHOLE;
              case "float" -> Kind.FLOAT;
              case "bool" -> Kind.TRUTH;
              case "str" -> Kind.TEXT;
              default -> Kind.ANY;
            };
        case Expr.Subscript generic -> generic(generic);
        case Expr.BinOp either when either.right() instanceof Expr.NoneLiteral -> of(either.left());
        default -> Kind.ANY;
      };
    }

    /** {@code list[int]}, {@code Optional[int]}, {@code Annotated[int, ...]}. */
    private static Kind generic(Expr.Subscript generic) {
      if (!(generic.value() instanceof Expr.Name name)) {
        return Kind.ANY;
      }
      return switch (name.name()) {
        case "Optional" -> of(generic.index());
        case "Annotated" ->
            generic.index() instanceof Expr.Tuple several
                ? of(several.elements().getFirst())
                : Kind.ANY;
        default -> LISTS.contains(name.name()) ? Kind.LIST : Kind.ANY;
      };
    }
  }

  /** What becomes of values and keys that are not as they are declared. */
  enum Reading {
    /** Keys are refused that are not declared, and values of another kind. */
    STRICT,
    /** The same, but a value is made another where that loses nothing. */
    CONVERTING,
    /** As before, and keys that are not declared pass. */
    OPEN
  }

  /**
   * A bound of a setting.
   *
   * @param limit the number that it is about
   */
  record Limit(Pydantic.Bound bound, double limit) {

    boolean holds(double value) {
      return bound.holds(value, limit);
    }

    String text() {
      String number =
          limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
      return "a number that is " + bound.text() + " " + number;
    }
  }

  /** What is declared under a name. */
  record Setting(Kind kind, Place place, ConfigSchema inner, List<Limit> limits) {}

  private final Reading reading;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  ConfigSchema() {
    this(Reading.STRICT);
  }

  ConfigSchema(Reading reading) {
    this.reading = reading;
  }

  Reading reading() {
    return reading;
  }

  Optional<Setting> get(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  Iterable<String> names() {
    return settings.keySet();
  }

  boolean isEmpty() {
    return settings.isEmpty();
  }

  /** Declares a setting; one that is declared as two kinds may be any. */
  ConfigSchema declare(String name, Kind kind, Place place) {
    Setting before = settings.get(name);
    Setting now =
        before == null
            ? new Setting(kind, place, new ConfigSchema(), List.of())
            : new Setting(
                before.kind() == kind ? kind : Kind.ANY, before.place(), before.inner(), List.of());
    settings.put(name, now);
    return now.inner();
  }

  /** Declares a setting that is declared once. */
  void put(String name, Setting setting) {
    settings.put(name, setting);
  }
}
