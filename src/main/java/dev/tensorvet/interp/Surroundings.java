package dev.tensorvet.interp;

import dev.tensorvet.graph.Coverage;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Note;
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
  private int steps;

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
    Interpretation alone = counted(traced.apply(model));
    boolean isSettled =
        has(alone, Interpretation.InputSource.WRITTEN)
            || alone.contradictions().stream().anyMatch(Contradiction::isCertain);
    if (isSettled) {
      return alone;
    }
    if (isTold(alone) && !has(alone, Interpretation.InputSource.ASSUMED)) {
      return settled(model).orElse(alone);
    }
    Interpretation best = alone;
    Stream<Look> others =
        isTold(alone)
            ? calls(model)
            : Stream.concat(
                Stream.concat(Stream.of(parsed(model)), uses(model)),
                // Who runs a model tries numbers of his own, and knows that they are.
                Stream.of(numbered(model)).filter(look -> !request.hasFirstValues()));
    for (Look other : (Iterable<Look>) others::iterator) {
      if (steps > Budget.MOST_STEPS) {
        break;
      }
      Optional<Interpretation> found = other.look().filter(f -> !f.graph().nodes().isEmpty());
      if (found.filter(this::isTold).isPresent()) {
        return found.get();
      }
      if (found.isPresent() && share(found.get()) > share(best)) {
        best = found.get();
      }
    }
    return isTold(best) ? settled(model).orElse(best) : best;
  }

  /**
   * A model whose weights have sizes that nobody can tell, with usual numbers for what these are
   * made of; empty where it has none, or where that leads no further.
   */
  private Optional<Interpretation> settled(ClassEntity model) {
    if (request.hasFirstValues() || !traced.apply(model).machine().trace().hasWeightsOfUnknown()) {
      return Optional.empty();
    }
    return new Tracing(library, ops, model, request)
        .numbered(traced.apply(model).machine())
        .filter(found -> !found.machine().trace().hasWeightsOfUnknown())
        .map(this::counted)
        .filter(this::isTold);
  }

  /** Something that may tell more of a model, and is work. */
  @FunctionalInterface
  private interface Look {
    Optional<Interpretation> look();
  }

  /** With usual numbers for what nobody tells. */
  private Look numbered(ClassEntity model) {
    return () ->
        new Tracing(library, ops, model, request)
            .numbered(traced.apply(model).machine())
            .map(this::counted);
  }

  /** What a trace tells; how long it took counts, whether or not it was known before. */
  private Interpretation counted(Tracing.Traced found) {
    steps += found.steps();
    return found.interpretation();
  }

  private static boolean has(Interpretation found, Interpretation.InputSource source) {
    return found.inputs().stream().anyMatch(input -> input.source() == source);
  }

  /** Whether nothing is left to ask; who runs a model asks for numbers, too. */
  private boolean isTold(Interpretation found) {
    boolean isFollowed =
        !found.graph().nodes().isEmpty() || found.graph().notes().stream().allMatch(Note::isUntold);
    return isFollowed
        && Coverage.of(found.graph()).isComplete()
        && (!request.hasFirstValues()
            || (!hasOpenWeights(found.graph())
                && found.graph().nodes().stream().noneMatch(Attempt::isOpen)));
  }

  private static boolean hasOpenWeights(Graph graph) {
    return graph.weights().stream()
        .flatMap(weight -> weight.value().type().shape().dims().stream().flatMap(List::stream))
        .anyMatch(dim -> dim.known().isEmpty());
  }

  private static double share(Interpretation found) {
    return Coverage.of(found.graph()).share();
  }

  // --- what it is built with

  /** With what a command line gives; it is looked for when it is asked for. */
  private Look parsed(ClassEntity model) {
    return () ->
        Tracing.ofParsed(library, ops, model, request).map(Tracing::run).map(this::counted);
  }

  // --- where it is used

  /** Each is followed when it is asked for. */
  private Stream<Look> uses(ClassEntity model) {
    return modules(model)
        .flatMap(
            module ->
                Stream.concat(
                    calls(module, model),
                    users(module, model).map(user -> () -> use(user, model))));
  }

  /** What scripts alone show. */
  private Stream<Look> calls(ClassEntity model) {
    return modules(model).flatMap(module -> calls(module, model));
  }

  private Stream<Look> calls(SourceModule module, ClassEntity model) {
    return scripts(module, model).map(script -> () -> use(script, model));
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
        if (decided.size() < MOST_DECISIONS && !undecided.isIn(decided)) {
          decided = undecided.with(decided);
          continue;
        }
      } catch (Uses.Found | Raised | Budget.Exceeded | Assumptions.Unsized ended) {
        // It has shown what it can.
      } finally {
        steps += machine.budget().steps();
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
                : machine.names().body(script),
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
    steps += whole.steps();
    return whole
        .machine()
        .uses()
        .interpretation(
            model, whole.machine().trace(), whole.interpretation().construction().call());
  }
}
