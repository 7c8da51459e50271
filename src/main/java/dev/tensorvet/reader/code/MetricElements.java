package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Journals;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;

/**
 * Metrics in a group that are modules. They are there to be given predictions, to be read, reset
 * and logged, and are missed: what they count is to be where the predictions are.
 */
final class MetricElements implements PlainGroups.Elements {

  @Override
  public boolean makes(Expr value, ClassEntity type) {
    if (!(value instanceof Expr.Call call)) {
      return false;
    }
    return switch (type.module().resolve(call.callee())) {
      case LibraryEntity library -> Metrics.isModule(library.qualifiedName());
      case ClassEntity own -> own.mro().linear().stream().anyMatch(MetricElements::isBase);
      default -> false;
    };
  }

  private static boolean isBase(Entity base) {
    return base instanceof LibraryEntity library && Metrics.isModule(library.qualifiedName());
  }

  /** What takes numbers or texts counts anywhere, and any may where all is on the CPU. */
  @Override
  public boolean isMissed(Expr value, ClassEntity type) {
    boolean takesTensors =
        value instanceof Expr.Call made
            && !CodeCalls.isCall(made, Metrics::takesPlainValues, type.module());
    return takesTensors && !Tree.holds(type.node(), MetricElements::isOnCpu);
  }

  private static boolean isOnCpu(Node node) {
    return switch (node) {
      case Expr.Attribute method -> Devices.movesToCpu(method.name());
      case Expr.StringLiteral device -> Devices.isCpu(device.value());
      default -> false;
    };
  }

  @Override
  public boolean isHiddenAlone() {
    return false;
  }

  @Override
  public boolean isUse(Expr element, Tree tree) {
    Node parent = tree.parent(element).orElse(element);
    Node above = tree.parent(parent).orElse(parent);
    return switch (parent) {
      case Expr.Call call when call.callee().id() == element.id() -> true;
      case Expr.Call call -> isLog(call);
      case Expr.Attribute method ->
          above instanceof Expr.Call call
              && call.callee().id() == method.id()
              && Metrics.isOfKeeper(method.name());
      default -> false;
    };
  }

  /** {@code self.log("accuracy", metric)} */
  private static boolean isLog(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && Journals.isLoggingOfModule(method.name());
  }
}
