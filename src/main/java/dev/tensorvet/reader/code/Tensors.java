package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Effects;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;

/** Tells what is surely a tensor, by the code around it alone. */
final class Tensors {

  private static final int DEEPEST = 8;

  private Tensors() {}

  /** Whether an expression is surely a tensor. */
  static boolean isTensor(Expr expression, SourceModule module) {
    return isTensor(expression, module, 0);
  }

  private static boolean isTensor(Expr expression, SourceModule module, int depth) {
    if (depth == DEEPEST) {
      return false;
    }
    return switch (expression) {
      case Expr.Call call when module.resolve(call.callee()) instanceof LibraryEntity function ->
          Effects.makesTensor(function.qualifiedName());
      case Expr.Call call when call.callee() instanceof Expr.Attribute method ->
          Effects.keepsTensor(method.name()) && isTensor(method.value(), module, depth + 1);
      case Expr.BinOp computed ->
          isTensor(computed.left(), module, depth + 1)
              || isTensor(computed.right(), module, depth + 1);
      case Expr.Name name -> {
        Optional<Binding> binding = module.scopeAt(name).visible(name.name());
        List<BindingSite> sites = binding.map(Binding::sites).orElse(List.of());
        yield sites.size() == 1
            && sites.getFirst().kind() == BindingSite.Kind.ASSIGNMENT
            && sites.getFirst().value().filter(v -> isTensor(v, module, depth + 1)).isPresent();
      }
      default -> false;
    };
  }
}
