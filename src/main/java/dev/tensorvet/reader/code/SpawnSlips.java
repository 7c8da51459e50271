package dev.tensorvet.reader.code;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds processes that cannot begin. One that is spawned is a new interpreter: it imports the file
 * that the program was started with, finds the function that it is to run by module and name, and
 * calls it with its own number and what it is given (<a
 * href="https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods">
 * The spawn and forkserver start methods</a>).
 */
final class SpawnSlips {

  /** A package that is run does not have this file imported again. */
  private static final String OF_PACKAGE = "__main__.py";

  private final SourceModule module;
  private final Tree tree;
  private final List<ProcessSlip> found = new ArrayList<>();

  SpawnSlips(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  List<ProcessSlip> read() {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (Processes.spawns(name) && beginsAnew(call, name)) {
            begins(call);
            CodeCalls.argument(call, Processes.STARTED).ifPresent(this::isSent);
            CodeCalls.argument(call, Processes.STARTED_WITH).ifPresent(given -> given(given, call));
          }
        });
    return found;
  }

  private static boolean beginsAnew(Expr.Call call, String name) {
    Optional<Expr> method = CodeCalls.argument(call, Processes.START_METHOD);
    boolean isOpen = CodeCalls.isOpen(call) && !Processes.alwaysBeginsAnew(name);
    return Processes.alwaysBeginsAnew(name)
        || (!isOpen && method.isEmpty())
        || method
            .filter(m -> m instanceof Expr.StringLiteral text && Processes.beginsAnew(text.value()))
            .isPresent();
  }

  // --- whether the processes start others

  private void begins(Expr.Call start) {
    if (module.file().cells().isEmpty() && !module.file().path().endsWith(OF_PACKAGE)) {
      for (Way way : ways(start, Certainty.PROVEN, new HashSet<>())) {
        found.add(
            new ProcessSlip(
                Kind.STARTED_BY_EACH,
                CodeCalls.place(way.call(), module),
                CodeCalls.text(way.call().callee(), module),
                way.call().id() == start.id()
                    ? Optional.empty()
                    : Optional.of(CodeCalls.place(start, module)),
                way.certainty()));
      }
    }
  }

  /** A call by which an import of the file comes to start processes. */
  private record Way(Expr.Call call, Certainty certainty) {}

  private List<Way> ways(Expr.Call call, Certainty certainty, Set<FunctionEntity> seen) {
    List<Node> around = CodeCalls.around(call, tree);
    if (around.stream().anyMatch(this::mayTellStarted)) {
      return List.of();
    }
    Certainty here = around.stream().anyMatch(SpawnSlips::decides) ? Certainty.LIKELY : certainty;
    Optional<Node> scope = tree.enclosingScope(call);
    if (scope.isEmpty()) {
      return endsBefore(tree.root().body(), call) ? List.of() : List.of(new Way(call, here));
    }
    List<Way> ways = new ArrayList<>();
    if (module.definition(scope.get()) instanceof FunctionEntity function
        && function.owner().isEmpty()
        && function.node() instanceof Stmt.FunctionDef def
        && !def.isAsync()
        && !Tree.holds(def, CodeLayout::isYield)
        && !endsBefore(def.body(), call)
        && seen.add(function)) {
      Certainty inside = def.decorators().isEmpty() ? here : Certainty.LIKELY;
      CodeCalls.eachOwn(module, function, caller -> ways.addAll(ways(caller, inside, seen)));
    }
    return ways;
  }

  /** Whether what stands around a call may see that the process was started by another. */
  private boolean mayTellStarted(Node around) {
    return switch (around) {
      case Stmt.If choice -> tellsStarted(choice.test());
      case Stmt.While loop -> tellsStarted(loop.test());
      case Stmt.Match choice -> tellsStarted(choice.subject());
      case Expr.IfExp choice -> tellsStarted(choice.test());
      case Expr.BoolOp both -> tellsStarted(both);
      case Stmt.Try attempt -> true;
      default -> false;
    };
  }

  private boolean tellsStarted(Expr test) {
    return Tree.holds(
        test,
        node ->
            switch (node) {
              case Expr.Name name -> mayBeTold(name);
              case Expr.Attribute member -> Processes.mayTellStarted(member.name());
              default -> false;
            });
  }

  private boolean mayBeTold(Expr.Name name) {
    return Processes.mayTellStarted(name.name())
        || CodeCalls.onlyValue(name, module).filter(this::tellsStarted).isPresent()
        || (module.resolve(name) instanceof FunctionEntity asked && looksWhoStarted(asked));
  }

  /**
   * {@code def is_main(): return __name__ == "__main__"}; to give the name on, to a logger for
   * example, is no question.
   */
  private static boolean looksWhoStarted(FunctionEntity asked) {
    Tree tree = asked.module().tree();
    return Tree.holds(
        asked.node(),
        node ->
            node instanceof Expr.Name name
                && Processes.mayTellStarted(name.name())
                && tree.parent(name)
                    .filter(p -> p instanceof Expr.Call call && call.callee().id() != name.id())
                    .isEmpty());
  }

  private static boolean decides(Node around) {
    return around instanceof Stmt.If
        || around instanceof Stmt.While
        || around instanceof Stmt.Match
        || around instanceof Expr.IfExp
        || around instanceof Expr.BoolOp;
  }

  /** Whether code may have ended before it comes to a call, in a process that was started. */
  private boolean endsBefore(List<Stmt> body, Expr.Call call) {
    return body.stream()
        .takeWhile(statement -> statement.end() <= call.start())
        .anyMatch(
            statement ->
                switch (statement) {
                  case Stmt.If choice -> tellsStarted(choice.test());
                  case Stmt.Assert claim -> tellsStarted(claim.test());
                  default -> false;
                });
  }

  // --- whether what they are to run comes to them

  private void isSent(Expr started) {
    if (cannotBeSent(started)) {
      slip(Kind.CANNOT_BE_SENT, started, Optional.empty());
    } else if (module.file().cells().isPresent()
        && started instanceof Expr.Name name
        && module.resolve(name) instanceof FunctionEntity function
        && function.module().equals(module)) {
      found.add(
          new ProcessSlip(
              Kind.OF_NOTEBOOK,
              CodeCalls.place(started, module),
              name.name(),
              Optional.of(CodeCalls.shown(function.node(), module)),
              CodeCalls.around(started, tree).stream().anyMatch(SpawnSlips::decides)
                  ? Certainty.LIKELY
                  : Certainty.PROVEN));
    }
  }

  /** Whether a value is a function without a name by which another process can find it. */
  private boolean cannotBeSent(Expr value) {
    return switch (value) {
      case Expr.Lambda lambda -> true;
      case Expr.Name name ->
          module.resolve(name) instanceof FunctionEntity function
              ? isLocal(function)
              : CodeCalls.onlyValue(name, module).filter(Expr.Lambda.class::isInstance).isPresent();
      case Expr.Call call ->
          CodeCalls.isCall(call, PythonFunctions::binds, module)
              && call.arguments().stream().anyMatch(this::cannotBeSent);
      default -> false;
    };
  }

  /** What a decorator makes of a function is not known. */
  private static boolean isLocal(FunctionEntity function) {
    return function.node() instanceof Expr.Lambda
        || (function.isLocal()
            && function.node() instanceof Stmt.FunctionDef def
            && def.decorators().isEmpty());
  }

  // --- whether they can call it

  private void given(Expr given, Expr.Call start) {
    Optional<List<Expr>> elements =
        switch (given) {
          case Expr.Tuple tuple -> Optional.of(tuple.elements());
          case Expr.ListExpr list -> Optional.of(list.elements());
          default -> Optional.empty();
        };
    if (elements.isEmpty()) {
      if (isOneNumber(given)) {
        slip(Kind.NO_ARGUMENTS, given, Optional.empty());
      }
      return;
    }
    elements.get().stream()
        .filter(this::cannotBeSent)
        .forEach(element -> slip(Kind.CANNOT_BE_SENT, element, Optional.empty()));
    boolean isCounted = elements.get().stream().noneMatch(Expr.Starred.class::isInstance);
    CodeCalls.argument(start, Processes.STARTED)
        .filter(started -> isCounted)
        .flatMap(this::onlyFunction)
        .filter(function -> !takes(function, elements.get().size() + 1))
        .ifPresent(
            function ->
                slip(
                    Kind.OTHER_ARGUMENTS,
                    given,
                    Optional.of(CodeCalls.shown(function.node(), function.module()))));
  }

  /** The function that a name stands for, if it never stands for another. */
  private Optional<FunctionEntity> onlyFunction(Expr started) {
    return started instanceof Expr.Name name
            && isBoundOnce(name.name(), module.scopeAt(name))
            && module.resolve(name) instanceof FunctionEntity function
            && isBoundOnce(function.name(), function.module().scope())
        ? Optional.of(function)
        : Optional.empty();
  }

  private static boolean isBoundOnce(String name, Scope scope) {
    return scope.visible(name).filter(binding -> binding.sites().size() == 1).isPresent();
  }

  private boolean isOneNumber(Expr given) {
    return switch (given) {
      case Expr.NumberLiteral number -> true;
      case Expr.BooleanLiteral truth -> true;
      case Expr.Name name ->
          CodeCalls.onlyValue(name, module)
              .filter(value -> !(value instanceof Expr.Name) && isOneNumber(value))
              .isPresent();
      case Expr.Call call -> CodeCalls.isCall(call, Processes::isCount, module);
      default -> false;
    };
  }

  /** Whether a function may be called with so many arguments, none of them with its name. */
  private static boolean takes(FunctionEntity function, int count) {
    if (!(function.node() instanceof Stmt.FunctionDef def)
        || !def.decorators().isEmpty()
        || function.owner().isPresent()) {
      return true;
    }
    List<Node.Parameter> positional = def.parameters().positional();
    long needed = positional.stream().filter(p -> p.defaultValue().isEmpty()).count();
    boolean takesMore =
        def.parameters().all().stream()
            .anyMatch(p -> p.kind() == Node.ParameterKind.VAR_POSITIONAL);
    return needed <= count && (takesMore || count <= positional.size());
  }

  private void slip(Kind kind, Expr value, Optional<Place> other) {
    found.add(
        new ProcessSlip(
            kind,
            CodeCalls.place(value, module),
            CodeCalls.text(value, module),
            other,
            Certainty.PROVEN));
  }
}
