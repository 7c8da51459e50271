package dev.tensorvet.interp;

import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.TensorType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The inputs of a model, as its code, its comments and the user give them. */
final class ForwardInputs {

  private ForwardInputs() {}

  /** What is known of them before anything is run. */
  static InputShapes of(ClassEntity model, Optional<FunctionEntity> forward, Request request) {
    List<String> names =
        forward.map(ForwardInputs::tensorParameters).orElse(List.of()).stream()
            .map(Node.Parameter::name)
            .toList();
    InputShapes shapes = InputShapes.unknown(names);
    for (String name : names) {
      OptionalInt parts = forward.map(code -> takenApart(name, code)).orElse(OptionalInt.empty());
      if (parts.isPresent()) {
        shapes = shapes.formed(name, new InputForm.Many(parts.getAsInt()));
      }
    }
    List<TensorType> written =
        request.inputs().isEmpty()
            ? InputComments.of(model, forward).orElse(List.of())
            : request.inputs();
    for (int i = 0; i < Math.min(names.size(), written.size()); i++) {
      shapes = shapes.with(names.get(i), written.get(i), InputSource.WRITTEN);
    }
    return shapes;
  }

  /**
   * How many parts a parameter has of which nothing is used but these: {@code targets[0]} and
   * {@code targets[1]}. One part may as well be the first row of a tensor.
   */
  private static OptionalInt takenApart(String parameter, FunctionEntity forward) {
    Set<Integer> parts = new TreeSet<>();
    boolean[] isUsedWhole = {false};
    Tree.walkWhere(
        forward.node(),
        node -> {
          Optional<Integer> part = part(node, parameter);
          part.ifPresent(parts::add);
          isUsedWhole[0] |= node instanceof Expr.Name name && name.name().equals(parameter);
          return part.isEmpty();
        });
    boolean isPair = parts.size() > 1 && Collections.max(parts) == parts.size() - 1;
    return isPair && !isUsedWhole[0] ? OptionalInt.of(parts.size()) : OptionalInt.empty();
  }

  /** The place in {@code parameter[0]}. */
  private static Optional<Integer> part(Node node, String parameter) {
    return node instanceof Expr.Subscript subscript
            && subscript.value() instanceof Expr.Name name
            && name.name().equals(parameter)
            && subscript.index() instanceof Expr.NumberLiteral number
            && number.text().matches("[0-9]")
        ? Optional.of(Integer.valueOf(number.text()))
        : Optional.empty();
  }

  /** The parameters that a call must give. */
  private static List<Node.Parameter> tensorParameters(FunctionEntity forward) {
    List<Node.Parameter> all = forward.parameters().all();
    int first = forward.isStatic() ? 0 : 1;
    return all.stream()
        .skip(first)
        .filter(
            p ->
                p.kind() != Node.ParameterKind.VAR_POSITIONAL
                    && p.kind() != Node.ParameterKind.VAR_KEYWORD
                    && p.defaultValue().isEmpty())
        .toList();
  }
}
