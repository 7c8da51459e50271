package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Constants that a class or a module names, as {@code Phase.TRAIN} and {@code Phase.VAL}. */
final class NamedConstants {

  private NamedConstants() {}

  /** Whether two constants of one class or module are the same, if that is known. */
  static Optional<Boolean> areEqual(List<Term> operands) {
    return operands.size() == 2
            && operands.getFirst() instanceof Term.Member one
            && operands.getLast() instanceof Term.Member other
            && one.owner().equals(other.owner())
            && one.owner() instanceof Term.Named home
        ? areEqual(home.entity(), one.name(), other.name())
        : Optional.empty();
  }

  /** The text that a name stands for which a module has imported from another. */
  static Optional<Term> imported(SourceModule module, String name) {
    return module
        .named(name)
        .filter(VariableEntity.class::isInstance)
        .map(variable -> ((VariableEntity) variable).binding())
        .filter(binding -> binding.scope().module() != module && binding.sites().size() == 1)
        .flatMap(binding -> binding.sites().getFirst().value())
        .filter(Expr.StringLiteral.class::isInstance)
        .map(text -> new Term.Written(new Constant.Text(((Expr.StringLiteral) text).value())));
  }

  /** One value under two names may be a setting, which is written to be changed. */
  private static Optional<Boolean> areEqual(Entity home, String one, String other) {
    Optional<Expr> first = value(home, one);
    Optional<Expr> second = value(home, other);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    if (one.equals(other)) {
      return Optional.of(true);
    }
    boolean areDifferent = differ(first.get(), second.get());
    return areDifferent || (isEnumeration(home) && !areAlike(first.get(), second.get()))
        ? Optional.of(false)
        : Optional.empty();
  }

  /** What a class or module assigns to a name, if it does that once. */
  private static Optional<Expr> value(Entity home, String name) {
    return switch (home) {
      case ClassEntity type when type.attributeSites(name).size() == 1 ->
          type.attributeSites(name).getFirst().value();
      case ModuleEntity module ->
          module
              .module()
              .flatMap(code -> code.scope().binding(name))
              .filter(binding -> binding.sites().size() == 1)
              .flatMap(binding -> binding.sites().getFirst().value());
      default -> Optional.empty();
    };
  }

  /** Whether two values are written, and are not the same. */
  private static boolean differ(Expr one, Expr other) {
    return switch (one) {
      case Expr.StringLiteral text ->
          other instanceof Expr.StringLiteral otherText && !text.value().equals(otherText.value());
      case Expr.NumberLiteral number ->
          other instanceof Expr.NumberLiteral otherNumber
              && number.kind() == otherNumber.kind()
              && !number.text().equals(otherNumber.text());
      default -> false;
    };
  }

  /** Whether a member of an enumeration may be another name of the other, by its value. */
  private static boolean areAlike(Expr one, Expr other) {
    return isName(one)
        || isName(other)
        || (one.getClass() == other.getClass()
            && (one instanceof Expr.StringLiteral || one instanceof Expr.NumberLiteral));
  }

  private static boolean isName(Expr value) {
    return value instanceof Expr.Name || value instanceof Expr.Attribute;
  }

  private static boolean isEnumeration(Entity home) {
    return home instanceof ClassEntity type
        && type.mro().linear().stream()
            .anyMatch(
                above ->
                    above instanceof LibraryEntity library
                        && PythonFunctions.isEnumeration(library.qualifiedName()));
  }
}
