package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
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

/** Finds what functions do that are run once, to be compiled, and then never again as Python. */
final class TracedFunctions {

  private final SourceModule module;
  private final List<JaxSlip> found = new ArrayList<>();
  private final Set<Integer> seen = new HashSet<>();

  TracedFunctions(SourceModule module) {
    this.module = module;
  }

  List<JaxSlip> read() {
    for (FunctionEntity function : module.functions()) {
      if (function.node() instanceof Stmt.FunctionDef code) {
        code.decorators().forEach(decorator -> decorated(function, decorator));
      }
    }
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                if (CodeCalls.isCall(call, Jax::compiles, module)) {
                  compiled(call);
                } else if (CodeCalls.isCall(call, Jax::differentiates, module)) {
                  differentiated(call);
                }
              }
            });
    return found;
  }

  // --- which functions are compiled

  private void decorated(FunctionEntity function, Expr decorator) {
    Optional<Expr.Call> options =
        decorator instanceof Expr.Call call ? Optional.of(call) : Optional.empty();
    Expr compiler =
        options
            .filter(call -> CodeCalls.isCall(call, Jax::binds, module))
            .flatMap(call -> call.arguments().stream().findFirst())
            .or(() -> options.map(Expr.Call::callee))
            .orElse(decorator);
    if (CodeCalls.library(compiler, module).filter(Jax::compiles).isPresent()) {
      traced(function, options);
      eachTurn(function.node(), function.node(), "@" + CodeCalls.text(compiler, module));
    }
  }

  private void compiled(Expr.Call call) {
    if (call.arguments().isEmpty()) {
      return;
    }
    Expr function = call.arguments().getFirst();
    if (module.resolve(function) instanceof FunctionEntity known && known.module() == module) {
      traced(known, Optional.of(call));
      eachTurn(known.node(), call, CodeCalls.text(call.callee(), module));
    } else if (function instanceof Expr.Lambda || CodeCalls.isCall(function, Jax::binds, module)) {
      eachTurn(function, call, CodeCalls.text(call.callee(), module));
    }
  }

  /** What is made in each turn of a loop, of nothing that the loop changes, and compiled there. */
  private void eachTurn(Node made, Node compiled, String compiler) {
    Tree tree = module.tree();
    Optional<Node> loop = CodeCalls.innermostLoop(made, tree);
    if (loop.isPresent()
        && CodeCalls.innermostLoop(compiled, tree).equals(loop)
        && CodeCalls.around(compiled, tree).stream()
            .takeWhile(node -> !node.equals(loop.get()))
            .noneMatch(node -> node instanceof Stmt.If || node instanceof Stmt.Try)
        && !CodeCalls.dependsOnLoop(made, loop.get(), module)) {
      add(Kind.COMPILES_EACH_TURN, compiled, compiler);
    }
  }

  // --- what they do

  private void traced(FunctionEntity function, Optional<Expr.Call> options) {
    if (!(function.node() instanceof Stmt.FunctionDef code) || !seen.add(code.id())) {
      return;
    }
    TracedCode inside = new TracedCode(function, arguments(function, options));
    inside.slips().forEach(slip -> add(kind(slip.kind()), slip.node(), slip.subject()));
  }

  private static Kind kind(TracedCode.Kind kind) {
    return switch (kind) {
      case PRINTS -> Kind.PRINTS_TRACER;
      case CHANGES_OUTSIDE, KEEPS -> Kind.CHANGES_OUTSIDE;
      case READS_ONCE -> Kind.READS_ONCE;
      case NEEDS_NUMBER -> Kind.NEEDS_NUMBER;
    };
  }

  /** The parameters that hold traced arrays; none where some may be Python's own, unknown which. */
  private Set<String> arguments(FunctionEntity function, Optional<Expr.Call> options) {
    Set<String> names = new HashSet<>();
    List<Node.Parameter> all = function.parameters().positional();
    all.forEach(parameter -> names.add(parameter.name()));
    function.selfName().ifPresent(names::remove);
    if (options.isEmpty()) {
      return names;
    }
    for (Node.Keyword option : options.get().keywords()) {
      String name = option.name().orElse("");
      if (name.isEmpty()) {
        return Set.of();
      }
      if (name.equals(Jax.STATIC_NUMBERS) || name.equals(Jax.STATIC_NAMES)) {
        for (Expr each : elements(option.value())) {
          switch (each) {
            case Expr.StringLiteral text -> names.remove(text.value());
            case Expr.NumberLiteral number when isIndex(number, all) ->
                names.remove(all.get(Integer.parseInt(number.text())).name());
            default -> {
              return Set.of();
            }
          }
        }
      }
    }
    return names;
  }

  private static boolean isIndex(Expr.NumberLiteral number, List<Node.Parameter> all) {
    return number.text().matches("\\d{1,3}") && Integer.parseInt(number.text()) < all.size();
  }

  private static List<Expr> elements(Expr value) {
    return switch (value) {
      case Expr.Tuple tuple -> tuple.elements();
      case Expr.ListExpr list -> list.elements();
      default -> List.of(value);
    };
  }

  // --- gradients

  /** A function of the file that gives several things in each of its returns. */
  private void differentiated(Expr.Call call) {
    if (call.arguments().isEmpty()
        || CodeCalls.isOpen(call)
        || !(module.resolve(call.arguments().getFirst()) instanceof FunctionEntity function)
        || function.module() != module
        || !(function.node() instanceof Stmt.FunctionDef code)
        || !code.decorators().isEmpty()) {
      return;
    }
    List<Expr> results = results(code);
    boolean isTold = CodeCalls.is(call.keyword(Jax.HAS_AUXILIARY), true);
    boolean isUnknown = call.keyword(Jax.HAS_AUXILIARY).isPresent() && !isTold;
    if (results.isEmpty() || isUnknown) {
      return;
    }
    if (!isTold && results.stream().allMatch(Expr.Tuple.class::isInstance)) {
      add(Kind.AUXILIARY_NOT_TOLD, call, function.name());
    } else if (isTold && results.stream().allMatch(this::isNumber)) {
      add(Kind.AUXILIARY_MISSING, call, function.name());
    }
  }

  private static List<Expr> results(Stmt.FunctionDef function) {
    List<Expr> results = new ArrayList<>();
    Tree.walkWhere(
        function,
        node -> {
          if (node instanceof Stmt.Return leave) {
            leave.value().ifPresent(results::add);
          }
          return node.id() == function.id()
              || !(node instanceof Stmt.FunctionDef || node instanceof Expr.Lambda);
        });
    return results;
  }

  private boolean isNumber(Expr value) {
    return CodeCalls.isCall(value, Jax::isOfJax, module) || value instanceof Expr.BinOp;
  }

  private void add(Kind kind, Node at, String subject) {
    found.add(
        new JaxSlip(
            kind, CodeCalls.place(at, module), subject, Optional.empty(), Optional.empty()));
  }
}
