package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a file's code is laid out in statements: what must be known to put a line where it does what
 * it should.
 */
public record CodeLayout(SourceModule module) implements Fact {

  /**
   * The widest loop or {@code with} block around a place, or else the statement at the place, of
   * which all that it holds satisfies {@code isFine}. Empty when the place's own statement does
   * not, or when no line can stand before it.
   */
  public Optional<Place> widest(Place inside, Predicate<Place> isFine) {
    Optional<Place> widest = Optional.empty();
    for (Stmt statement : around(inside.span())) {
      Place place = place(statement);
      if (isClause(statement) || !isFine.test(place)) {
        return widest;
      }
      if (widest.isEmpty() || isLoop(statement) || statement instanceof Stmt.With) {
        widest = Optional.of(place);
      }
    }
    return widest;
  }

  /** Whether a call calls a variable, or a member of one, by this name. */
  public boolean callsVariable(Place call, String name) {
    return root(call, name).isPresent();
  }

  /** Whether a statement gives a value to what a call in it calls, or to what holds that. */
  public boolean assigns(Place statement, Place call, String name) {
    Optional<Binding> binding =
        root(call, name).flatMap(root -> module.scopeAt(root).visible(root.name()));
    return binding.isEmpty()
        || binding.get().sites().stream()
            .anyMatch(site -> statement.span().contains(site.node().span()))
        || holds(statement, node -> node instanceof Stmt.Assign assign && isTo(assign, name));
  }

  private boolean isTo(Stmt.Assign assign, String name) {
    return assign.targets().stream()
        .map(target -> module.file().text(target.span()))
        .anyMatch(target -> name.equals(target) || name.startsWith(target + "."));
  }

  /** Whether code can leave a statement otherwise than past its end, an exception aside. */
  public boolean isLeft(Place statement) {
    return holds(
        statement,
        node ->
            switch (node) {
              case Stmt.Return r -> true;
              case Expr.Yield y -> true;
              case Expr.YieldFrom y -> true;
              case Stmt.Break b -> !isInLoop(b, statement);
              case Stmt.Continue c -> !isInLoop(c, statement);
              default -> false;
            });
  }

  private boolean isInLoop(Stmt jump, Place statement) {
    return around(jump.span()).stream()
        .anyMatch(each -> isLoop(each) && statement.span().contains(each.span()));
  }

  private boolean holds(Place statement, Predicate<Node> isWanted) {
    boolean[] found = {false};
    parsed(statement.span())
        .ifPresent(node -> Tree.walk(node, each -> found[0] |= isWanted.test(each)));
    return found[0];
  }

  /** The first of the names with dots between them that a call calls, when that is a variable. */
  private Optional<Expr.Name> root(Place call, String name) {
    Optional<Expr> at =
        parsed(call.span())
            .map(node -> node instanceof Stmt.ExprStmt alone ? alone.value() : node)
            .filter(Expr.Call.class::isInstance)
            .map(node -> ((Expr.Call) node).callee())
            .filter(callee -> module.file().text(callee.span()).equals(name));
    while (at.isPresent() && at.get() instanceof Expr.Attribute attribute) {
      at = Optional.of(attribute.value());
    }
    return at.filter(Expr.Name.class::isInstance)
        .map(Expr.Name.class::cast)
        .filter(root -> isVariable(root));
  }

  private boolean isVariable(Expr.Name name) {
    return module.scopeAt(name).visible(name.name()).filter(Binding::isVariable).isPresent();
  }

  /** The statements around a stretch of code, up to the function that it stands in. */
  private List<Stmt> around(Span span) {
    List<Stmt> around = new ArrayList<>();
    Optional<Node> at = parsed(span);
    while (at.isPresent() && !isScope(at.get())) {
      if (at.get() instanceof Stmt statement) {
        around.add(statement);
      }
      at = module.tree().parent(at.get());
    }
    // What a lambda computes is computed elsewhere.
    return at.filter(Expr.Lambda.class::isInstance).isPresent() ? List.of() : around;
  }

  private static boolean isScope(Node node) {
    return node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda;
  }

  private static boolean isLoop(Stmt statement) {
    return statement instanceof Stmt.For || statement instanceof Stmt.While;
  }

  /** Whether a statement is the continuation of the one above. */
  private boolean isClause(Stmt statement) {
    return statement instanceof Stmt.If
        && module.file().text().startsWith("elif", statement.start());
  }

  private Optional<Node> parsed(Span span) {
    return module.tree().covering(span);
  }

  private Place place(Node node) {
    return new Place(module.file(), node.span());
  }
}
