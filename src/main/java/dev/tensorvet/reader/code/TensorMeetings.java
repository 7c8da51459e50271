package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.Optional;

/** Where values in the code of a model meet what it computes of its inputs. */
final class TensorMeetings {

  private final SourceModule module;

  TensorMeetings(SourceModule module) {
    this.module = module;
  }

  private Node parent(Node node) {
    return module.tree().parent(node).orElse(node);
  }

  /** Whether a value meets another tensor: in arithmetic, or in a function of the library. */
  boolean meetsTensor(Expr use) {
    return switch (parent(use)) {
      case Expr.BinOp computed -> {
        Expr other = computed.left().id() == use.id() ? computed.right() : computed.left();
        yield mayBeTensor(other);
      }
      case Expr.Call call ->
          CodeCalls.library(call.callee(), module).filter(Effects::makesTensor).isPresent()
              && call.arguments().size() > 1
              && call.arguments().stream()
                  .anyMatch(other -> other.id() != use.id() && mayBeTensor(other));
      default -> false;
    };
  }

  /** Whether a value is computed of what a layer gives, or of an input of the model. */
  boolean mayBeTensor(Expr value) {
    return switch (value) {
      case Expr.Name name ->
          LastValues.of(name, module)
              .map(v -> mayBeTensor(v) || isLayerCall(v))
              .orElse(isInput(name));
      case Expr.BinOp computed -> mayBeTensor(computed.left()) || mayBeTensor(computed.right());
      case Expr.Call call -> {
        Optional<String> function = CodeCalls.library(call.callee(), module);
        yield function.isPresent()
            ? Formulas.isPure(function.get())
                && call.arguments().stream()
                    .anyMatch(given -> mayBeTensor(given) || isOfObject(given))
            : call.callee() instanceof Expr.Attribute method
                && Formulas.isPureForTensors(method.name())
                && mayBeTensor(method.value());
      }
      default -> false;
    };
  }

  /** Whether a method of an object gives a value that a variable may hold: it may be anywhere. */
  private boolean isOfObject(Expr value) {
    return LastValues.of(value, module).orElse(value) instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && method.value() instanceof Expr.Name object
        && CodeCalls.library(method, module).isEmpty()
        && CodeCalls.library(object, module).isEmpty();
  }

  /** Whether a name stands for what the model is given, as far as the text above tells. */
  private boolean isInput(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().stream()
            .filter(site -> site.node().start() < name.start())
            .allMatch(site -> isInput(site) || isInStatement(name, site))
        && module
            .tree()
            .enclosingScope(name)
            .filter(s -> s instanceof Stmt.FunctionDef def && def.name().equals(Computing.FORWARD))
            .isPresent();
  }

  private boolean isInStatement(Expr.Name name, BindingSite site) {
    return site.kind() == BindingSite.Kind.ASSIGNMENT
        && module
            .tree()
            .statement(site.node())
            .filter(statement -> statement.span().contains(name.span()))
            .isPresent();
  }

  private static boolean isInput(BindingSite site) {
    return site.kind() == BindingSite.Kind.PARAMETER;
  }

  static boolean isLayerCall(Expr value) {
    return value instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute layer
        && layer.value() instanceof Expr.Name self
        && self.name().equals("self");
  }
}
