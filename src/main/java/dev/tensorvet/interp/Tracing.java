package dev.tensorvet.interp;

import dev.tensorvet.graph.Input;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The traces of one model: each is asked what its layers need of the inputs, and teaches the next,
 * until nothing more is learnt. For one thread.
 */
final class Tracing {

  /** How often a trace may teach the shapes of the inputs of the next. */
  private static final int MOST_TRACES = 16;

  /** The ranks of the inputs of most models, the most frequent first. */
  private static final List<Integer> LIKELY_RANKS = List.of(2, 3, 4, 1, 5);

  private final ClassEntity model;
  private final Request request;
  private final Attempts attempts;
  private final Optional<FunctionEntity> forward;

  private Tracing(
      LibraryText library,
      Ops ops,
      ClassEntity model,
      Request request,
      Function<Constructors, Constructors.Plan> plan) {
    this.model = model;
    this.request = request;
    this.forward = new Classes(library).find(model, "forward").flatMap(Classes.Held::method);
    this.attempts = new Attempts(library, ops, model, forward, request, plan);
  }

  Tracing(LibraryText library, Ops ops, ClassEntity model, Request request) {
    this(library, ops, model, request, constructors -> constructors.plan(model));
  }

  /** Of a model that is built with the arguments of a command line; empty where it takes none. */
  static Optional<Tracing> ofParsed(
      LibraryText library, Ops ops, ClassEntity model, Request request) {
    return new Tracing(library, ops, model, request)
        .attempts
        .parsed()
        .map(plan -> new Tracing(library, ops, model, request, constructors -> plan));
  }

  /** What the model computes, with the shapes of its inputs found as far as the code tells them. */
  Traced run() {
    return run(Map.of());
  }

  /**
   * The same, with usual numbers for the arguments that a trace has met as numbers that nobody
   * gives; empty where there are none.
   *
   * @param before what ran that trace
   */
  Optional<Traced> numbered(Machine before) {
    Set<String> open = new TreeSet<>(before.assumptions().asked());
    open.retainAll(before.trace().symbols());
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Map<String, PythonValue> numbers = new LinkedHashMap<>();
    open.forEach(name -> numbers.put(name, PythonValue.of(UsualNumbers.of(name))));
    return Optional.of(run(Collections.unmodifiableMap(numbers)));
  }

  private static String told(Map<String, PythonValue> guessed) {
    return guessed.entrySet().stream()
        .map(
            each ->
                each.getValue() instanceof PythonValue.Int number
                    ? each.getKey() + " = " + number.value()
                    : each.getKey())
        .collect(Collectors.joining(", "));
  }

  private Traced run(Map<String, PythonValue> numbers) {
    InputShapes shapes = typed(ForwardInputs.of(model, forward, request), numbers);
    Attempt attempt = attempts.attempt(shapes, numbers);
    shapes = attempt.shapes();
    List<Contradiction> proven = attempt.machine().trace().contradictions();
    for (int i = 0; i < MOST_TRACES; i++) {
      if (attempts.steps() > Budget.MOST_STEPS) {
        attempt.machine().trace().note("the model is too large to try more shapes of its inputs");
        break;
      }
      Optional<Attempt> better = better(shapes, attempt);
      if (better.isEmpty()) {
        break;
      }
      attempt = better.get();
      shapes = attempt.shapes();
      // A size that was chosen among many proves nothing.
      if (!shapes.isAssumed()) {
        proven = attempt.machine().trace().contradictions();
      }
    }
    if (request.hasFirstValues() && !attempt.isSettled()) {
      Attempt settled = attempts.numbered(shapes, attempt.built().decided(), true);
      if (settled.isWhole()) {
        attempt = settled;
        shapes = settled.shapes();
      } else {
        // The model that was built is the last one's.
        attempt = attempts.numbered(shapes, attempt.built().decided(), false);
      }
    }
    Map<String, PythonValue> guessed =
        request.hasFirstValues() ? attempt.built().decided() : numbers;
    if (!guessed.isEmpty()) {
      attempt.machine().trace().guessed(told(guessed));
    }
    if (proven.isEmpty()) {
      proven = provenForAnyRank(shapes, attempt);
    }
    if (!proven.isEmpty() && attempts.isBuiltOtherwise()) {
      proven = proven.stream().map(Contradiction::doubted).toList();
    }
    attempt.built().leaveAs(attempt.machine());
    return new Traced(
        new Interpretation(
            model,
            attempt.built().construction(),
            attempt.graph(model.name()),
            shapes.all(),
            proven),
        attempt.machine(),
        attempts.steps());
  }

  /**
   * @param machine what ran it last
   * @param steps how many there were in all traces
   */
  record Traced(Interpretation interpretation, Machine machine, int steps) {}

  /** What fails whatever the ranks of the inputs of which only the rank was chosen. */
  private List<Contradiction> provenForAnyRank(InputShapes shapes, Attempt attempt) {
    List<Contradiction> failing = ofShapes(attempt);
    if (failing.isEmpty()) {
      return failing;
    }
    List<InputShapes> others = shapes.withOtherRanks(LIKELY_RANKS);
    for (InputShapes other : others) {
      Attempt there = attempts.attempt(other, attempt.built().decided());
      failing = failing.stream().filter(each -> isFailing(each, there)).toList();
      if (failing.isEmpty()) {
        return failing;
      }
    }
    return others.isEmpty() ? List.of() : failing;
  }

  /** Whether something fails in another trace too, there or before it. */
  private static boolean isFailing(Contradiction failing, Attempt there) {
    return !ofShapes(there).isEmpty()
        && there.machine().trace().nodes().stream()
            .filter(
                node -> node.op().equals(failing.op()) && node.origin().equals(failing.origin()))
            .flatMap(node -> node.results().stream())
            .noneMatch(result -> result.type().shape().rank().isPresent());
  }

  private static List<Contradiction> ofShapes(Attempt attempt) {
    return attempt.machine().trace().contradictions().stream()
        .filter(Contradiction::isCertain)
        .filter(contradiction -> contradiction.cause() == Contradiction.Cause.SHAPES)
        .toList();
  }

  /**
   * What a trace asks for comes first, then what is documented, then what is usual, then what is
   * possible, and images that are square where a model cannot be followed for others.
   */
  private Optional<Attempt> better(InputShapes shapes, Attempt attempt) {
    Trace trace = attempt.machine().trace();
    Map<String, PythonValue> decided = attempt.built().decided();
    return shapes
        .learn(trace.needs().asked(), attempt.inputNames(), InputSource.LAYERS)
        .or(() -> shapes.settle(trace.equations()))
        .or(() -> shapes.name(trace.equations()))
        .map(found -> attempts.attempt(found, decided))
        .or(() -> documented(shapes, attempt))
        .or(() -> supposed(shapes, attempt));
  }

  /** What is written for people counts only where nothing fails with it. */
  private Optional<Attempt> documented(InputShapes shapes, Attempt attempt) {
    List<String> names = shapes.all().stream().map(Interpretation.GivenInput::name).toList();
    Map<String, TensorType> written = new LinkedHashMap<>();
    forward
        .map(forward -> DocumentedInputs.of(model, forward, names))
        .orElse(Map.of())
        .forEach((name, type) -> written.put(name, typed(name, type, attempt)));
    return shapes
        .documented(written)
        .map(found -> attempts.attempt(found, attempt.built().decided()))
        .filter(Attempt::isWhole);
  }

  private static TensorType typed(String name, TensorType type, Attempt attempt) {
    return attempt.inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .map(input -> InputTypes.of(input.value(), attempt.machine().trace().nodes()))
        .map(type::with)
        .orElse(type);
  }

  private Optional<Attempt> supposed(InputShapes shapes, Attempt attempt) {
    Trace trace = attempt.machine().trace();
    Map<String, PythonValue> decided = attempt.built().decided();
    return shapes
        .learn(trace.needs().supposed(), attempt.inputNames(), InputSource.ASSUMED)
        .map(found -> attempts.attempt(found, decided))
        .or(() -> solved(shapes.solutions(trace.equations(), trace.likenesses()), attempt))
        .or(() -> shapes.alike(trace.likenesses()).map(found -> attempts.attempt(found, decided)))
        .or(() -> fitted(trace.equations(), shapes, attempt))
        .or(() -> fitted(trace.likenesses(), shapes, attempt))
        .or(
            () ->
                attempt.steps() < Budget.MOST_STEPS / LIKELY_RANKS.size()
                    ? guessed(typed(shapes, attempt), decided)
                    : Optional.empty())
        .or(() -> square(shapes, attempt));
  }

  /** The first size for which all of the model fits; else the likeliest. */
  private Optional<Attempt> solved(List<InputShapes> solutions, Attempt before) {
    Optional<Attempt> likeliest = Optional.empty();
    for (InputShapes solution : solutions) {
      Attempt attempt = attempts.attempt(solution, before.built().decided());
      if (attempt.isWhole()) {
        return Optional.of(attempt);
      }
      likeliest = likeliest.or(() -> Optional.of(attempt));
      if (attempt.steps() > Budget.MOST_STEPS / MOST_TRACES) {
        break;
      }
    }
    return likeliest;
  }

  /**
   * Of a model that is to be run: with an argument that is not known as it must be for the layers
   * to fit together.
   */
  private Optional<Attempt> fitted(
      List<OpCall.Equation> equations, InputShapes shapes, Attempt attempt) {
    if (!request.hasFirstValues()) {
      return Optional.empty();
    }
    Set<String> sizes = shapes.open();
    for (OpCall.Equation equation : equations) {
      Dim difference = equation.left().minus(equation.right());
      Set<String> arguments = difference.symbols();
      for (String argument :
          Collections.disjoint(arguments, sizes) ? arguments : Set.<String>of()) {
        Optional<Dim> root = difference.rootIn(argument).filter(r -> !r.isAny());
        if (root.isPresent() && !attempt.built().decided().containsKey(argument)) {
          Map<String, PythonValue> decided = new LinkedHashMap<>(attempt.built().decided());
          decided.put(argument, PythonValue.of(root.get()));
          InputShapes fitting = shapes.replaced(Map.of(argument, root.get()));
          return Optional.of(attempts.attempt(fitting, Collections.unmodifiableMap(decided)));
        }
      }
    }
    return Optional.empty();
  }

  /** Images that are square, where a model cannot be followed for others. */
  private Optional<Attempt> square(InputShapes shapes, Attempt attempt) {
    return attempt.isSound()
        ? Optional.empty()
        : shapes
            .square()
            .map(found -> attempts.attempt(found, attempt.built().decided()))
            .filter(Attempt::isSound);
  }

  /** With the element types of inputs of which no rank is known, by what is done with them. */
  private static InputShapes typed(InputShapes shapes, Attempt attempt) {
    InputShapes typed = shapes;
    for (Input input : attempt.inputs()) {
      TensorType type = input.value().type();
      if (type.shape().rank().isEmpty() && type.dtype() == DType.UNKNOWN) {
        DType found = InputTypes.of(input.value(), attempt.machine().trace().nodes());
        typed = typed.with(input.name(), type.with(found), InputSource.UNKNOWN);
      }
    }
    return typed;
  }

  private Optional<Attempt> guessed(InputShapes shapes, Map<String, PythonValue> decided) {
    Optional<Attempt> best = Optional.empty();
    for (int rank : LIKELY_RANKS) {
      Optional<InputShapes> guess = shapes.guessed(rank);
      if (guess.isEmpty()) {
        return Optional.empty();
      }
      Attempt attempt = attempts.attempt(guess.get(), decided);
      if (attempt.isSound()) {
        return Optional.of(attempt);
      }
      if (best.isEmpty() && attempt.isWhole()) {
        best = Optional.of(attempt);
      }
    }
    return best;
  }

  /** With the element types of inputs of which only the shapes are written. */
  private InputShapes typed(InputShapes shapes, Map<String, PythonValue> numbers) {
    boolean isTyped =
        shapes.all().stream()
            .noneMatch(i -> i.source() == InputSource.WRITTEN && i.type().dtype() == DType.UNKNOWN);
    if (isTyped) {
      return shapes;
    }
    Attempt first = attempts.attempt(shapes, numbers);
    InputShapes typed = shapes;
    for (Input input : first.inputs()) {
      TensorType type = input.value().type();
      if (type.dtype() == DType.UNKNOWN && type.shape().rank().isPresent()) {
        DType found = InputTypes.of(input.value(), first.machine().trace().nodes());
        typed = typed.with(input.name(), type.with(found), InputSource.WRITTEN);
      }
    }
    return typed;
  }
}
