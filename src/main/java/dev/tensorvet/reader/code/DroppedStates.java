package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.FunctionEntity;
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
 * Finds what a training step gets back and does not hand on: changes of parameters, the state of an
 * optimizer, statistics of a normalisation; and stopwatches that stop too early.
 */
final class DroppedStates {

  private final SourceModule module;
  private final List<JaxSlip> found = new ArrayList<>();

  DroppedStates(SourceModule module) {
    this.module = module;
  }

  List<JaxSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign) {
                if (assign.targets().size() == 1
                    && assign.targets().getFirst() instanceof Expr.Tuple pair
                    && pair.elements().size() == 2
                    && assign.value() instanceof Expr.Call call
                    && call.callee() instanceof Expr.Attribute method) {
                  unpacked(assign, pair, call, method);
                }
                started(assign);
              }
            });
    return found;
  }

  private void unpacked(
      Stmt.Assign assign, Expr.Tuple pair, Expr.Call call, Expr.Attribute method) {
    Expr first = pair.elements().getFirst();
    Expr second = pair.elements().getLast();
    if (Jax.isOptimizerUpdate(method.name()) && call.arguments().size() >= 2) {
      optimizerUpdate(assign, first, second, call, method);
    } else if (Jax.appliesModule(method.name())
        && call.keyword(Jax.MUTABLE).filter(DroppedStates::changesStatistics).isPresent()
        && isRepeated(assign)
        && isDropped(second, assign)
        && !isKeptElsewhere(assign, method)) {
      add(Kind.STATISTICS_DROPPED, assign, CodeCalls.text(second, module), Optional.empty());
    }
  }

  /**
   * Whether the function keeps what another part of the same module gives back: the parts may have
   * the normalisation there, and none here.
   */
  private boolean isKeptElsewhere(Stmt.Assign dropped, Expr.Attribute method) {
    String callee = CodeCalls.text(method, module);
    return Tree.holds(
        module.tree().enclosingScope(dropped).orElse(module.tree().root()),
        node ->
            node instanceof Stmt.Assign other
                && other.targets().size() == 1
                && other.targets().getFirst() instanceof Expr.Tuple pair
                && pair.elements().size() == 2
                && other.value() instanceof Expr.Call call
                && CodeCalls.text(call.callee(), module).equals(callee)
                && call.keyword(Jax.MUTABLE).filter(DroppedStates::changesStatistics).isPresent()
                && !isDropped(pair.elements().getLast(), other));
  }

  private static boolean changesStatistics(Expr mutable) {
    return Tree.holds(
        mutable,
        node -> node instanceof Expr.StringLiteral text && text.value().equals(Jax.STATISTICS));
  }

  // --- optimizers

  private void optimizerUpdate(
      Stmt.Assign assign, Expr changes, Expr state, Expr.Call call, Expr.Attribute method) {
    Optional<String> optimizer = optimizer(method.value());
    if (optimizer.isEmpty() && !looksLikeUpdate(changes, call)) {
      return;
    }
    if (changes instanceof Expr.Name name && isNeverRead(name)) {
      add(Kind.CHANGES_UNUSED, assign, name.name(), Optional.empty());
    }
    if (optimizer.filter(Jax::isStateless).isEmpty()
        && isRepeated(assign)
        && isDropped(state, assign)) {
      add(
          Kind.OPTIMIZER_STATE_DROPPED,
          assign,
          CodeCalls.text(state, module),
          Optional.of(CodeCalls.place(call.arguments().get(1), module)));
    }
  }

  /** The function of optax that made what a variable holds. */
  private Optional<String> optimizer(Expr value) {
    return LastValues.of(value, module)
        .filter(Expr.Call.class::isInstance)
        .map(Expr.Call.class::cast)
        .flatMap(made -> CodeCalls.library(made.callee(), module))
        .filter(Jax::makesOptimizer);
  }

  /** Where the optimizer is a parameter, the names tell. */
  private boolean looksLikeUpdate(Expr changes, Expr.Call call) {
    return Jax.mayOptimize(module.file().text())
        && changes instanceof Expr.Name name
        && name.name().contains("update")
        && CodeCalls.text(call.arguments().getFirst(), module).contains("grad");
  }

  /** What is done once, at the top of a file, shows something. */
  private boolean isRepeated(Stmt statement) {
    return LastValues.scopeOfCode(statement, module).kind() == Scope.Kind.FUNCTION
        || CodeCalls.innermostLoop(statement, module.tree()).isPresent();
  }

  // --- what nobody reads

  private boolean isNeverRead(Expr.Name target) {
    return binding(target)
        .filter(binding -> isOfHere(binding, target))
        .filter(binding -> LastValues.reads(binding, module).isEmpty())
        .isPresent();
  }

  /** Whether nothing can read what a target gets, after the statement or in a next turn. */
  private boolean isDropped(Expr target, Stmt statement) {
    if (!(target instanceof Expr.Name name)) {
      return false;
    }
    Optional<Binding> binding = binding(name);
    Optional<Node> loop = CodeCalls.innermostLoop(statement, module.tree());
    return binding.isPresent()
        && isOfHere(binding.get(), name)
        && LastValues.reads(binding.get(), module).stream()
            .noneMatch(
                read ->
                    read.start() > statement.end()
                        || loop.filter(l -> l.span().contains(read.span())).isPresent());
  }

  private Optional<Binding> binding(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        ? Optional.of(variable.binding())
        : Optional.empty();
  }

  /** A variable of the function itself, which no other function changes. */
  private boolean isOfHere(Binding binding, Expr.Name use) {
    return binding.scope().equals(LastValues.scopeOfCode(use, module));
  }

  // --- stopwatches

  private void started(Stmt.Assign start) {
    Optional<Stopwatch> watch = Stopwatch.startedBy(start, module);
    Optional<Expr.Call> last = watch.flatMap(w -> lastCompiled(w.timed()));
    boolean isEarly =
        last.isPresent()
            && watch.get().timed().stream().noneMatch(this::mayWait)
            && !waits(watch.get().stop());
    if (isEarly) {
      add(
          Kind.TIMES_DISPATCH,
          last.get(),
          CodeCalls.text(last.get().callee(), module),
          Optional.of(CodeCalls.place(watch.get().stop(), module)));
    }
  }

  private boolean waits(Stmt statement) {
    return Tree.holds(
        statement,
        node -> node instanceof Expr.Attribute method && method.name().equals("block_until_ready"));
  }

  /** The last call of a compiled function. */
  private Optional<Expr.Call> lastCompiled(List<Stmt> timed) {
    List<Expr.Call> calls = new ArrayList<>();
    for (Stmt statement : timed) {
      Tree.walk(
          statement,
          node -> {
            if (node instanceof Expr.Call call && isCompiled(call.callee())) {
              calls.add(call);
            }
          });
    }
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
  }

  private boolean isCompiled(Expr callee) {
    if (module.resolve(callee) instanceof FunctionEntity function) {
      return function.node() instanceof Stmt.FunctionDef code
          && code.decorators().stream()
              .anyMatch(d -> CodeCalls.library(d, module).filter(Jax::compiles).isPresent());
    }
    return LastValues.of(callee, module)
        .filter(value -> CodeCalls.isCall(value, Jax::compiles, module))
        .isPresent();
  }

  /** Whether something is called that is not known to give its result before it is there. */
  private boolean mayWait(Stmt statement) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Expr.Call call
                && (Jax.mayWait(CodeCalls.name(call))
                    || !(isCompiled(call.callee()) || isQuick(call))));
  }

  private boolean isQuick(Expr.Call call) {
    return CodeCalls.library(call.callee(), module)
        .filter(
            name ->
                Jax.isOfJax(name)
                    || name.equals("builtins.range")
                    || name.equals("builtins.enumerate"))
        .isPresent();
  }

  private void add(Kind kind, Node at, String subject, Optional<Place> other) {
    found.add(new JaxSlip(kind, CodeCalls.place(at, module), subject, other, Optional.empty()));
  }
}
