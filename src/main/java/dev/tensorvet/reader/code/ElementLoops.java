package dev.tensorvet.reader.code;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.Optional;
import java.util.Set;

/** Finds the loops of models that compute one element after the other. */
final class ElementLoops {

  private final SourceModule module;

  private ElementLoops(SourceModule module) {
    this.module = module;
  }

  /** Of a loop over the places of a tensor: each is computed of the same places of others. */
  static Optional<Waste> of(Stmt.For loop, SourceModule module) {
    ElementLoops loops = new ElementLoops(module);
    return loop.target() instanceof Expr.Name turn
            && loop.iterable() instanceof Expr.Call range
            && range.arguments().size() == 1
            && loop.orElse().isEmpty()
            && loop.body().stream().allMatch(line -> loops.isOfPlace(line, turn.name()))
            && CodeCalls.isCall(range, PythonFunctions::counts, module)
            && loops.isSize(range.arguments().getFirst())
            && loops.isComputing(loop)
        ? Optional.of(
            new Waste(
                Kind.LOOPS_OVER_ELEMENTS,
                "for",
                CodeCalls.place(loop.iterable(), module),
                turn.name(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  /** Whether a loop is run for each input of a model. */
  private boolean isComputing(Stmt.For loop) {
    return Layers.mayBeUsed(module.file().text())
        && module.classes().stream()
            .filter(type -> type.node().span().contains(loop.span()))
            .filter(Layers::isModule)
            .anyMatch(type -> isComputing(loop, type));
  }

  private static boolean isComputing(Stmt.For loop, ClassEntity type) {
    Set<String> computing = Computing.methods(type);
    return type.methods().stream()
        .filter(method -> computing.contains(method.name()))
        .anyMatch(method -> method.node().span().contains(loop.span()));
  }

  private boolean isSize(Expr count) {
    Expr size = LastValues.of(count, module).orElse(count);
    return switch (size) {
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method && call.arguments().size() == 1 ->
          Costs.givesSize(method.name());
      case Expr.Subscript item when item.value() instanceof Expr.Attribute shape ->
          Costs.givesSize(shape.name());
      default -> false;
    };
  }

  /** {@code out[i] = a[i] * b[i]}: nothing but arithmetic of elements at the same place. */
  private boolean isOfPlace(Stmt statement, String turn) {
    return statement instanceof Stmt.Assign assign
        && assign.targets().size() == 1
        && assign.targets().getFirst() instanceof Expr.Subscript target
        && isAt(target, turn)
        && isElementwise(assign.value(), turn)
        && Tree.holds(
            assign.value(), node -> node instanceof Expr.Subscript item && isAt(item, turn));
  }

  /** {@code x[i]} or {@code x[i, ...]} */
  private static boolean isAt(Expr.Subscript item, String turn) {
    boolean isTurn =
        switch (item.index()) {
          case Expr.Name name -> name.name().equals(turn);
          case Expr.Tuple several ->
              several.elements().stream().filter(e -> isName(e, turn)).count() == 1
                  && several.elements().stream().allMatch(e -> isName(e, turn) || isWhole(e));
          default -> false;
        };
    return isTurn && !mentions(item.value(), turn);
  }

  private static boolean isName(Expr value, String name) {
    return value instanceof Expr.Name other && other.name().equals(name);
  }

  private static boolean isWhole(Expr index) {
    return index instanceof Expr.Slice slice
        && slice.lower().isEmpty()
        && slice.upper().isEmpty()
        && slice.step().isEmpty();
  }

  private static boolean mentions(Node node, String name) {
    return Tree.holds(node, part -> part instanceof Expr.Name each && each.name().equals(name));
  }

  private boolean isElementwise(Expr value, String turn) {
    return switch (value) {
      case Expr.Subscript item -> isAt(item, turn);
      case Expr.BinOp computed ->
          computed.operator() != Expr.BinaryOperator.MAT_MULT
              && isElementwise(computed.left(), turn)
              && isElementwise(computed.right(), turn);
      case Expr.UnaryOp signed -> isElementwise(signed.operand(), turn);
      case Expr.NumberLiteral number -> true;
      case Expr.Call call ->
          CodeCalls.isCall(call, Costs::isOfElements, module)
              && call.keywords().isEmpty()
              && call.arguments().stream().allMatch(argument -> isElementwise(argument, turn));
      default -> false;
    };
  }
}
