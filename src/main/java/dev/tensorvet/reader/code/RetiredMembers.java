package dev.tensorvet.reader.code;

import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Makers;
import dev.tensorvet.framework.NumberTypes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Tells which class of a library an object is of, whose methods a library gave up. */
final class RetiredMembers {

  private final SourceModule module;

  RetiredMembers(SourceModule module) {
    this.module = module;
  }

  /** The class of the object that a method is called on; empty where that is not sure. */
  Optional<String> classOf(Expr object) {
    return switch (object) {
      case Expr.Call call -> made(call);
      case Expr.Name name
          when module.resolve(name) instanceof VariableEntity variable
              && variable.binding().scope().module().equals(module) ->
          ofAll(variable.binding().sites(), name.name());
      default -> Optional.empty();
    };
  }

  /** Whether a value surely is a tensor of one number, without a dimension: a loss, or a mean. */
  boolean isNumber(Expr value) {
    return switch (LastValues.source(value, module)) {
      case Expr.Call call -> isMean(call);
      case Expr.BinOp both -> isNumber(both.left(), both.right());
      default -> false;
    };
  }

  private boolean isNumber(Expr one, Expr other) {
    return (isNumber(one) && (other instanceof Expr.NumberLiteral || isNumber(other)))
        || (one instanceof Expr.NumberLiteral && isNumber(other));
  }

  private boolean isMean(Expr.Call call) {
    boolean isOfAll =
        call.arguments().size() == 1
            && call.keywords().isEmpty()
            && CodeCalls.library(call.callee(), module)
                .filter(NumberTypes::averagesAsFunction)
                .isPresent();
    return isOfAll || Loss.of(call, module).filter(Loss::isMean).isPresent();
  }

  /** What all values of a variable are; one that its own method gives is of the same class. */
  private Optional<String> ofAll(List<BindingSite> sites, String name) {
    List<Optional<String>> classes =
        sites.stream()
            .filter(site -> site.value().filter(value -> isOfItself(value, name)).isEmpty())
            .map(
                site ->
                    site.value()
                        .filter(Expr.Call.class::isInstance)
                        .map(Expr.Call.class::cast)
                        .flatMap(this::made))
            .distinct()
            .toList();
    return classes.size() == 1 ? classes.getFirst() : Optional.empty();
  }

  private static boolean isOfItself(Expr value, String name) {
    return value instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && method.value() instanceof Expr.Name receiver
        && receiver.name().equals(name);
  }

  private Optional<String> made(Expr.Call call) {
    Optional<String> function = CodeCalls.library(call.callee(), module);
    if (function.filter(Makers::iterates).isPresent()) {
      return call.arguments().stream()
          .limit(1)
          .filter(this::isLoader)
          .map(loader -> Makers.LOADER_ITERATOR)
          .findFirst();
    }
    return function.flatMap(Makers::made);
  }

  private boolean isLoader(Expr object) {
    return switch (object) {
      case Expr.Name name ->
          CodeCalls.onlyValue(name, module)
              .map(value -> CodeCalls.isCall(value, DataLoading::isPlainLoader, module))
              .orElseGet(() -> DataLoading.isLoaderName(name.name()));
      case Expr.Attribute member -> DataLoading.isLoaderName(member.name());
      default -> CodeCalls.isCall(object, DataLoading::isPlainLoader, module);
    };
  }
}
