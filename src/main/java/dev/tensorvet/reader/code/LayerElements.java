package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.Optional;

/**
 * Layers in a group. They are there to be called; those with parameters are missed.
 *
 * @param values tells which expressions make one
 */
record LayerElements(LayerValues values) implements PlainGroups.Elements {

  @Override
  public boolean makes(Expr value, ClassEntity type) {
    return values.isLayer(value, type.module(), Optional.of(type));
  }

  @Override
  public boolean isMissed(Expr value, ClassEntity type) {
    return values.isWeighted(value, type.module(), Optional.of(type)) && !isTakenCareOf(value);
  }

  /** Whether a layer is moved and frozen where it is made, as teachers are that stay apart. */
  private static boolean isTakenCareOf(Expr value) {
    boolean isMoved = false;
    boolean isFrozen = false;
    Expr at = value;
    while (at instanceof Expr.Call call && call.callee() instanceof Expr.Attribute method) {
      isMoved |= Devices.converts(method.name());
      isFrozen |=
          GraphFlow.startsGraph(method.name()) || TrainingMethod.EVAL.isNamed(method.name());
      at = method.value();
    }
    return isMoved && isFrozen;
  }

  /** As a teacher is, that its student is not to train. */
  @Override
  public boolean isHiddenAlone() {
    return true;
  }

  @Override
  public boolean isUse(Expr element, Tree tree) {
    return tree.parent(element)
        .filter(p -> p instanceof Expr.Call call && call.callee().id() == element.id())
        .isPresent();
  }
}
