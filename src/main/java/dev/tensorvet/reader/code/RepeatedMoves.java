package dev.tensorvet.reader.code;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;

/** Finds what is moved to where it is already. */
final class RepeatedMoves {

  private RepeatedMoves() {}

  /** Of a call whose receiver has just been made there, or moved there. */
  static Optional<Waste> chained(Expr.Call move, SourceModule module) {
    if (!(move.callee() instanceof Expr.Attribute method)
        || !(method.value() instanceof Expr.Call inner)) {
      return Optional.empty();
    }
    return device(move, module)
        .filter(
            device ->
                device(inner, module).filter(device::equals).isPresent()
                    || isMadeOn(inner, device, module))
        .map(device -> waste(move, inner, CodeCalls.text(inner, module), device, module));
  }

  private static boolean isMadeOn(Expr.Call made, String device, SourceModule module) {
    return CodeCalls.library(made.callee(), module).filter(Costs::makesTensor).isPresent()
        && made.keyword(Devices.ARGUMENT)
            .filter(where -> CodeCalls.text(where, module).equals(device))
            .isPresent();
  }

  /** Of a statement that says once more what the block has said, with nothing in between. */
  static Optional<Waste> repeated(Stmt statement, SourceModule module) {
    Optional<Move> again = move(statement, module);
    if (again.isEmpty() || !again.get().isOfItself()) {
      return Optional.empty();
    }
    List<Stmt> before =
        CodeCalls.block(statement, module.tree()).stream()
            .filter(other -> other.end() <= statement.start())
            .toList()
            .reversed();
    return before.stream()
        .filter(other -> mentions(other, again.get().target()))
        .findFirst()
        .filter(
            other ->
                move(other, module).filter(first -> first.isRepeatedBy(again.get())).isPresent())
        .filter(
            other ->
                before.stream()
                    .takeWhile(between -> between.id() != other.id())
                    .noneMatch(between -> binds(between, again.get().device())))
        .map(other -> waste(statement, other, again.get().target(), again.get().device(), module));
  }

  /**
   * A statement that moves something.
   *
   * @param target the variable that holds it
   * @param isKept whether the statement gives the variable what was moved
   * @param isOfItself whether the variable held it before
   */
  private record Move(String target, String device, boolean isKept, boolean isOfItself) {

    /** Whether another finds in place what it would move: a module is moved where it stands. */
    boolean isRepeatedBy(Move later) {
      return target.equals(later.target)
          && device.equals(later.device)
          && (isKept || !later.isKept);
    }
  }

  private static Optional<Move> move(Stmt statement, SourceModule module) {
    return switch (statement) {
      case Stmt.Assign assign
          when assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Name target
              && assign.value() instanceof Expr.Call call ->
          device(call, module)
              .map(device -> new Move(target.name(), device, true, isOf(call, target.name())));
      case Stmt.ExprStmt alone
          when alone.value() instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && method.value() instanceof Expr.Name target ->
          device(call, module).map(device -> new Move(target.name(), device, false, true));
      default -> Optional.empty();
    };
  }

  private static boolean isOf(Expr.Call move, String name) {
    return move.callee() instanceof Expr.Attribute method
        && method.value() instanceof Expr.Name receiver
        && receiver.name().equals(name);
  }

  private static boolean mentions(Stmt statement, String name) {
    return Tree.holds(statement, node -> node instanceof Expr.Name n && n.name().equals(name));
  }

  /** Whether a statement may give the device's variable another value. */
  private static boolean binds(Stmt statement, String device) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Stmt.Assign assign
                && assign.targets().stream()
                    .anyMatch(
                        target ->
                            Tree.holds(
                                target,
                                n ->
                                    n instanceof Expr.Name name
                                        && device.startsWith(name.name()))));
  }

  /** The device that a call moves its receiver to, as it is written. */
  private static Optional<String> device(Expr.Call call, SourceModule module) {
    return call.callee() instanceof Expr.Attribute method
        ? written(call, method.name(), module)
            .filter(device -> CodeCalls.library(method, module).isEmpty())
        : Optional.empty();
  }

  private static Optional<String> written(Expr.Call call, String method, SourceModule module) {
    if (Devices.movesToGpu(method) && call.arguments().isEmpty()) {
      return call.keywords().isEmpty() ? Optional.of(method) : Optional.empty();
    }
    return method.equals("to") && call.arguments().size() == 1
        ? Optional.of(CodeCalls.text(call.arguments().getFirst(), module)).filter(Costs::isDevice)
        : Optional.empty();
  }

  private static Waste waste(
      Node again, Node first, String subject, String device, SourceModule module) {
    return new Waste(
        Kind.MOVES_AGAIN,
        subject,
        CodeCalls.place(again, module),
        device,
        Optional.empty(),
        Optional.of(CodeCalls.place(first, module)));
  }
}
