package dev.tensorvet.reader.query;

import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a variable holds at a place, where reading the text from top to bottom tells it: notebooks
 * and tutorials give one name many values, one after the other.
 */
public final class LastValues {

  private static final int DEEPEST = 6;

  private LastValues() {}

  /** The value that a variable surely has where it is used. */
  public static Optional<Expr> of(Expr use, SourceModule module) {
    return use instanceof Expr.Name name
        ? site(name, module).flatMap(BindingSite::value)
        : Optional.empty();
  }

  /** What computes a value, behind the variables that hold it. */
  public static Expr source(Expr value, SourceModule module) {
    Expr at = value;
    for (int i = 0; i < DEEPEST && at instanceof Expr.Name; i++) {
      Optional<Expr> before = of(at, module);
      if (before.isEmpty()) {
        return at;
      }
      at = before.get();
    }
    return at;
  }

  /** Whether some element of what a variable holds is given another value. */
  public static boolean isFilled(Expr.Name variable, SourceModule module) {
    Tree tree = module.tree();
    return tree.holds(
        node ->
            node instanceof Expr.Subscript item
                && item.value() instanceof Expr.Name name
                && name.name().equals(variable.name())
                && isTarget(item, tree));
  }

  /** What makes an object that is called, if it is always the same. */
  public static Optional<Expr.Call> maker(Expr callee, SourceModule module) {
    Optional<Expr> value =
        callee instanceof Expr.Call call
            ? Optional.of(call)
            : CodeCalls.lastingValue(callee, module).or(() -> of(callee, module));
    return value
        .map(LastValues::unmoved)
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast);
  }

  /** {@code x} in {@code x.to(device)} */
  public static Expr unmoved(Expr value) {
    return value instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute method
            && Layers.givesBackItself(method.name())
        ? unmoved(method.value())
        : value;
  }

  /** The place that surely gave a variable the value that it has where it is used. */
  public static Optional<BindingSite> site(Expr.Name use, SourceModule module) {
    // What another file's names stand for is no place of this one.
    if (!(module.resolve(use) instanceof VariableEntity variable)
        || !variable.binding().scope().module().equals(module)) {
      return Optional.empty();
    }
    Binding binding = variable.binding();
    if (!scopeOfCode(use, module).equals(binding.scope())) {
      return binding.sites().size() == 1
          ? Optional.of(binding.sites().getFirst())
          : Optional.empty();
    }
    Tree tree = module.tree();
    return binding.sites().stream()
        .filter(site -> end(site, tree) <= use.start())
        .reduce((before, last) -> last)
        .filter(site -> isInCharge(site, use, binding, tree));
  }

  /** The scope of the function or module around a place, past comprehensions. */
  public static Scope scopeOfCode(Node node, SourceModule module) {
    Scope scope = module.scopeAt(node);
    while (scope.kind() == Scope.Kind.COMPREHENSION && scope.parent().isPresent()) {
      scope = scope.parent().get();
    }
    return scope;
  }

  private static int end(BindingSite site, Tree tree) {
    return site.kind() == BindingSite.Kind.ASSIGNMENT
        ? tree.statement(site.node()).map(Node::end).orElse(site.node().end())
        : site.node().start();
  }

  /** Whether every way to a use comes by a site, and by no other after it. */
  private static boolean isInCharge(BindingSite site, Expr.Name use, Binding binding, Tree tree) {
    Optional<Stmt> statement = tree.statement(site.node());
    if (site.kind() != BindingSite.Kind.ASSIGNMENT || statement.isEmpty()) {
      return site.kind() == BindingSite.Kind.PARAMETER && binding.sites().size() == 1;
    }
    boolean isOnTheWay =
        CodeCalls.block(statement.get(), tree).stream()
            .anyMatch(
                each -> each.start() >= statement.get().end() && each.span().contains(use.span()));
    return isOnTheWay
        && CodeCalls.around(use, tree).stream()
            .filter(each -> each instanceof Stmt.For || each instanceof Stmt.While)
            .filter(loop -> !loop.span().contains(site.node().span()))
            .noneMatch(
                loop ->
                    binding.sites().stream()
                        .anyMatch(other -> loop.span().contains(other.node().span())));
  }

  /** The places that read a variable, in the order of the text. */
  public static List<Expr.Name> reads(Binding binding, SourceModule module) {
    VariableEntity variable = new VariableEntity(binding);
    List<Expr.Name> reads = new ArrayList<>();
    Tree.walk(
        binding.scope().node(),
        node -> {
          if (node instanceof Expr.Name name
              && name.name().equals(binding.name())
              && !isTarget(name, module.tree())
              && module.resolve(name).equals(variable)) {
            reads.add(name);
          }
        });
    return reads;
  }

  /** Whether a name or subscript stands where it gets a value, and is not read. */
  public static boolean isTarget(Expr target, Tree tree) {
    Node at = target;
    Node parent = tree.parent(at).orElse(at);
    while (parent instanceof Expr.Tuple
        || parent instanceof Expr.ListExpr
        || parent instanceof Expr.Starred) {
      at = parent;
      parent = tree.parent(at).orElse(at);
    }
    int id = at.id();
    return switch (parent) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(t -> t.id() == id);
      case Stmt.AnnAssign typed -> typed.target().id() == id;
      case Stmt.For loop -> loop.target().id() == id;
      case Stmt.Delete delete -> true;
      case Node.Comprehension each -> each.target().id() == id;
      case Node.WithItem item -> item.target().filter(t -> t.id() == id).isPresent();
      case Expr.NamedExpr named -> named.target().id() == id;
      default -> false;
    };
  }
}
