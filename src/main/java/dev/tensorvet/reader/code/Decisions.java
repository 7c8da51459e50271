package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which values of a file are decisions: the class of the highest score, or whether a score is above
 * a threshold. Followed through the variables and lists of one scope.
 */
final class Decisions {

  private static final int DEEPEST = 10;

  private final SourceModule module;

  /** What is put into a list after it was made, by its name. */
  private final Map<String, List<Filling>> fillings = new HashMap<>();

  private record Filling(Expr.Name list, Expr value) {}

  Decisions(SourceModule module) {
    this.module = module;
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (method.value() instanceof Expr.Name list
              && (method.name().equals("append") || method.name().equals("extend"))
              && call.arguments().size() == 1) {
            fillings
                .computeIfAbsent(list.name(), name -> new ArrayList<>())
                .add(new Filling(list, call.arguments().getFirst()));
          }
        });
  }

  /** Where a value was decided on, if it is a decision on every way. */
  Optional<Span> at(Expr value) {
    return at(value, DEEPEST);
  }

  private Optional<Span> at(Expr value, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    return switch (value) {
      case Expr.Compare test -> isThreshold(test) ? Optional.of(test.span()) : Optional.empty();
      case Expr.Subscript item
          when item.index() instanceof Expr.NumberLiteral index && index.text().equals("1") ->
          isMaximum(item.value()) ? Optional.of(item.span()) : Optional.empty();
      case Expr.Call call -> ofCall(call, depth);
      case Expr.Attribute attribute
          when Metrics.keeps(attribute.name()) && !(attribute.value() instanceof Expr.Name) ->
          at(attribute.value(), depth - 1);
      case Expr.Name name -> ofVariable(name, depth);
      case Expr.ListComp list -> at(list.element(), depth - 1);
      case Expr.ListExpr list ->
          onEveryWay(list.elements().stream().map(e -> at(e, depth - 1)).toList());
      // The other of two classes is decided on as well.
      case Expr.BinOp difference
          when difference.operator() == Expr.BinaryOperator.SUB
              && difference.left() instanceof Expr.NumberLiteral ->
          at(difference.right(), depth - 1);
      default -> Optional.empty();
    };
  }

  private static boolean isThreshold(Expr.Compare test) {
    return test.operators().size() == 1
        && (test.operators().getFirst() == Expr.CompareOperator.GREATER
            || test.operators().getFirst() == Expr.CompareOperator.GREATER_EQUAL)
        && test.comparators().getFirst() instanceof Expr.NumberLiteral;
  }

  /** {@code torch.max(scores, 1)}: the highest scores, and which they are. */
  private boolean isMaximum(Expr value) {
    if (!(value instanceof Expr.Call call)) {
      return false;
    }
    boolean isFunction =
        module.resolve(call.callee()) instanceof LibraryEntity library
            && Metrics.givesMaximum(library.qualifiedName());
    boolean isMethod =
        call.callee() instanceof Expr.Attribute method && method.name().equals("max");
    int dimension = isFunction ? 1 : 0;
    return (isFunction || isMethod)
        && (call.arguments().size() > dimension || call.keyword("dim").isPresent());
  }

  private Optional<Span> ofCall(Expr.Call call, int depth) {
    if (module.resolve(call.callee()) instanceof LibraryEntity library) {
      String name = library.qualifiedName();
      if (Metrics.decides(name)) {
        return Optional.of(call.span());
      }
      return Metrics.keepsArgument(name) && !call.arguments().isEmpty()
          ? at(call.arguments().getFirst(), depth - 1)
          : Optional.empty();
    }
    if (call.callee() instanceof Expr.Attribute method) {
      if (Metrics.decidesAsMethod(method.name())) {
        return Optional.of(call.span());
      }
      return Metrics.keeps(method.name()) ? at(method.value(), depth - 1) : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<Span> ofVariable(Expr.Name name, int depth) {
    if (!(module.resolve(name) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    return onEveryWay(values(variable.binding(), depth));
  }

  private static Optional<Span> onEveryWay(List<Optional<Span>> ways) {
    return ways.stream().allMatch(Optional::isPresent)
        ? ways.stream().flatMap(Optional::stream).findFirst()
        : Optional.empty();
  }

  /** Where each of the values of a variable was decided on. */
  private List<Optional<Span>> values(Binding binding, int depth) {
    List<Optional<Span>> all = new ArrayList<>();
    for (BindingSite site : binding.sites()) {
      Optional<Expr> value = site.value();
      boolean isEmptyList =
          value
              .filter(v -> v instanceof Expr.ListExpr list && list.elements().isEmpty())
              .isPresent();
      if (isEmptyList || value.filter(v -> isKept(binding.name(), v)).isPresent()) {
        continue;
      }
      boolean isSecondOfMaximum =
          value.isEmpty()
              && assignment(site.node()).filter(a -> isSecond(binding.name(), a)).isPresent();
      all.add(
          isSecondOfMaximum
              ? Optional.of(site.node().span())
              : value.flatMap(
                  v -> mentions(v, binding.name()) ? Optional.empty() : at(v, depth - 1)));
    }
    for (Filling filling : fillings.getOrDefault(binding.name(), List.of())) {
      if (module.resolve(filling.list()) instanceof VariableEntity list
          && list.binding().equals(binding)) {
        all.add(at(filling.value(), depth - 1));
      }
    }
    return all;
  }

  /** {@code pred = pred.cpu()}: the values are what they were. */
  private static boolean isKept(String name, Expr value) {
    return switch (value) {
      case Expr.Name same -> same.name().equals(name);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method && Metrics.keeps(method.name()) ->
          isKept(name, method.value());
      default -> false;
    };
  }

  private Optional<Stmt.Assign> assignment(Node node) {
    return module
        .tree()
        .statement(node)
        .filter(s -> s instanceof Stmt.Assign)
        .map(s -> (Stmt.Assign) s);
  }

  /** {@code _, predicted = torch.max(scores, 1)} */
  private boolean isSecond(String name, Stmt.Assign assign) {
    return assign.targets().size() == 1
        && assign.targets().getFirst() instanceof Expr.Tuple pair
        && pair.elements().size() == 2
        && pair.elements().getLast() instanceof Expr.Name second
        && second.name().equals(name)
        && isMaximum(assign.value());
  }

  private static boolean mentions(Expr value, String name) {
    boolean[] found = {false};
    Tree.walk(
        value, node -> found[0] |= node instanceof Expr.Name other && other.name().equals(name));
    return found[0];
  }
}
