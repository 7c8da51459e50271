package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Finds the running averages whose two weights have changed places: one that keeps a thousandth of
 * itself, and takes the rest from what it is given.
 */
final class RunningAverages {

  /** What is kept is at least this much; less may be meant either way. */
  private static final double MUCH = 0.9;

  /** What tells what a weight is for. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(?i).*(decay|momentum|ema|alpha|beta|tau|mu|rate|smooth|polyak|rho|gamma).*");

  private RunningAverages() {}

  /** Of a sum that may be the new value of an average. */
  static Optional<NumericSlip> summed(Expr.BinOp sum, SourceModule module) {
    return mixed(sum.left(), sum.right(), sum, module)
        .or(() -> mixed(sum.right(), sum.left(), sum, module));
  }

  /**
   * @param old what may be a part of the average itself
   * @param taken what may be a part of what it is given
   */
  private static Optional<NumericSlip> mixed(
      Expr old, Expr taken, Expr.BinOp sum, SourceModule module) {
    return rest(old)
        .filter(weight -> isKept(weight, module))
        .filter(weight -> hasFactor(taken, CodeCalls.text(weight, module), module))
        .flatMap(
            weight ->
                average(sum, module)
                    .filter(average -> hasFactor(old, average, module))
                    .map(average -> slip(sum, weight, average, module)));
  }

  /** Of a method that scales its tensor in place. */
  static Optional<NumericSlip> scaled(Expr.Call call, SourceModule module) {
    if (!(call.callee() instanceof Expr.Attribute method)
        || !Formulas.scalesInPlace(method.name())
        || call.arguments().size() != 1) {
      return Optional.empty();
    }
    boolean isAdded =
        module.tree().parent(call).orElse(call) instanceof Expr.Attribute next
            && Formulas.addsInPlace(next.name());
    return isAdded
        ? lessThanOne(call.arguments().getFirst())
            .filter(weight -> isKept(weight, module))
            .map(
                weight -> slip(call, weight, plain(CodeCalls.text(method.value(), module)), module))
        : Optional.empty();
  }

  private static NumericSlip slip(Expr at, Expr weight, String average, SourceModule module) {
    return new NumericSlip(
        Kind.AVERAGE_FORGETS,
        CodeCalls.text(weight, module),
        CodeCalls.place(at, module),
        average,
        Optional.empty(),
        Optional.empty());
  }

  /** The weight {@code d} of a product with {@code 1 - d}. */
  private static Optional<Expr> rest(Expr product) {
    return product instanceof Expr.BinOp times && times.operator() == Expr.BinaryOperator.MULT
        ? lessThanOne(times.left()).or(() -> lessThanOne(times.right()))
        : Optional.empty();
  }

  private static Optional<Expr> lessThanOne(Expr value) {
    return value instanceof Expr.BinOp minus
            && minus.operator() == Expr.BinaryOperator.SUB
            && minus.left() instanceof Expr.NumberLiteral one
            && one.text().matches("1(?:\\.0*)?")
        ? Optional.of(minus.right())
        : Optional.empty();
  }

  private static boolean hasFactor(Expr product, String factor, SourceModule module) {
    return product instanceof Expr.BinOp times
        && times.operator() == Expr.BinaryOperator.MULT
        && (plain(CodeCalls.text(times.left(), module)).equals(plain(factor))
            || plain(CodeCalls.text(times.right(), module)).equals(plain(factor)));
  }

  /** What a sum becomes the value of, as it is written. */
  private static Optional<String> average(Expr.BinOp sum, SourceModule module) {
    return switch (module.tree().parent(sum).orElse(sum)) {
      case Stmt.Assign assign when assign.targets().size() == 1 ->
          Optional.of(CodeCalls.text(assign.targets().getFirst(), module));
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && Formulas.copiesInPlace(method.name()) ->
          Optional.of(CodeCalls.text(method.value(), module));
      default -> Optional.empty();
    };
  }

  /** A tensor without the words that say how it is looked at. */
  private static String plain(String tensor) {
    return tensor.replaceAll("\\.(?:data|detach\\(\\))", "");
  }

  // --- how much it is

  private static boolean isKept(Expr weight, SourceModule module) {
    OptionalDouble value = value(weight, module, 0);
    return value.isPresent()
        && value.getAsDouble() >= MUCH
        && value.getAsDouble() < 1
        && KEPT.matcher(CodeCalls.text(weight, module)).matches();
  }

  /** The number that a weight is, unless somebody gives another. */
  private static OptionalDouble value(Expr weight, SourceModule module, int depth) {
    Expr written = CodeCalls.lastingValue(weight, module).orElse(weight);
    OptionalDouble number = CodeCalls.number(written);
    if (number.isPresent() || depth > 1) {
      return number;
    }
    return written.id() == weight.id()
        ? standard(weight, module)
        : value(written, module, depth + 1);
  }

  /** The default of the parameter that a name stands for. */
  private static OptionalDouble standard(Expr name, SourceModule module) {
    Optional<Node> at = module.tree().parent(name);
    while (at.isPresent() && !(at.get() instanceof Stmt.FunctionDef)) {
      at = module.tree().parent(at.get());
    }
    return at.stream()
        .map(Stmt.FunctionDef.class::cast)
        .flatMap(function -> function.parameters().all().stream())
        .filter(parameter -> name instanceof Expr.Name n && parameter.name().equals(n.name()))
        .flatMap(parameter -> parameter.defaultValue().stream())
        .map(CodeCalls::number)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }
}
