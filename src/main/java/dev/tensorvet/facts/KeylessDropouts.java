package dev.tensorvet.facts;

import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds modules of Flax that are applied for training without the key that dropout draws by. */
final class KeylessDropouts {

  private KeylessDropouts() {}

  /**
   * What turns a layer that drops on.
   *
   * @param parameter of its module's call
   */
  private record Switch(String parameter, boolean whenTrue) {}

  static List<JaxSlip> read(SourceModule module) {
    List<JaxSlip> found = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (Jax.appliesModule(method.name())
              && call.keyword(Jax.KEYS).isEmpty()
              && !CodeCalls.isOpen(call)) {
            type(method.value(), module)
                .filter(KeylessDropouts::isModule)
                .flatMap(KeylessDropouts::dropout)
                .filter(drop -> CodeCalls.is(call.keyword(drop.parameter()), drop.whenTrue()))
                .ifPresent(
                    drop ->
                        found.add(
                            new JaxSlip(
                                Kind.KEY_MISSING,
                                CodeCalls.place(call, module),
                                CodeCalls.text(method.value(), module),
                                Optional.empty(),
                                Optional.empty())));
          }
        });
    return found;
  }

  /** The class that makes what a method is called on. */
  private static Optional<ClassEntity> type(Expr value, SourceModule module) {
    Expr made = CodeCalls.onlyValue(value, module).orElse(value);
    return made instanceof Expr.Call call
            && module.resolve(call.callee()) instanceof ClassEntity type
        ? Optional.of(type)
        : Optional.empty();
  }

  private static boolean isModule(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(
            above ->
                above instanceof LibraryEntity library
                    && Jax.isLinenModule(library.qualifiedName()));
  }

  private static Optional<Switch> dropout(ClassEntity type) {
    if (!(type.lookup("__call__") instanceof MethodLookup.Found(FunctionEntity called))) {
      return Optional.empty();
    }
    SourceModule module = called.module();
    List<Switch> drops = new ArrayList<>();
    Tree.walk(
        called.node(),
        node -> {
          if (node instanceof Expr.Call applied
              && applied.callee() instanceof Expr.Call layer
              && CodeCalls.library(layer.callee(), module).filter(Jax::drops).isPresent()
              && CodeCalls.argument(layer, Jax.DROPPED_SHARE)
                  .filter(KeylessDropouts::isSome)
                  .isPresent()) {
            layer
                .keyword(Jax.DETERMINISTIC)
                .or(() -> applied.keyword(Jax.DETERMINISTIC))
                .flatMap(KeylessDropouts::turned)
                .ifPresent(drops::add);
          }
        });
    return drops.stream().findFirst();
  }

  /** A share that is written, and not nought. */
  private static boolean isSome(Expr share) {
    return share instanceof Expr.NumberLiteral number && !number.text().matches("0*\\.?0*");
  }

  private static Optional<Switch> turned(Expr decides) {
    return switch (decides) {
      case Expr.Name name -> Optional.of(new Switch(name.name(), false));
      case Expr.UnaryOp not
          when not.operator() == Expr.UnaryOperator.NOT
              && not.operand() instanceof Expr.Name name ->
          Optional.of(new Switch(name.name(), true));
      default -> Optional.empty();
    };
  }
}
