package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the expressions of a file that can be written better, or compute something else. */
final class NumericSlips implements CodeReader<NumericSlip> {

  /** What is entered around code to see how it fails, or what it costs. */
  private static final Pattern OBSERVER =
      Pattern.compile("(?i)(assert)?raises\\w*|warns|.*profile\\w*|.*timer?");

  @Override
  public Class<NumericSlip> kind() {
    return NumericSlip.class;
  }

  @Override
  public List<NumericSlip> read(SourceModule module) {
    List<NumericSlip> found = new ArrayList<>();
    if (Formulas.mayCompute(module.file().text()) && !module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.Call call -> called(call, module).ifPresent(found::add);
                  case Expr.Compare compare -> comparison(compare, module).ifPresent(found::add);
                  case Expr.BinOp computed -> computed(computed, module).ifPresent(found::add);
                  case Stmt.ExprStmt alone when alone.value() instanceof Expr.Call call ->
                      discarded(call, module)
                          .or(() -> writesShared(call, module))
                          .ifPresent(found::add);
                  case Stmt.AugAssign change ->
                      shared(change.target(), change, module)
                          .or(() -> KeptTensors.changedBy(change, module))
                          .ifPresent(found::add);
                  default -> {}
                }
              });
      found.addAll(KeptViews.in(module));
    }
    return found;
  }

  private static Optional<NumericSlip> computed(Expr.BinOp computed, SourceModule module) {
    return switch (computed.operator()) {
      case DIV -> standardised(computed, module);
      case MULT -> RepeatedTensors.changed(computed, module);
      case ADD -> RunningAverages.summed(computed, module);
      case SUB -> lessOne(computed, module);
      default -> Optional.empty();
    };
  }

  private static Optional<NumericSlip> called(Expr.Call call, SourceModule module) {
    Optional<String> function = CodeCalls.library(call.callee(), Formulas::mayName, module);
    if (function.isPresent()) {
      return ofFunction(call, function.get(), module);
    }
    return call.callee() instanceof Expr.Attribute method
            && Formulas.isLogMethod(method.name())
            && CodeCalls.library(method.value(), module).isEmpty()
        ? logarithm(call, method.value(), module)
        : RunningAverages.scaled(call, module);
  }

  private static Optional<NumericSlip> ofFunction(
      Expr.Call call, String function, SourceModule module) {
    if (Losses.isDivergence(function)) {
      return divided(call, module);
    }
    if (Formulas.isLog(function)) {
      return call.arguments().stream().findFirst().flatMap(of -> logarithm(call, of, module));
    }
    return Formulas.chooses(function) ? chosen(call, module) : made(call, function, module);
  }

  private static NumericSlip slip(
      Kind kind, Node at, Expr subject, Optional<String> rewrite, SourceModule module) {
    return new NumericSlip(
        kind,
        CodeCalls.text(at, module),
        CodeCalls.place(at, module),
        CodeCalls.text(subject, module),
        rewrite,
        Optional.empty());
  }

  /** What a function is given alone, or a method of the same meaning is called on. */
  private static Optional<Expr> argumentOf(
      Expr value, Predicate<String> function, Predicate<String> method, SourceModule module) {
    if (!(value instanceof Expr.Call call)) {
      return Optional.empty();
    }
    if (CodeCalls.isCall(call, function, module)) {
      return call.arguments().isEmpty()
          ? Optional.empty()
          : Optional.of(call.arguments().getFirst());
    }
    return call.callee() instanceof Expr.Attribute member
            && method.test(member.name())
            && CodeCalls.library(member, module).isEmpty()
            && CodeCalls.library(member.value(), module).isEmpty()
        ? Optional.of(member.value())
        : Optional.empty();
  }

  // --- logarithms

  private static Optional<NumericSlip> logarithm(Expr.Call log, Expr of, SourceModule module) {
    Expr value = CodeCalls.onlyValue(of, module).orElse(of);
    Optional<Expr> scores =
        argumentOf(value, Formulas::isSoftmax, Formulas::isSoftmaxMethod, module);
    if (scores.isPresent()) {
      return Optional.of(found(Kind.LOG_OF_SOFTMAX, log, of, value, scores.get(), module));
    }
    Expr positive = ofOneMinus(value).orElse(value);
    Optional<Expr> logit =
        argumentOf(
            CodeCalls.onlyValue(positive, module).orElse(positive),
            Formulas::isSigmoid,
            Formulas::isSigmoidMethod,
            module);
    if (logit.isPresent()) {
      return Optional.of(found(Kind.LOG_OF_SIGMOID, log, of, value, logit.get(), module));
    }
    return summedExp(value, module)
        .map(x -> slip(Kind.LOG_OF_SUM_OF_EXP, log, x, Optional.empty(), module))
        .or(() -> nearOne(log, of, module));
  }

  private static NumericSlip found(
      Kind kind, Expr.Call log, Expr of, Expr value, Expr scores, SourceModule module) {
    boolean isNested = of.id() == value.id();
    Optional<String> rewrite =
        isNested && kind == Kind.LOG_OF_SOFTMAX && value instanceof Expr.Call softmax
            ? Optional.of(logSoftmax(softmax, module))
            : Optional.empty();
    return new NumericSlip(
        kind,
        CodeCalls.text(log, module),
        CodeCalls.place(log, module),
        CodeCalls.text(scores, module),
        rewrite,
        isNested ? Optional.empty() : Optional.of(CodeCalls.place(value, module)));
  }

  /** The same call of the function that takes the logarithm along. */
  private static String logSoftmax(Expr.Call softmax, SourceModule module) {
    String text = CodeCalls.text(softmax, module);
    int name = softmax.callee().end() - softmax.start() - CodeCalls.name(softmax).length();
    return text.substring(0, name) + "log_" + text.substring(name);
  }

  private static Optional<Expr> ofOneMinus(Expr value) {
    return value instanceof Expr.BinOp minus
            && minus.operator() == Expr.BinaryOperator.SUB
            && isOne(minus.left())
        ? Optional.of(minus.right())
        : Optional.empty();
  }

  private static boolean isOne(Expr value) {
    return value instanceof Expr.NumberLiteral number && number.text().matches("1(\\.0*)?");
  }

  /** What the exponents are in a sum of powers of e over a dimension. */
  private static Optional<Expr> summedExp(Expr value, SourceModule module) {
    return value instanceof Expr.Call sum && isOverDimension(sum, module)
        ? argumentOf(sum, Formulas::isSum, name -> name.equals("sum"), module)
            .flatMap(
                terms -> argumentOf(terms, Formulas::isExp, name -> name.equals("exp"), module))
            .filter(x -> !isShifted(CodeCalls.onlyValue(x, module).orElse(x)))
        : Optional.empty();
  }

  private static boolean isOverDimension(Expr.Call sum, SourceModule module) {
    Parameter dimension = Formulas.dimension(CodeCalls.isCall(sum, Formulas::isSum, module));
    return CodeCalls.argument(sum, dimension)
        .or(() -> sum.keyword(Formulas.AXIS))
        .filter(given -> !(given instanceof Expr.NoneLiteral))
        .isPresent();
  }

  /** Whether something has been taken out of exponents, which may be the greatest of them. */
  private static boolean isShifted(Expr exponents) {
    return exponents instanceof Expr.BinOp sum
        && (sum.operator() == Expr.BinaryOperator.SUB || sum.operator() == Expr.BinaryOperator.ADD)
        && !(sum.left() instanceof Expr.NumberLiteral)
        && !(sum.right() instanceof Expr.NumberLiteral);
  }

  // --- numbers near one

  /** The logarithm of one and something, which is lost where it is small. */
  private static Optional<NumericSlip> nearOne(Expr.Call log, Expr of, SourceModule module) {
    return ofOnePlus(of)
        .map(
            x ->
                slip(
                    Kind.LOSES_DIGITS,
                    log,
                    x,
                    rewritten(log, Formulas.LOG_OF_ONE_MORE, x, module),
                    module));
  }

  private static Optional<Expr> ofOnePlus(Expr value) {
    if (!(value instanceof Expr.BinOp plus) || plus.operator() != Expr.BinaryOperator.ADD) {
      return Optional.empty();
    }
    return isOne(plus.left())
        ? Optional.of(plus.right())
        : isOne(plus.right()) ? Optional.of(plus.left()) : Optional.empty();
  }

  /** A power of e less one, of which nothing is left where the exponent is small. */
  private static Optional<NumericSlip> lessOne(Expr.BinOp minus, SourceModule module) {
    return isOne(minus.right()) && minus.left() instanceof Expr.Call exp
        ? argumentOf(exp, Formulas::isExp, name -> name.equals("exp"), module)
            .map(
                x ->
                    slip(
                        Kind.LOSES_DIGITS,
                        minus,
                        x,
                        rewritten(exp, Formulas.EXP_LESS_ONE, x, module),
                        module))
        : Optional.empty();
  }

  /** The call of another function of the same module, or of a method. */
  private static Optional<String> rewritten(
      Expr.Call call, String function, Expr of, SourceModule module) {
    String argument = CodeCalls.text(of, module);
    if (!(call.callee() instanceof Expr.Attribute member)
        || call.arguments().size() > 1
        || !call.keywords().isEmpty()) {
      return Optional.empty();
    }
    if (CodeCalls.library(member, module).isPresent()) {
      return Optional.of(
          CodeCalls.text(member.value(), module) + "." + function + "(" + argument + ")");
    }
    return Optional.of((isPlain(of) ? argument : "(" + argument + ")") + "." + function + "()");
  }

  // --- divergences

  /** A divergence whose sum is divided by the number of all elements, as the default has it. */
  private static Optional<NumericSlip> divided(Expr.Call call, SourceModule module) {
    boolean isMean =
        call.arguments().size() <= 2
            && call.keywords().stream()
                .flatMap(keyword -> keyword.name().stream())
                .noneMatch(Losses::reduces)
            && !CodeCalls.isOpen(call);
    boolean isScaled = module.tree().parent(call).filter(Expr.BinOp.class::isInstance).isPresent();
    return isMean && !isScaled
        ? Optional.of(slip(Kind.MEAN_OF_ALL, call, call.callee(), Optional.empty(), module))
        : Optional.empty();
  }

  // --- comparisons

  private static Optional<NumericSlip> comparison(Expr.Compare compare, SourceModule module) {
    boolean isEquality =
        compare.operators().size() == 1
            && (compare.operators().getFirst() == Expr.CompareOperator.EQUAL
                || compare.operators().getFirst() == Expr.CompareOperator.NOT_EQUAL);
    if (!isEquality) {
      return Optional.empty();
    }
    Expr right = compare.comparators().getFirst();
    return isNan(right, module)
        ? Optional.of(slip(Kind.COMPARES_NAN, compare, compare.left(), Optional.empty(), module))
        : isNan(compare.left(), module)
            ? Optional.of(slip(Kind.COMPARES_NAN, compare, right, Optional.empty(), module))
            : Optional.empty();
  }

  private static boolean isNan(Expr value, SourceModule module) {
    return CodeCalls.library(value, module).filter(Formulas::isNan).isPresent()
        || (CodeCalls.isCall(value, PythonFunctions::makesFloat, module)
            && value instanceof Expr.Call call
            && call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Expr.StringLiteral text
            && text.value().strip().equalsIgnoreCase("nan"));
  }

  // --- divisions

  /** Numbers that are learnt from, less their mean, divided by their spread and nothing more. */
  private static Optional<NumericSlip> standardised(Expr.BinOp division, SourceModule module) {
    return division.left() instanceof Expr.BinOp centred
            && centred.operator() == Expr.BinaryOperator.SUB
            && Formulas.areReturns(CodeCalls.text(centred.left(), module))
            && of(centred.right(), "mean", module).equals(of(division.right(), "std", module))
            && of(division.right(), "std", module)
                .filter(CodeCalls.text(centred.left(), module)::equals)
                .isPresent()
        ? Optional.of(
            slip(Kind.DIVIDES_BY_SPREAD, division, centred.left(), Optional.empty(), module))
        : Optional.empty();
  }

  /** What a statistic without arguments is of. */
  private static Optional<String> of(Expr value, String statistic, SourceModule module) {
    return value instanceof Expr.Call call
            && call.arguments().isEmpty()
            && call.callee() instanceof Expr.Attribute method
            && method.name().equals(statistic)
        ? Optional.of(CodeCalls.text(method.value(), module))
        : Optional.empty();
  }

  // --- choices

  /**
   * A choice by a comparison of what the function under it is taken of: the gradient runs through
   * both sides.
   */
  private static Optional<NumericSlip> chosen(Expr.Call call, SourceModule module) {
    if (call.arguments().size() != 3
        || isWithoutGraph(call, module)
        || !(call.arguments().getFirst() instanceof Expr.Compare test)
        || test.operators().size() != 1) {
      return Optional.empty();
    }
    return call.arguments().stream()
        .skip(1)
        .flatMap(side -> partial(side, test, module).stream())
        .findFirst();
  }

  private static Optional<NumericSlip> partial(Expr side, Expr.Compare test, SourceModule module) {
    Optional<Expr> of =
        argumentOf(
            side, Formulas::isPartial, name -> name.equals("log") || name.equals("sqrt"), module);
    String compared = CodeCalls.text(test.left(), module);
    return of.filter(x -> x instanceof Expr.Name && CodeCalls.text(x, module).equals(compared))
        .filter(x -> isZero(test.comparators().getFirst()))
        .map(x -> slip(Kind.CHOSEN_TOO_LATE, side, x, Optional.empty(), module));
  }

  private static boolean isWithoutGraph(Expr.Call call, SourceModule module) {
    Stream<Expr> contexts =
        CodeCalls.around(call, module.tree()).stream()
            .flatMap(
                node ->
                    node instanceof Stmt.With with
                        ? with.items().stream().map(Node.WithItem::context)
                        : Stream.empty());
    Stream<Expr> decorators =
        module.tree().enclosingScope(call).stream()
            .flatMap(
                scope ->
                    scope instanceof Stmt.FunctionDef function
                        ? function.decorators().stream()
                        : Stream.empty());
    return Stream.concat(contexts, decorators)
        .map(each -> each instanceof Expr.Call made ? made.callee() : each)
        .flatMap(each -> CodeCalls.library(each, module).stream())
        .flatMap(name -> Effects.of(name).stream())
        .anyMatch(effect -> effect == Effects.Effect.NO_GRADIENT);
  }

  private static boolean isZero(Expr value) {
    return value instanceof Expr.NumberLiteral number && number.text().matches("0(\\.0*)?");
  }

  // --- tensors that are made

  private static Optional<NumericSlip> made(Expr.Call call, String function, SourceModule module) {
    if (call.arguments().size() != 1) {
      return Optional.empty();
    }
    Expr given = call.arguments().getFirst();
    if (Formulas.copies(function)) {
      return call.keywords().isEmpty() && Tensors.isTensor(given, module) && !isNumber(given)
          ? Optional.of(
              slip(Kind.COPIED_BY_CONSTRUCTOR, call, given, detached(given, module), module))
          : Optional.empty();
    }
    if (!Formulas.isOldConstructor(function) || !call.keywords().isEmpty()) {
      return Optional.empty();
    }
    if (given instanceof Expr.ListExpr && Formulas.hidesType(function)) {
      return Optional.of(slip(Kind.OLD_CONSTRUCTOR, call, given, Optional.empty(), module));
    }
    boolean isSize =
        given instanceof Expr.NumberLiteral
            || CodeCalls.isCall(given, PythonFunctions::measures, module);
    return isSize && isNumberWanted(call, module)
        ? Optional.of(slip(Kind.UNWRITTEN, call, given, Optional.empty(), module))
        : Optional.empty();
  }

  private static boolean isNumber(Expr given) {
    return given instanceof Expr.BinOp;
  }

  private static Optional<String> detached(Expr given, SourceModule module) {
    return given instanceof Expr.Name || given instanceof Expr.Call
        ? Optional.of(CodeCalls.text(given, module) + ".detach().clone()")
        : Optional.empty();
  }

  /** Whether a tensor is computed with as it is, and nobody can have written its elements. */
  private static boolean isNumberWanted(Expr.Call call, SourceModule module) {
    return module.tree().parent(call).filter(Expr.BinOp.class::isInstance).isPresent();
  }

  // --- statements that do nothing

  private static Optional<NumericSlip> discarded(Expr.Call call, SourceModule module) {
    if (!mayBePure(call, module)
        || writes(call)
        || isTried(call, module)
        || isShown(call, module)) {
      return Optional.empty();
    }
    if (CodeCalls.isCall(call, Formulas::isPure, module)) {
      return call.arguments().isEmpty()
          ? Optional.empty()
          : Optional.of(slip(Kind.DISCARDED, call, call.callee(), Optional.empty(), module));
    }
    if (!(call.callee() instanceof Expr.Attribute method)
        || module.resolve(method) instanceof LibraryEntity
        || module.resolve(method.value()) instanceof LibraryEntity) {
      return Optional.empty();
    }
    boolean isPure =
        (Formulas.isPureMethod(method.name()) && isPlain(method.value()))
            || (Formulas.isPureForTensors(method.name())
                && Tensors.isTensor(method.value(), module));
    return isPure
        ? Optional.of(slip(Kind.DISCARDED, call, method.value(), Optional.empty(), module))
        : Optional.empty();
  }

  /** By its name, or by another that a module of the project has for the same. */
  private static boolean mayBePure(Expr.Call call, SourceModule module) {
    return !(call.callee() instanceof Expr.Attribute member)
        || Formulas.mayBePure(member.name())
        || CodeCalls.isCall(call, Formulas::isPure, module);
  }

  private static boolean writes(Expr.Call call) {
    return CodeCalls.isOpen(call)
        || call.keywords().stream()
            .anyMatch(keyword -> keyword.name().filter(Formulas::isResult).isPresent());
  }

  private static boolean isPlain(Expr value) {
    return value instanceof Expr.Name
        || value instanceof Expr.Subscript
        || value instanceof Expr.Call;
  }

  /** Whether a statement is there to see whether it fails, or how long it takes. */
  private static boolean isTried(Expr.Call call, SourceModule module) {
    return CodeCalls.around(call, module.tree()).stream()
        .anyMatch(
            node ->
                switch (node) {
                  case Stmt.Try attempt -> true;
                  case Stmt.With with ->
                      with.items().stream().anyMatch(item -> observes(item.context()));
                  default -> false;
                });
  }

  private static boolean observes(Expr context) {
    return context instanceof Expr.Call call && OBSERVER.matcher(CodeCalls.name(call)).matches();
  }

  /** Whether a statement ends a cell, so that a notebook shows its value. */
  private static boolean isShown(Expr.Call call, SourceModule module) {
    return module.path().toString().endsWith(".ipynb")
        && module.tree().enclosingScope(call).filter(Stmt.FunctionDef.class::isInstance).isEmpty();
  }

  // --- memory that elements share

  private static Optional<NumericSlip> writesShared(Expr.Call call, SourceModule module) {
    return call.callee() instanceof Expr.Attribute method && Formulas.isInPlace(method.name())
        ? shared(method.value(), call, module)
        : Optional.empty();
  }

  private static Optional<NumericSlip> shared(Expr target, Node at, SourceModule module) {
    Optional<Expr> source =
        target instanceof Expr.Name name ? valueBefore(name, at, module) : Optional.empty();
    return source
        .filter(
            value ->
                value instanceof Expr.Call call
                    && call.callee() instanceof Expr.Attribute method
                    && Formulas.spreads(method.name())
                    && CodeCalls.library(method, module).isEmpty()
                    && !call.arguments().isEmpty())
        .map(
            value ->
                new NumericSlip(
                    Kind.WRITES_SHARED,
                    CodeCalls.text(at, module),
                    CodeCalls.place(at, module),
                    CodeCalls.text(target, module),
                    Optional.empty(),
                    Optional.of(new Place(module.file(), value.span()))));
  }

  // --- variables

  /** What a variable gets from the last statement of the same block that may change it. */
  private static Optional<Expr> valueBefore(Expr.Name name, Node at, SourceModule module) {
    if (!(module.resolve(name) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    Optional<Stmt> here = module.tree().statement(at);
    return here.stream()
        .flatMap(statement -> CodeCalls.block(statement, module.tree()).stream())
        .filter(statement -> statement.end() <= at.start())
        .filter(statement -> mayBind(statement, variable))
        .reduce((earlier, later) -> later)
        .flatMap(
            last ->
                last instanceof Stmt.Assign assign
                        && assign.targets().size() == 1
                        && assign.targets().getFirst() instanceof Expr.Name
                    ? Optional.of(assign.value())
                    : Optional.empty());
  }

  private static boolean mayBind(Stmt statement, VariableEntity variable) {
    return variable.binding().sites().stream()
        .anyMatch(site -> statement.span().contains(site.node().span()));
  }
}
