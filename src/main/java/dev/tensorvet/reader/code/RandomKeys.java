package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the keys of random numbers through a function or the code of a file, and tells of each
 * that is used where it surely has been used before. A way that only some runs take is not told.
 */
final class RandomKeys {

  /** A call that uses up a key. */
  private record Use(Expr.Call call, String function) {}

  /** The keys that are used up on every way that comes here, by how the code writes them. */
  private static final class Spent {

    private final Map<String, Use> uses = new HashMap<>();

    Spent copy() {
      Spent copy = new Spent();
      copy.uses.putAll(uses);
      return copy;
    }

    void keepOnly(List<Spent> ways) {
      uses.clear();
      if (!ways.isEmpty()) {
        uses.putAll(ways.getFirst().uses);
        ways.forEach(way -> uses.keySet().retainAll(way.uses.keySet()));
      }
    }

    void renew(String variable) {
      uses.keySet().removeIf(key -> key.equals(variable) || key.startsWith(variable + "["));
    }
  }

  private final SourceModule module;
  private final Scope scope;
  private final Consumer<JaxSlip> found;

  private RandomKeys(SourceModule module, Scope scope, Consumer<JaxSlip> found) {
    this.module = module;
    this.scope = scope;
    this.found = found;
  }

  /** Tells of the keys of a file's own code and of each of its functions. */
  static void read(SourceModule module, Consumer<JaxSlip> found) {
    new RandomKeys(module, module.scope(), found).block(module.tree().root().body(), new Spent());
    module
        .functions()
        .forEach(
            function -> {
              if (function.node() instanceof Stmt.FunctionDef code
                  && !Jax.makesStandIns(function.name())) {
                new RandomKeys(module, function.scope(), found).block(code.body(), new Spent());
              }
            });
  }

  // --- statements

  /** Whether a run can come to the end of a block. */
  private boolean block(List<Stmt> body, Spent spent) {
    for (Stmt statement : body) {
      if (!statement(statement, spent)) {
        return false;
      }
    }
    return true;
  }

  private boolean statement(Stmt statement, Spent spent) {
    switch (statement) {
      case Stmt.If choice -> {
        expression(choice.test(), spent);
        return branches(List.of(choice.body(), choice.orElse()), spent);
      }
      case Stmt.Match match -> {
        List<List<Stmt>> ways = new ArrayList<>(List.of(List.of()));
        match.cases().forEach(each -> ways.add(each.body()));
        return branches(ways, spent);
      }
      case Stmt.For loop -> {
        expression(loop.iterable(), spent);
        renew(loop.target(), spent);
        loop(loop, loop.body(), spent);
        return true;
      }
      case Stmt.While loop -> {
        loop(loop, loop.body(), spent);
        return true;
      }
      case Stmt.With with -> {
        with.items().forEach(item -> expression(item.context(), spent));
        return block(with.body(), spent);
      }
      case Stmt.Try attempt -> {
        List<List<Stmt>> ways = new ArrayList<>(List.of(attempt.body()));
        attempt.handlers().forEach(handler -> ways.add(handler.body()));
        boolean goesOn = branches(ways, spent);
        return block(attempt.finalBody(), spent) && goesOn;
      }
      case Stmt.Assign assign -> {
        expression(assign.value(), spent);
        assign.targets().forEach(target -> renew(target, spent));
        return true;
      }
      case Stmt.AnnAssign assign -> {
        assign.value().ifPresent(value -> expression(value, spent));
        renew(assign.target(), spent);
        return true;
      }
      case Stmt.FunctionDef function -> {
        return true;
      }
      case Stmt.ClassDef type -> {
        return true;
      }
      case Stmt.Return leave -> {
        leave.value().ifPresent(value -> expression(value, spent));
        return false;
      }
      case Stmt.Raise leave -> {
        return false;
      }
      case Stmt.Break leave -> {
        return false;
      }
      case Stmt.Continue leave -> {
        return false;
      }
      default -> {
        expression(statement, spent);
        return true;
      }
    }
  }

  /** Goes on with what is used up whichever of several blocks runs. */
  private boolean branches(List<List<Stmt>> blocks, Spent spent) {
    List<Spent> ways = new ArrayList<>();
    for (List<Stmt> each : blocks) {
      Spent way = spent.copy();
      if (block(each, way)) {
        ways.add(way);
      }
    }
    spent.keepOnly(ways);
    return !ways.isEmpty();
  }

  private void loop(Node loop, List<Stmt> body, Spent spent) {
    Spent turn = spent.copy();
    boolean comesBack = block(body, turn);
    if (comesBack) {
      turn.uses.forEach(
          (key, use) -> {
            if (loop.span().contains(use.call.span()) && !isRenewedIn(loop, key)) {
              tell(Kind.KEY_USED_EACH_TURN, key, use, Optional.empty());
            }
          });
    }
    // What the loop renews is fresh after it, or may be.
    spent.uses.keySet().removeIf(key -> isRenewedIn(loop, key));
  }

  private boolean isRenewedIn(Node loop, String key) {
    return scope
        .binding(variable(key))
        .filter(
            binding ->
                binding.sites().stream()
                    .noneMatch(site -> loop.span().contains(site.node().span())))
        .isEmpty();
  }

  private static String variable(String key) {
    int bracket = key.indexOf('[');
    return bracket < 0 ? key : key.substring(0, bracket);
  }

  private static void renew(Expr target, Spent spent) {
    Tree.walk(
        target,
        node -> {
          if (node instanceof Expr.Name name) {
            spent.renew(name.name());
          }
        });
  }

  // --- expressions

  private void expression(Node code, Spent spent) {
    Tree.walkWhere(
        code,
        node -> {
          if (node instanceof Expr.Lambda) {
            return false;
          }
          if (node instanceof Expr.Call call) {
            CodeCalls.library(call.callee(), module)
                .filter(name -> Jax.isSampler(name) || Jax.splits(name))
                .ifPresent(name -> use(new Use(call, name), spent));
          } else if (node instanceof Expr.NamedExpr named) {
            spent.renew(named.target().name());
          }
          return true;
        });
  }

  private void use(Use use, Spent spent) {
    if (use.call.arguments().isEmpty() || isForShow(use.call) || isUnused(use.call)) {
      return;
    }
    Optional<String> key = key(use.call.arguments().getFirst());
    if (key.isEmpty()) {
      return;
    }
    List<Node> around = aroundInStatement(use.call);
    if (around.stream().anyMatch(n -> n instanceof Expr.IfExp || n instanceof Expr.BoolOp)) {
      return;
    }
    if (isRepeated(use.call, around)) {
      tell(Kind.KEY_USED_EACH_TURN, key.get(), use, Optional.empty());
      return;
    }
    Use before = spent.uses.putIfAbsent(key.get(), use);
    if (before == null
        || Jax.splits(before.function) != Jax.splits(use.function)
        || !isOneExperiment(before, use)) {
      return;
    }
    if (Jax.splits(use.function)) {
      tell(Kind.KEY_SPLIT_TWICE, key.get(), use, Optional.of(before));
    } else if (!(before.function.equals(use.function) && Jax.orders(use.function))) {
      tell(Kind.KEY_USED_TWICE, key.get(), use, Optional.of(before));
    }
  }

  /** In a notebook, each cell may try something else with the one key that all of them have. */
  private boolean isOneExperiment(Use before, Use use) {
    return module
        .file()
        .cells()
        .filter(cells -> scope.equals(module.scope()))
        .map(
            cells ->
                cells.cellAt(before.call.start()).number()
                    == cells.cellAt(use.call.start()).number())
        .orElse(true);
  }

  /** How the code writes a key: a variable of this scope, or an element of one. */
  private Optional<String> key(Expr value) {
    return switch (value) {
      case Expr.Name name when isOwn(name) -> Optional.of(name.name());
      case Expr.Subscript element
          when element.value() instanceof Expr.Name name
              && isOwn(name)
              && element.index() instanceof Expr.NumberLiteral index ->
          Optional.of(name.name() + "[" + index.text() + "]");
      default -> Optional.empty();
    };
  }

  private boolean isOwn(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().scope().equals(scope);
  }

  private List<Node> aroundInStatement(Expr.Call call) {
    return CodeCalls.around(call, module.tree()).stream()
        .takeWhile(node -> !(node instanceof Stmt))
        .toList();
  }

  /**
   * Whether a comprehension makes the call for each of its elements; all but its first iterable.
   */
  private static boolean isRepeated(Expr.Call call, List<Node> around) {
    return around.stream()
        .anyMatch(
            node ->
                switch (node) {
                  case Expr.ListComp list -> isAfterFirst(call, list.generators());
                  case Expr.SetComp set -> isAfterFirst(call, set.generators());
                  case Expr.DictComp dict -> isAfterFirst(call, dict.generators());
                  case Expr.GeneratorExp each -> isAfterFirst(call, each.generators());
                  default -> false;
                });
  }

  private static boolean isAfterFirst(Expr.Call call, List<Node.Comprehension> generators) {
    return !generators.getFirst().iterable().span().contains(call.span());
  }

  /** What is only shown or compared draws the same on purpose. */
  private boolean isForShow(Expr.Call call) {
    return aroundInStatement(call).stream()
            .anyMatch(
                node ->
                    node instanceof Expr.Compare
                        || (node instanceof Expr.Call outer
                            && CodeCalls.isCall(outer, Jax::prints, module)))
        || CodeCalls.around(call, module.tree()).stream()
            .filter(Stmt.class::isInstance)
            .findFirst()
            .filter(
                s ->
                    s instanceof Stmt.Assert
                        || (s instanceof Stmt.ExprStmt shown && shown.value().id() == call.id()))
            .isPresent();
  }

  /** Whether the keys go to a module that is told to draw nothing. */
  private boolean isUnused(Expr.Call call) {
    return aroundInStatement(call).stream()
        .anyMatch(
            node ->
                node instanceof Expr.Call outer
                    && Tree.holds(
                        outer,
                        each ->
                            each instanceof Node.Keyword keyword
                                && keyword.value() instanceof Expr.BooleanLiteral flag
                                && keyword
                                    .name()
                                    .filter(name -> Jax.drawsNothing(name, flag.value()))
                                    .isPresent()));
  }

  private void tell(Kind kind, String key, Use use, Optional<Use> before) {
    found.accept(
        new JaxSlip(
            kind,
            CodeCalls.place(use.call, module),
            key,
            before.map(each -> CodeCalls.place(each.call, module)),
            Optional.empty()));
  }
}
