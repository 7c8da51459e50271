package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DtypeSlip;
import dev.tensorvet.facts.DtypeSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.NumberTypes;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Finds what a file asks of tensors whose type cannot give it, where the code tells the type. */
final class DtypeSlips implements CodeReader<DtypeSlip> {

  private final Mentions mentions;

  DtypeSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<DtypeSlip> kind() {
    return DtypeSlip.class;
  }

  @Override
  public List<DtypeSlip> read(SourceModule module) {
    return NumberTypes.mayCompute(module.file().text()) && !module.isTest()
        ? new Reader(module, mentions).read()
        : List.of();
  }

  private static final class Reader {

    private static final int DEEPEST = 8;

    private final SourceModule module;
    private final Mentions mentions;
    private final List<DtypeSlip> found = new ArrayList<>();

    Reader(SourceModule module, Mentions mentions) {
      this.module = module;
      this.mentions = mentions;
    }

    List<DtypeSlip> read() {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.Call call when call.callee() instanceof Expr.Attribute member ->
                      called(call, member);
                  case Expr.BinOp sum when sum.operator() == Expr.BinaryOperator.ADD -> {
                    vanishes(sum, sum.right(), sum.left());
                    vanishes(sum, sum.left(), sum.right());
                  }
                  default -> {}
                }
              });
      return found;
    }

    private void called(Expr.Call call, Expr.Attribute member) {
      if (NumberTypes.averages(member.name())) {
        averaged(call, member);
      } else if (NumberTypes.fillsMasked(member.name())) {
        filled(call, member);
      } else if (NumberTypes.bounds(member.name()) && CodeCalls.library(member, module).isEmpty()) {
        CodeCalls.argument(call, NumberTypes.LEAST)
            .ifPresent(least -> vanishes(call, least, member.value()));
      } else {
        CodeCalls.library(member, module)
            .filter(NumberTypes::dividesByRoot)
            .ifPresent(name -> optimizer(call));
      }
    }

    // --- whole numbers

    private void averaged(Expr.Call call, Expr.Attribute member) {
      if (call.keyword(NumberTypes.TYPE).isPresent()) {
        return;
      }
      Optional<String> function = CodeCalls.library(member, module);
      boolean isFunction = function.filter(NumberTypes::averagesAsFunction).isPresent();
      if (function.isPresent() && (!isFunction || call.arguments().isEmpty())) {
        return;
      }
      Expr of = isFunction ? call.arguments().getFirst() : member.value();
      if (areWhole(of, 0)) {
        boolean isJoined = of instanceof Expr.Compare || of instanceof Expr.BinOp;
        int at = isFunction ? of.end() : member.nameStart() - 1;
        add(
            Kind.MEAN_OF_WHOLES,
            call,
            of,
            Optional.empty(),
            isFunction && isJoined
                ? Optional.empty()
                : Optional.of(new TextEdit(new Span(at, at), ".float()")));
      }
    }

    /** Whether a value is surely a tensor of whole numbers, or of yes and no. */
    private boolean areWhole(Expr value, int depth) {
      if (depth == DEEPEST) {
        return false;
      }
      return switch (value) {
        case Expr.Name name ->
            LastValues.of(name, module).filter(v -> areWhole(v, depth + 1)).isPresent();
        case Expr.Compare test ->
            test.operators().size() == 1
                && isOfElements(test.operators().getFirst())
                && (areWhole(test.left(), depth + 1)
                    || areWhole(test.comparators().getFirst(), depth + 1)
                    || Tensors.isTensor(test.left(), module));
        case Expr.Call call -> givesWholes(call, depth);
        default -> false;
      };
    }

    private static boolean isOfElements(Expr.CompareOperator operator) {
      return switch (operator) {
        case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
        case IS, IS_NOT, IN, NOT_IN -> false;
      };
    }

    private boolean givesWholes(Expr.Call call, int depth) {
      Optional<String> function = CodeCalls.library(call.callee(), module);
      Optional<Expr> type = call.keyword(NumberTypes.TYPE);
      if (function.isPresent()) {
        return type.isPresent()
            ? isType(type, NumberTypes::isWhole) && NumberTypes.isOfTensors(function.get())
            : NumberTypes.givesWholes(function.get())
                || (NumberTypes.makesOfNumbers(function.get()) && isOfWholes(call));
      }
      if (!(call.callee() instanceof Expr.Attribute method)) {
        return false;
      }
      return (NumberTypes.makesWhole(method.name()) && call.arguments().isEmpty())
          || (NumberTypes.givesIndices(method.name())
              && (call.keyword(NumberTypes.DIMENSION).isPresent()
                  || Tensors.isTensor(method.value(), module)))
          || (NumberTypes.keepsType(method.name()) && areWhole(method.value(), depth + 1));
    }

    private static boolean isOfWholes(Expr.Call call) {
      return call.arguments().size() == 1
          && call.arguments().getFirst() instanceof Expr.ListExpr list
          && !list.elements().isEmpty()
          && list.elements().stream()
              .allMatch(
                  e ->
                      e instanceof Expr.NumberLiteral number
                          && number.kind() == Expr.NumberKind.INTEGER);
    }

    private boolean isType(Optional<Expr> type, Predicate<String> wanted) {
      return type.flatMap(t -> CodeCalls.library(t, module)).filter(wanted).isPresent();
    }

    // --- sixteen bits

    /** Whether a value is surely a tensor, or a module, of sixteen bits with a narrow range. */
    private boolean isHalf(Expr value, int depth) {
      if (depth == DEEPEST) {
        return false;
      }
      return switch (value) {
        case Expr.Name name ->
            LastValues.of(name, module).filter(v -> isHalf(v, depth + 1)).isPresent();
        case Expr.BinOp computed ->
            (isHalf(computed.left(), depth + 1)
                    && (CodeCalls.number(computed.right()).isPresent()
                        || isHalf(computed.right(), depth + 1)))
                || (isHalf(computed.right(), depth + 1)
                    && CodeCalls.number(computed.left()).isPresent());
        case Expr.Call call
            when call.callee() instanceof Expr.Attribute method
                && CodeCalls.library(method, module).isEmpty() ->
            (NumberTypes.halves(method.name()) && call.arguments().isEmpty())
                || (method.name().equals("to")
                    && isType(
                        call.keyword(NumberTypes.TYPE)
                            .or(() -> call.arguments().stream().findFirst()),
                        MixedPrecision::isHalf))
                || (NumberTypes.keepsType(method.name()) && isHalf(method.value(), depth + 1));
        case Expr.Call call -> isType(call.keyword(NumberTypes.TYPE), MixedPrecision::isHalf);
        default -> false;
      };
    }

    private void vanishes(Expr at, Expr small, Expr of) {
      OptionalDouble number = CodeCalls.number(small);
      if (number.isPresent() && NumberTypes.vanishes(number.getAsDouble()) && isHalf(of, 0)) {
        add(
            Kind.EPSILON_VANISHES,
            at,
            small,
            Optional.of(CodeCalls.place(of, module)),
            Optional.empty());
      }
    }

    /** An optimizer for a model that was put into sixteen bits before. */
    private void optimizer(Expr.Call optimizer) {
      boolean isTold =
          CodeCalls.isOpen(optimizer)
              || optimizer
                  .keyword(NumberTypes.EPSILON)
                  .filter(eps -> !NumberTypes.vanishes(CodeCalls.number(eps).orElse(1)))
                  .isPresent();
      if (isTold || NumberTypes.mayKeepMaster(module.file().text())) {
        return;
      }
      Optional<Expr> model =
          CodeCalls.argument(optimizer, Optimizers.PARAMETERS)
              .filter(
                  given ->
                      given instanceof Expr.Call call
                          && call.callee() instanceof Expr.Attribute method
                          && method.name().equals(Layers.PARAMETERS))
              .map(given -> ((Expr.Attribute) ((Expr.Call) given).callee()).value());
      model
          .filter(Expr.Name.class::isInstance)
          .map(Expr.Name.class::cast)
          .flatMap(name -> halvedBefore(name, optimizer))
          .ifPresent(
              halved ->
                  add(
                      Kind.EPSILON_OF_OPTIMIZER_VANISHES,
                      optimizer,
                      optimizer.callee(),
                      Optional.of(CodeCalls.place(halved, module)),
                      Optional.empty()));
    }

    /** {@code model.half()} in the same block, and nothing behind it that takes it back. */
    private Optional<Node> halvedBefore(Expr.Name model, Expr.Call optimizer) {
      List<Expr.Call> casts = new ArrayList<>();
      List<Stmt> before =
          module.tree().statement(optimizer).stream()
              .flatMap(at -> CodeCalls.block(at, module.tree()).stream())
              .filter(statement -> statement.end() <= optimizer.start())
              .filter(s -> s instanceof Stmt.ExprStmt || s instanceof Stmt.Assign)
              .toList();
      before.forEach(
          statement ->
              Tree.walk(
                  statement,
                  node -> {
                    if (node instanceof Expr.Call call
                        && call.callee() instanceof Expr.Attribute method
                        && (NumberTypes.halves(method.name())
                            || NumberTypes.restores(method.name()))
                        && isAbout(statement, method.value(), model)) {
                      casts.add(call);
                    }
                  }));
      return casts.isEmpty()
              || !(casts.getLast().callee() instanceof Expr.Attribute last)
              || !NumberTypes.halves(last.name())
          ? Optional.empty()
          : Optional.of(casts.getLast());
    }

    private static boolean isAbout(Stmt statement, Expr cast, Expr.Name model) {
      return statement instanceof Stmt.Assign assign
          ? assign.targets().getFirst() instanceof Expr.Name target
              && target.name().equals(model.name())
          : cast instanceof Expr.Name name && name.name().equals(model.name());
    }

    /** A product of matrices that is masked with a number of more bits than it may have. */
    private void filled(Expr.Call call, Expr.Attribute member) {
      OptionalDouble number =
          CodeCalls.argument(call, NumberTypes.MASKED_VALUE)
              .map(CodeCalls::number)
              .orElse(OptionalDouble.empty());
      if (number.isEmpty() || !NumberTypes.overflows(number.getAsDouble())) {
        return;
      }
      Expr value = CodeCalls.argument(call, NumberTypes.MASKED_VALUE).orElse(call);
      Optional<TextEdit> repair =
          member.value() instanceof Expr.Name name && CodeCalls.library(name, module).isEmpty()
              ? torch()
                  .map(
                      torch ->
                          new TextEdit(
                              value.span(), torch + ".finfo(" + name.name() + ".dtype).min"))
              : Optional.empty();
      if (isHalf(member.value(), 0)
          || (isProduct(member.value(), 0) && mentions.isMentioned(NumberTypes.SCALER, module))) {
        add(Kind.MASK_OVERFLOWS, call, value, Optional.empty(), repair);
      }
    }

    /** What the file calls the library. */
    private Optional<String> torch() {
      return module.named("torch").isPresent() ? Optional.of("torch") : Optional.empty();
    }

    private boolean isProduct(Expr value, int depth) {
      if (depth == DEEPEST) {
        return false;
      }
      return switch (value) {
        case Expr.Name name ->
            LastValues.of(name, module).filter(v -> isProduct(v, depth + 1)).isPresent();
        case Expr.BinOp computed ->
            computed.operator() == Expr.BinaryOperator.MAT_MULT
                || ((computed.operator() == Expr.BinaryOperator.DIV
                        || computed.operator() == Expr.BinaryOperator.MULT)
                    && isProduct(computed.left(), depth + 1));
        case Expr.Call call -> CodeCalls.isCall(call, NumberTypes::multiplies, module);
        default -> false;
      };
    }

    private void add(
        Kind kind, Node at, Expr subject, Optional<Place> other, Optional<TextEdit> repair) {
      found.add(
          new DtypeSlip(
              kind, CodeCalls.place(at, module), CodeCalls.text(subject, module), other, repair));
    }
  }
}
