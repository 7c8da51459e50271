package dev.tensorvet.interp;

import dev.tensorvet.graph.Input;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
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

  /** How often an argument may be given a value so that the trace can go on. */
  private static final int MOST_DECISIONS = 48;

  /** The ranks of the inputs of most models, the most frequent first. */
  private static final List<Integer> LIKELY_RANKS = List.of(2, 3, 4, 1, 5);

  private final LibraryText library;
  private final Ops ops;
  private final ClassEntity model;
  private final Request request;
  private final Constructors.Plan plan;
  private Optional<Built> built = Optional.empty();
  private int steps;

  /** Whether open sizes get numbers where the trace needs them. */
  private boolean givesNumbers;

  private Tracing(
      LibraryText library,
      Ops ops,
      ClassEntity model,
      Request request,
      Function<Constructors, Constructors.Plan> plan) {
    this.library = library;
    this.ops = ops;
    this.model = model;
    this.request = request;
    this.plan = plan.apply(new Constructors(machine(Map.of())));
  }

  Tracing(LibraryText library, Ops ops, ClassEntity model, Request request) {
    this(library, ops, model, request, constructors -> constructors.plan(model));
  }

  /** Of a model that is built with the arguments of a command line; empty where it takes none. */
  static Optional<Tracing> ofParsed(
      LibraryText library, Ops ops, ClassEntity model, Request request) {
    return new Tracing(library, ops, model, request)
        .parsed()
        .map(plan -> new Tracing(library, ops, model, request, constructors -> plan));
  }

  private Optional<Constructors.Plan> parsed() {
    return new Constructors(machine(Map.of())).parsed(model);
  }

  private Machine machine(Map<String, PythonValue> decided) {
    return new Machine(
        library,
        ops,
        request.isTraining(),
        request.hasFirstValues(),
        new Assumptions(decided),
        request.looksAtUses() ? Uses.ofAll() : Uses.ofNone(),
        Budget.ofModel());
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
    InputShapes shapes = typed(inputs(), numbers);
    Attempt attempt = attempt(shapes, numbers);
    shapes = attempt.shapes();
    List<Contradiction> proven = attempt.machine().trace().contradictions();
    for (int i = 0; i < MOST_TRACES; i++) {
      if (steps > Budget.MOST_STEPS) {
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
      Attempt settled = numbered(shapes, attempt.built().decided(), true);
      if (settled.isWhole()) {
        attempt = settled;
        shapes = settled.shapes();
      } else {
        // The model that was built is the last one's.
        attempt = numbered(shapes, attempt.built().decided(), false);
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
    if (!proven.isEmpty() && new Constructors(machine(Map.of())).isBuiltOtherwise(model, plan)) {
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
        steps);
  }

  /** A trace of a model built anew, in which what is open gets numbers or gets none. */
  private Attempt numbered(
      InputShapes shapes, Map<String, PythonValue> decided, boolean givesNumbers) {
    this.givesNumbers = givesNumbers;
    built = Optional.empty();
    return attempt(shapes, decided);
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
      Attempt there = attempt(other, attempt.built().decided());
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
        .map(found -> attempt(found, decided))
        .or(() -> documented(shapes, attempt))
        .or(() -> supposed(shapes, attempt));
  }

  /** What is written for people counts only where nothing fails with it. */
  private Optional<Attempt> documented(InputShapes shapes, Attempt attempt) {
    List<String> names = shapes.all().stream().map(Interpretation.GivenInput::name).toList();
    Map<String, TensorType> written = new LinkedHashMap<>();
    forward()
        .map(forward -> DocumentedInputs.of(model, forward, names))
        .orElse(Map.of())
        .forEach((name, type) -> written.put(name, typed(name, type, attempt)));
    return shapes
        .documented(written)
        .map(found -> attempt(found, attempt.built().decided()))
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
        .map(found -> attempt(found, decided))
        .or(() -> solved(shapes.solutions(trace.equations(), trace.likenesses()), attempt))
        .or(() -> shapes.alike(trace.likenesses()).map(found -> attempt(found, decided)))
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
      Attempt attempt = attempt(solution, before.built().decided());
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
          return Optional.of(attempt(fitting, Collections.unmodifiableMap(decided)));
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
            .map(found -> attempt(found, attempt.built().decided()))
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
      Attempt attempt = attempt(guess.get(), decided);
      if (attempt.isSound()) {
        return Optional.of(attempt);
      }
      if (best.isEmpty() && attempt.isWhole()) {
        best = Optional.of(attempt);
      }
    }
    return best;
  }

  // --- inputs

  private InputShapes inputs() {
    List<String> names =
        forward().map(Tracing::tensorParameters).orElse(List.of()).stream()
            .map(Node.Parameter::name)
            .toList();
    InputShapes shapes = InputShapes.unknown(names);
    for (String name : names) {
      OptionalInt parts = forward().map(code -> takenApart(name, code)).orElse(OptionalInt.empty());
      if (parts.isPresent()) {
        shapes = shapes.formed(name, new InputForm.Many(parts.getAsInt()));
      }
    }
    List<TensorType> written =
        request.inputs().isEmpty()
            ? InputComments.of(model, forward()).orElse(List.of())
            : request.inputs();
    for (int i = 0; i < Math.min(names.size(), written.size()); i++) {
      shapes = shapes.with(names.get(i), written.get(i), InputSource.WRITTEN);
    }
    return shapes;
  }

  /**
   * How many parts a parameter has of which nothing is used but these: {@code targets[0]} and
   * {@code targets[1]}. One part may as well be the first row of a tensor.
   */
  private static OptionalInt takenApart(String parameter, FunctionEntity forward) {
    Set<Integer> parts = new TreeSet<>();
    boolean[] isUsedWhole = {false};
    Tree.walkWhere(
        forward.node(),
        node -> {
          Optional<Integer> part = part(node, parameter);
          part.ifPresent(parts::add);
          isUsedWhole[0] |= node instanceof Expr.Name name && name.name().equals(parameter);
          return part.isEmpty();
        });
    boolean isPair = parts.size() > 1 && Collections.max(parts) == parts.size() - 1;
    return isPair && !isUsedWhole[0] ? OptionalInt.of(parts.size()) : OptionalInt.empty();
  }

  /** The place in {@code parameter[0]}. */
  private static Optional<Integer> part(Node node, String parameter) {
    return node instanceof Expr.Subscript subscript
            && subscript.value() instanceof Expr.Name name
            && name.name().equals(parameter)
            && subscript.index() instanceof Expr.NumberLiteral number
            && number.text().matches("[0-9]")
        ? Optional.of(Integer.valueOf(number.text()))
        : Optional.empty();
  }

  /** With the element types of inputs of which only the shapes are written. */
  private InputShapes typed(InputShapes shapes, Map<String, PythonValue> numbers) {
    boolean isTyped =
        shapes.all().stream()
            .noneMatch(i -> i.source() == InputSource.WRITTEN && i.type().dtype() == DType.UNKNOWN);
    if (isTyped) {
      return shapes;
    }
    Attempt first = attempt(shapes, numbers);
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

  private Optional<FunctionEntity> forward() {
    return new Classes(library).find(model, "forward").flatMap(Classes.Held::method);
  }

  /** The parameters that a call must give. */
  private static List<Node.Parameter> tensorParameters(FunctionEntity forward) {
    List<Node.Parameter> all = forward.parameters().all();
    int first = forward.isStatic() ? 0 : 1;
    return all.stream()
        .skip(first)
        .filter(
            p ->
                p.kind() != Node.ParameterKind.VAR_POSITIONAL
                    && p.kind() != Node.ParameterKind.VAR_KEYWORD
                    && p.defaultValue().isEmpty())
        .toList();
  }

  /** Whether what is left out stands for something made, of which callers give their own. */
  private static boolean leavesOutObjects(FunctionEntity forward) {
    return forward.parameters().all().stream()
        .anyMatch(p -> p.defaultValue().filter(Expr.Call.class::isInstance).isPresent());
  }

  // --- traces

  /** A trace that is begun again with each value that an argument must have for it to go on. */
  private Attempt attempt(InputShapes shapes, Map<String, PythonValue> decidedBefore) {
    Map<String, PythonValue> decided = decidedBefore;
    InputShapes given = shapes;
    while (true) {
      if (steps > Budget.MOST_STEPS) {
        return none(given, decided, "the model is too large to be followed");
      }
      try {
        return attempt(built(decided), given);
      } catch (Assumptions.Undecided undecided) {
        if (decided.size() >= MOST_DECISIONS || undecided.isIn(decided)) {
          return none(given, decided, "too many arguments are not known");
        }
        decided = undecided.with(decided);
        given = given.replaced(undecided.sizes());
      } catch (Assumptions.Unsized unsized) {
        Optional<InputShapes> sized = given.sized(unsized.symbol(), unsized.number());
        if (sized.isEmpty()) {
          return none(given, decided, "how often a loop runs is not known");
        }
        given = sized.get();
      } catch (Assumptions.Unlike unlike) {
        given = given.formed(unlike.input(), unlike.form());
      }
    }
  }

  private Attempt none(InputShapes shapes, Map<String, PythonValue> decided, String why) {
    Machine machine = machine(decided);
    machine.trace().note(why);
    return new Attempt(
        machine,
        Built.none(machine, Construction.of(model.name()), decided),
        List.of(),
        Map.of(),
        Optional.empty(),
        shapes);
  }

  /** The constructor is run once for all traces that take the same of its arguments. */
  private Built built(Map<String, PythonValue> decided) {
    if (built.isEmpty() || !built.get().decided().equals(decided)) {
      Machine machine = machine(decided);
      if (givesNumbers) {
        machine.giveNumbers(Set.of());
      }
      try {
        built = Optional.of(Built.of(model, plan, machine, decided));
      } finally {
        steps += machine.budget().steps();
      }
    }
    return built.get();
  }

  private Attempt attempt(Built built, InputShapes shapes) {
    Machine machine = built.begin();
    try {
      return attempt(built, machine, shapes);
    } finally {
      steps += machine.budget().steps() - built.steps();
    }
  }

  /** What a parameter is given, put together of its tensors. */
  private static PythonValue given(
      String name, InputShapes shapes, Map<String, PythonValue> tensors, Machine machine) {
    Optional<InputForm> form = shapes.form(name);
    if (form.isPresent()) {
      // What it holds beside that, nobody knows.
      machine.assumptions().assume();
    }
    PythonValue value =
        form.map(
                parts ->
                    put(
                        machine,
                        parts,
                        parts.parts(name).stream()
                            .map(part -> given(part, shapes, tensors, machine))
                            .toList()))
            .orElseGet(() -> Objects.requireNonNull(tensors.get(name)));
    if (shapes.isOpen(name)) {
      machine.give(name, form, value);
    }
    return value;
  }

  private static PythonValue put(Machine machine, InputForm form, List<PythonValue> parts) {
    return switch (form) {
      case InputForm.Made made ->
          machine
              .calls()
              .call(machine.names().library(made.className()), Arguments.of(), made.className());
      case InputForm.Many many -> new ListValue(parts);
      case InputForm.Named named -> {
        DictValue dict = new DictValue();
        for (int i = 0; i < parts.size(); i++) {
          dict.put(new PythonValue.Text(named.keys().get(i)), parts.get(i));
        }
        dict.open();
        yield dict;
      }
    };
  }

  private Attempt attempt(Built built, Machine machine, InputShapes shapes) {
    Optional<PythonValue> result = Optional.empty();
    List<Input> inputs = new ArrayList<>();
    Map<Integer, String> names = new LinkedHashMap<>();
    try {
      if (built.object().isPresent()) {
        if (givesNumbers) {
          machine.giveNumbers(shapes.open());
        }
        Map<String, PythonValue> tensors = new LinkedHashMap<>();
        for (Interpretation.GivenInput input : shapes.all()) {
          TensorValue tensor = new TensorValue(machine.trace().value(input.type()));
          inputs.add(new Input(input.name(), tensor.value()));
          names.put(tensor.value().id(), input.name());
          tensors.put(input.name(), tensor);
        }
        if (forward().filter(Tracing::leavesOutObjects).isPresent()) {
          machine.assumptions().assume();
        }
        SequencedMap<String, PythonValue> given = new LinkedHashMap<>();
        shapes.parameters().forEach(name -> given.put(name, given(name, shapes, tensors, machine)));
        result =
            Optional.of(
                machine
                    .calls()
                    .call(
                        built.object().get(),
                        new Arguments(List.of(), given, false),
                        built.object().get().type().name()));
      }
    } catch (Raised raised) {
      machine.trace().raised(raised);
    } catch (Budget.Exceeded exceeded) {
      machine.trace().note(String.valueOf(exceeded.getMessage()));
    }
    return new Attempt(machine, built, inputs, names, result, shapes);
  }
}
