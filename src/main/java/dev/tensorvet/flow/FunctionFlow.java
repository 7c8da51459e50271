package dev.tensorvet.flow;

import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;
import java.util.Optional;

/**
 * The body of a function, or of a whole module.
 *
 * @param function absent for a module's own code
 */
public record FunctionFlow(
    SourceModule module,
    Optional<FunctionEntity> function,
    List<Parameter> parameters,
    List<Step> body) {

  /** How a parameter takes its arguments. */
  public enum Kind {
    POSITIONAL,
    KEYWORD_ONLY,
    /** All positional arguments that are left over. */
    REST,
    /** All keyword arguments that are left over. */
    KEYWORD_REST
  }

  /**
   * @param type what its annotation stands for, when it is a plain name
   */
  public record Parameter(
      String name, Kind kind, Optional<Operand> defaultValue, Optional<Entity> type) {}
}
