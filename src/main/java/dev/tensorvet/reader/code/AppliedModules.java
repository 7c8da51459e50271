package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
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
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Finds modules of Flax that are applied for training without what their layers need then: the key
 * that dropout draws by, or leave to change the statistics of a normalisation.
 */
final class AppliedModules {

  private AppliedModules() {}

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
          if (Jax.appliesModule(method.name()) && !CodeCalls.isOpen(call)) {
            type(method.value(), module)
                .filter(AppliedModules::isModule)
                .flatMap(AppliedModules::called)
                .ifPresent(code -> lacks(call, method, code, module).forEach(found::add));
          }
        });
    return found;
  }

  /** What a call leaves out that the layers of a module need which it turns on. */
  private static Stream<JaxSlip> lacks(
      Expr.Call call, Expr.Attribute method, FunctionEntity code, SourceModule module) {
    Stream<Kind> keyless =
        isOn(call, layer(code, AppliedModules::isDropout, Jax.DETERMINISTIC))
                && call.keyword(Jax.KEYS).isEmpty()
            ? Stream.of(Kind.KEY_MISSING)
            : Stream.empty();
    Stream<Kind> fixed =
        isOn(call, layer(code, AppliedModules::isNormalisation, Jax.AVERAGED))
                && call.keyword(Jax.MUTABLE).isEmpty()
            ? Stream.of(Kind.STATISTICS_FIXED)
            : Stream.empty();
    return Stream.concat(keyless, fixed)
        .map(
            kind ->
                new JaxSlip(
                    kind,
                    CodeCalls.place(call, module),
                    CodeCalls.text(method.value(), module),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static boolean isOn(Expr.Call call, Optional<Switch> layer) {
    return layer
        .filter(on -> CodeCalls.is(call.keyword(on.parameter()), on.whenTrue()))
        .isPresent();
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

  private static Optional<FunctionEntity> called(ClassEntity type) {
    return type.lookup("__call__") instanceof MethodLookup.Found(FunctionEntity called)
        ? Optional.of(called)
        : Optional.empty();
  }

  /**
   * The parameter that turns the first layer of a kind on.
   *
   * @param still the argument of the layer that turns it off
   */
  private static Optional<Switch> layer(
      FunctionEntity code, BiPredicate<Expr.Call, SourceModule> isOfKind, String still) {
    SourceModule module = code.module();
    List<Switch> found = new ArrayList<>();
    Tree.walk(
        code.node(),
        node -> {
          if (node instanceof Expr.Call applied
              && applied.callee() instanceof Expr.Call layer
              && isOfKind.test(layer, module)) {
            layer
                .keyword(still)
                .or(() -> applied.keyword(still))
                .flatMap(AppliedModules::turned)
                .ifPresent(found::add);
          }
        });
    return found.stream().findFirst();
  }

  private static boolean isDropout(Expr.Call layer, SourceModule module) {
    return CodeCalls.isCall(layer, Jax::drops, module)
        && CodeCalls.argument(layer, Jax.DROPPED_SHARE).filter(AppliedModules::isSome).isPresent();
  }

  private static boolean isNormalisation(Expr.Call layer, SourceModule module) {
    return CodeCalls.isCall(layer, Jax::averages, module);
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
