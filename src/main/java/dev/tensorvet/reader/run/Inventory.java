package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run came by on whatever way, its preparations included, where only that it happened counts
 * and not when.
 */
final class Inventory {

  /**
   * An object with a role is made.
   *
   * @param code the function that makes it; empty for a script's own code
   */
  record Making(Term.Made object, Role role, Operand.Call call, Optional<FunctionEntity> code) {}

  /**
   * A tensor or a module is put on another device, or its elements get another type.
   *
   * @param given the arguments of the method
   */
  record Move(Term target, String method, List<Term> given, Site site) {}

  /**
   * A value is compared with another by size.
   *
   * @param module whose code compares them
   */
  record Comparison(Term.Computed test, SourceModule module, Site site) {}

  /** Values are rounded to whole numbers. */
  record Rounding(Term values, Site site) {}

  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Making> makings = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<Rounding> roundings = new ArrayList<>();

  private final Set<Term> copied = new HashSet<>();

  /** A tensor is copied, or may be: the copy goes by the same term. */
  void copy(Term tensor) {
    copied.add(tensor);
  }

  /** Whether a tensor was copied, or put where it may have been. */
  boolean mayBeCopied(Term tensor) {
    return copied.contains(tensor) || moves.stream().anyMatch(m -> m.target().equals(tensor));
  }

  void make(Making making) {
    makings.add(making);
  }

  void move(Move move) {
    moves.add(move);
  }

  void compare(Comparison comparison) {
    comparisons.add(comparison);
  }

  void round(Rounding rounding) {
    roundings.add(rounding);
  }

  List<Comparison> comparisons() {
    return List.copyOf(comparisons);
  }

  List<Making> makings() {
    return List.copyOf(makings);
  }

  List<Move> moves() {
    return List.copyOf(moves);
  }

  List<Rounding> roundings() {
    return List.copyOf(roundings);
  }
}
