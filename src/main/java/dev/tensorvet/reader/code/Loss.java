package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.Optional;

/**
 * A loss of the library that is computed.
 *
 * @param name the canonical name of its class or function
 * @param call what computes it
 * @param options what tells how: the making of its object, or the call itself
 */
record Loss(String name, Expr.Call call, Expr.Call options) {

  /** The loss that a call computes, if it is one of the library's. */
  static Optional<Loss> of(Expr.Call call, SourceModule module) {
    Optional<String> function = CodeCalls.library(call.callee(), Losses::mayName, module);
    if (function.isPresent()) {
      return function.filter(Loss::isFunction).map(name -> new Loss(name, call, call));
    }
    return LastValues.maker(call.callee(), module).flatMap(options -> of(call, options, module));
  }

  /** The loss that a call computes by an object that another call makes. */
  static Optional<Loss> of(Expr.Call call, Expr.Call options, SourceModule module) {
    return CodeCalls.library(options.callee(), module)
        .filter(name -> Losses.isReduced(name) || Losses.input(name).isPresent())
        .filter(name -> !isFunction(name))
        .map(name -> new Loss(name, call, options));
  }

  /** The loss that a value is, behind the variables that hold it. */
  static Optional<Loss> behind(Expr value, SourceModule module) {
    return LastValues.source(value, module) instanceof Expr.Call call
        ? of(call, module)
        : Optional.empty();
  }

  private static boolean isFunction(String name) {
    return name.startsWith(Layers.PACKAGE + ".functional.")
        && (Losses.isReduced(name) || Losses.input(name).isPresent());
  }

  /** Whether it leaves one number for each sample. */
  boolean isOfEach() {
    return options
        .keyword(Losses.REDUCTION.name())
        .filter(value -> value instanceof Expr.StringLiteral t && Losses.isNone(t.value()))
        .isPresent();
  }

  /** Whether it surely is a mean over the samples of the batch. */
  boolean isMean() {
    boolean isTold =
        CodeCalls.isOpen(options)
            || options.arguments().stream().anyMatch(Expr.BooleanLiteral.class::isInstance);
    return !isTold
        && Losses.isReduced(name)
        && options.keywords().stream()
            .filter(keyword -> keyword.name().filter(Losses::reduces).isPresent())
            .allMatch(
                keyword ->
                    keyword.value() instanceof Expr.StringLiteral text
                        && Losses.isMean(text.value()));
  }
}
