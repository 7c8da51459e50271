package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * A class that is a module of a network, or is built like one.
 *
 * @param name the class's name in its header
 * @param isModule whether it inherits from the class that all modules inherit from
 * @param constructor its own {@code __init__}
 * @param forward whether its objects have a {@code forward} that does something
 * @param use where an object of a class that is no module is used as one, or where one of a module
 *     without {@code forward} is run; not looked for otherwise
 * @param packageOfLayers how the file names the package of layers, as in {@code nn.Linear}
 * @param layers the layers that its {@code __init__} keeps in attributes
 * @param plainGroups the groups of layers that it keeps where a module does not look for them
 * @param metricGroups the groups of metrics that it keeps there
 */
public record ModelClass(
    ClassEntity type,
    Place name,
    Proof isModule,
    Optional<Constructor> constructor,
    Proof forward,
    Optional<Use> use,
    Optional<String> packageOfLayers,
    List<Layer> layers,
    List<PlainGroup> plainGroups,
    List<PlainGroup> metricGroups)
    implements Fact {

  public ModelClass {
    layers = List.copyOf(layers);
    plainGroups = List.copyOf(plainGroups);
    metricGroups = List.copyOf(metricGroups);
  }

  /**
   * An {@code __init__}.
   *
   * @param baseInit how it runs the {@code __init__} of the bases
   * @param basesNeedArguments whether that of the nearest base takes more than {@code self}
   */
  public record Constructor(
      Stmt.FunctionDef node, Place name, BaseInit baseInit, boolean basesNeedArguments) {}

  /**
   * A layer in an attribute.
   *
   * @param place the attribute where it is assigned
   * @param built the call that builds it
   * @param isUsed whether anything reads it; {@link Proof#UNKNOWN} when that cannot be ruled out
   */
  public record Layer(String attribute, Place place, Expr.Call built, Proof isUsed) {}

  /** Something that only a module can do. */
  public record Use(Place place, Use.Kind kind) {

    /** What is done. */
    public enum Kind {
      /** An object is called. */
      CALL,
      /** A method that every module has is called on an object. */
      MODULE_METHOD,
      /** An object is made a step of a sequence. */
      STEP
    }
  }

  /**
   * A plain list, tuple or dict of modules that methods of the class use, and that nothing
   * registers.
   *
   * @param value what the attribute is assigned
   * @param kind what the value is
   * @param outside where the container of the module goes in the text: the value with the
   *     parentheses around it
   * @param qualifier how the file names the package of layers: {@code nn}
   * @param called where one of them is used
   */
  public record PlainGroup(
      String attribute,
      Place place,
      Expr value,
      PlainGroup.Kind kind,
      Span outside,
      Optional<String> qualifier,
      Place called) {

    /** What holds them. */
    public enum Kind {
      LIST,
      TUPLE,
      DICT,
      /** A dict whose keys are not all known to be allowed in the container of a module. */
      DICT_OF_ANY_KEYS
    }
  }
}
