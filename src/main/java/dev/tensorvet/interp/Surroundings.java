package dev.tensorvet.interp;

import dev.tensorvet.graph.Coverage;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the code around a model tells of it: scripts and tests that build it and call it, and other
 * models of the project that it is a part of. They know its arguments and inputs where the model
 * itself leaves them open.
 */
final class Surroundings {

  /** Other files that are looked at; what more files use is told by the first ones. */
  private static final int MOST_FILES = 6;

  /** Scripts of a file that are followed. */
  private static final int MOST_SCRIPTS = 3;

  /** Models of a file that are followed. */
  private static final int MOST_USERS = 8;

  /** How often an argument of a script may be given a value. */
  private static final int MOST_DECISIONS = 6;

  private final LibraryText library;
  private final Ops ops;
  private final Request request;
  private final Function<ClassEntity, Tracing.Traced> traced;

  /**
   * @param traced models by themselves
   */
  Surroundings(
      LibraryText library, Ops ops, Request request, Function<ClassEntity, Tracing.Traced> traced) {
    this.library = library;
    this.ops = ops;
    this.request = request;
    this.traced = traced;
  }

  /** A model, as it is told best. */
  Interpretation interpret(ClassEntity model) {
    Interpretation alone = traced.apply(model).interpretation();
    boolean isSettled =
        has(alone, Interpretation.InputSource.WRITTEN)
            || alone.contradictions().stream().anyMatch(Contradiction::isCertain);
    if (isSettled || (isTold(alone) && !has(alone, Interpretation.InputSource.ASSUMED))) {
      return alone;
    }
    Interpretation best = alone;
    Stream<Interpretation> others =
        isTold(alone) ? calls(model) : Stream.concat(parsed(model), uses(model));
    for (Interpretation used : (Iterable<Interpretation>) others::iterator) {
      boolean isOfUse = !used.graph().nodes().isEmpty();
      if (isOfUse && isTold(used)) {
        return used;
      }
      best = isOfUse && share(used) > share(best) ? used : best;
    }
    return best;
  }

  private static boolean has(Interpretation found, Interpretation.InputSource source) {
    return found.inputs().stream().anyMatch(input -> input.source() == source);
  }

  /** Whether nothing is left to ask; who runs a model asks for numbers, too. */
  private boolean isTold(Interpretation found) {
    boolean isFollowed = !found.graph().nodes().isEmpty() || found.graph().notes().isEmpty();
    return isFollowed
        && Coverage.of(found.graph()).isComplete()
        && (!request.hasFirstValues()
            || (!hasOpenWeights(found.graph()) && !hasTwoWays(found.graph())));
  }

  private static boolean hasTwoWays(Graph graph) {
    return graph.nodes().stream().anyMatch(node -> node.op().equals(GraphNode.JOIN_OP));
  }

  private static boolean hasOpenWeights(Graph graph) {
    return graph.weights().stream()
        .flatMap(weight -> weight.value().type().shape().dims().stream().flatMap(List::stream))
        .anyMatch(dim -> dim.known().isEmpty());
  }

  /** How much of a model is known; what comes to no end is worth little. */
  private static double share(Interpretation found) {
    Coverage coverage = Coverage.of(found.graph());
    double known = coverage.nodes() == 0 ? 0 : (double) coverage.known() / coverage.nodes();
    return coverage.isOutputKnown() ? 1 + known : known;
  }

  // --- what it is built with

  /** With what a command line gives; it is looked for when it is asked for. */
  private Stream<Interpretation> parsed(ClassEntity model) {
    return Stream.of(model)
        .flatMap(type -> Tracing.ofParsed(library, ops, type, request).stream())
        .map(tracing -> tracing.run().interpretation());
  }

  // --- where it is used

  /** Each is followed when it is asked for. */
  private Stream<Interpretation> uses(ClassEntity model) {
    return modules(model)
        .flatMap(
            module ->
                Stream.concat(
                    calls(module, model),
                    users(module, model).flatMap(user -> use(user, model).stream())));
  }

  /** What scripts alone show. */
  private Stream<Interpretation> calls(ClassEntity model) {
    return modules(model).flatMap(module -> calls(module, model));
  }

  private Stream<Interpretation> calls(SourceModule module, ClassEntity model) {
    return scripts(module, model).flatMap(script -> use(script, model).stream());
  }

  /** Its own file first. */
  private static Stream<SourceModule> modules(ClassEntity model) {
    SourceModule own = model.module();
    Stream<SourceModule> others =
        Stream.of(own)
            .flatMap(module -> module.othersWith(model.name()).stream())
            .filter(module -> isUser(module, model))
            .limit(MOST_FILES);
    return Stream.concat(Stream.of(own), others);
  }

  private static boolean isUser(SourceModule module, ClassEntity model) {
    return !module.callsOf(model).isEmpty();
  }

  // --- scripts

  /** Code of a module or function in which a model is built. */
  private static Stream<Scope> scripts(SourceModule module, ClassEntity model) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (Expr.Call call : module.callsOf(model)) {
      Scope scope = module.scopeAt(call);
      boolean isScript =
          switch (scope.kind()) {
            case MODULE -> true;
            case FUNCTION ->
                module.definition(scope.node()) instanceof FunctionEntity function
                    && function.owner().isEmpty();
            default -> false;
          };
      if (isScript) {
        scopes.add(scope);
      }
    }
    return scopes.stream().limit(MOST_SCRIPTS);
  }

  /** Runs a script until it calls the model. */
  private Optional<Interpretation> use(Scope script, ClassEntity model) {
    Map<String, PythonValue> decided = new LinkedHashMap<>();
    while (true) {
      Machine machine =
          new Machine(
              library,
              ops,
              request.isTraining(),
              request.hasFirstValues(),
              new Assumptions(decided),
              Uses.of(model),
              Budget.ofScript());
      try {
        run(script, machine);
      } catch (Assumptions.Undecided undecided) {
        if (decided.size() < MOST_DECISIONS) {
          decided = undecided.with(decided);
          continue;
        }
      } catch (Uses.Found | Raised | Budget.Exceeded | Assumptions.Unsized ended) {
        // It has shown what it can.
      }
      return machine.uses().interpretation(model, machine.trace(), script.module().file().path());
    }
  }

  private static void run(Scope script, Machine machine) {
    Activation code = machine.names().activation(script);
    if (script.node() instanceof Stmt.FunctionDef function) {
      for (Node.Parameter parameter : function.parameters().all()) {
        code.names()
            .set(
                parameter.name(),
                parameter
                    .defaultValue()
                    .map(value -> machine.expressions().value(value, code))
                    .orElseGet(() -> machine.assumptions().symbol(parameter.name())));
      }
    }
    machine
        .statements()
        .run(
            script.node() instanceof Stmt.FunctionDef function
                ? function.body()
                : Names.body(script),
            code);
  }

  // --- other models

  /** The models of a file that may hold another: those that the text tells all of come first. */
  private Stream<ClassEntity> users(SourceModule module, ClassEntity model) {
    Classes classes = new Classes(library);
    List<ClassEntity> all = new ArrayList<>();
    for (ClassEntity type : module.classes()) {
      if (type != model
          && classes.isModule(type)
          && classes.find(type, "forward").flatMap(Classes.Held::method).isPresent()) {
        all.add(type);
      }
    }
    return all.reversed().stream().limit(MOST_USERS);
  }

  private Optional<Interpretation> use(ClassEntity user, ClassEntity model) {
    Tracing.Traced whole = traced.apply(user);
    return whole
        .machine()
        .uses()
        .interpretation(model, whole.machine().trace(), whole.interpretation().arguments());
  }
}
