package dev.tensorvet.interp;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Note;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Runs models without running them: builds one as its constructor does and traces its {@code
 * forward}. Safe for use by many threads.
 */
public final class Interpreter {

  /** How often a trace may teach the shapes of the inputs of the next. */
  private static final int MOST_TRACES = 16;

  /** How often an argument may be given a value so that the trace can go on. */
  private static final int MOST_DECISIONS = 24;

  /** The ranks of the inputs of most models, the most frequent first. */
  private static final List<Integer> LIKELY_RANKS = List.of(2, 3, 4, 1, 5);

  private final LibraryText library;
  private final Ops ops;

  public Interpreter(Function<SourceFile, ParsedFile> parser, LibraryIndex libraries, Ops ops) {
    this.library = new LibraryText(parser, libraries);
    this.ops = ops;
    // Its constants are made now: two threads that want them first could wait for each other.
    Objects.requireNonNull(PythonValue.none());
  }

  /** Whether a class makes modules that can be called. */
  public boolean isModel(ClassEntity type) {
    Classes classes = new Classes(library);
    return classes.isModule(type)
        && classes.find(type, "forward").flatMap(Classes.Held::method).isPresent();
  }

  /** One trace, to its end or to where it broke off. */
  private record Attempt(
      Machine machine,
      Optional<Instance> model,
      List<Input> inputs,
      Map<Integer, String> inputNames,
      Optional<PythonValue> result,
      InputShapes shapes,
      String arguments,
      Map<String, PythonValue> decided) {

    /** Whether it came to its end and nothing in it fails. */
    boolean isWhole() {
      return result.isPresent() && machine.trace().contradictions().isEmpty();
    }

    /** Whether moreover all shapes are known. */
    boolean isSound() {
      return isWhole()
          && machine.trace().nodes().stream()
              .allMatch(
                  node -> node.results().stream().allMatch(v -> v.type().shape().isComplete()));
    }
  }

  /** What a model computes, with the shapes of its inputs found as far as the code tells them. */
  public Interpretation interpret(ClassEntity model, Request request) {
    InputShapes shapes = typed(inputs(model, request), model, request);
    Attempt attempt = attempt(model, shapes, request, Map.of());
    List<Contradiction> proven = attempt.machine().trace().contradictions();
    int steps = 0;
    for (int i = 0; i < MOST_TRACES; i++) {
      steps += attempt.machine().budget().steps();
      if (steps > Budget.MOST_STEPS) {
        attempt.machine().trace().note("the model is too large to try more shapes of its inputs");
        break;
      }
      Optional<Attempt> better = better(model, shapes, attempt, request);
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
    if (proven.isEmpty()) {
      proven = provenForAnyRank(model, shapes, attempt, request);
    }
    return new Interpretation(
        model, attempt.arguments(), graph(model, attempt), shapes.all(), proven);
  }

  /** What fails whatever the ranks of the inputs of which only the rank was chosen. */
  private List<Contradiction> provenForAnyRank(
      ClassEntity model, InputShapes shapes, Attempt attempt, Request request) {
    List<Contradiction> failing = ofShapes(attempt);
    if (failing.isEmpty()) {
      return failing;
    }
    List<InputShapes> others = shapes.withOtherRanks(LIKELY_RANKS);
    for (InputShapes other : others) {
      Attempt there = attempt(model, other, request, attempt.decided());
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

  /** What a trace asks for comes first, then what is usual, then what is possible. */
  private Optional<Attempt> better(
      ClassEntity model, InputShapes shapes, Attempt attempt, Request request) {
    Trace trace = attempt.machine().trace();
    Map<String, PythonValue> decided = attempt.decided();
    return shapes
        .learn(trace.needs(), attempt.inputNames(), InputSource.LAYERS)
        .or(() -> shapes.settle(trace.equations()))
        .or(() -> shapes.learn(trace.suppositions(), attempt.inputNames(), InputSource.ASSUMED))
        .or(() -> shapes.solve(trace.equations()))
        .map(found -> attempt(model, found, request, decided))
        .or(
            () ->
                attempt.machine().budget().steps() < Budget.MOST_STEPS / LIKELY_RANKS.size()
                    ? guessed(model, shapes, request, decided)
                    : Optional.empty());
  }

  private Optional<Attempt> guessed(
      ClassEntity model, InputShapes shapes, Request request, Map<String, PythonValue> decided) {
    Optional<Attempt> best = Optional.empty();
    for (int rank : LIKELY_RANKS) {
      Optional<InputShapes> guess = shapes.guessed(rank);
      if (guess.isEmpty()) {
        return Optional.empty();
      }
      Attempt attempt = attempt(model, guess.get(), request, decided);
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

  private InputShapes inputs(ClassEntity model, Request request) {
    List<String> names =
        forward(model).map(Interpreter::tensorParameters).orElse(List.of()).stream()
            .map(Node.Parameter::name)
            .toList();
    InputShapes shapes = InputShapes.unknown(names);
    List<TensorType> written =
        request.inputs().isEmpty()
            ? InputComments.of(model, forward(model)).orElse(List.of())
            : request.inputs();
    for (int i = 0; i < Math.min(names.size(), written.size()); i++) {
      shapes = shapes.with(names.get(i), written.get(i), InputSource.WRITTEN);
    }
    return shapes;
  }

  /** With the element types of inputs of which only the shapes are written. */
  private InputShapes typed(InputShapes shapes, ClassEntity model, Request request) {
    boolean isTyped =
        shapes.all().stream()
            .noneMatch(i -> i.source() == InputSource.WRITTEN && i.type().dtype() == DType.UNKNOWN);
    if (isTyped) {
      return shapes;
    }
    Attempt first = attempt(model, shapes, request, Map.of());
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

  private Optional<FunctionEntity> forward(ClassEntity model) {
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

  // --- traces

  /** A trace that is begun again with each value that an argument must have for it to go on. */
  private Attempt attempt(
      ClassEntity type,
      InputShapes shapes,
      Request request,
      Map<String, PythonValue> decidedBefore) {
    Map<String, PythonValue> decided = decidedBefore;
    InputShapes given = shapes;
    while (true) {
      Machine machine =
          new Machine(
              library,
              ops,
              request.isTraining(),
              request.hasFirstValues(),
              new Assumptions(decided));
      try {
        return attempt(machine, type, given, decided);
      } catch (Assumptions.Undecided undecided) {
        if (decided.size() >= MOST_DECISIONS) {
          machine.trace().note("too many arguments are not known");
          return new Attempt(
              machine,
              Optional.empty(),
              List.of(),
              Map.of(),
              Optional.empty(),
              given,
              type.name(),
              decided);
        }
        decided = undecided.with(decided);
      } catch (Assumptions.Unsized unsized) {
        Optional<InputShapes> counted = given.counted(unsized.symbol());
        if (counted.isEmpty()) {
          machine.trace().note("how often a loop runs is not known");
          return new Attempt(
              machine,
              Optional.empty(),
              List.of(),
              Map.of(),
              Optional.empty(),
              given,
              type.name(),
              decided);
        }
        given = counted.get();
      }
    }
  }

  private Attempt attempt(
      Machine machine, ClassEntity type, InputShapes shapes, Map<String, PythonValue> decided) {
    Constructors.Choice choice = new Constructors(machine).of(type);
    Optional<Instance> model = Optional.empty();
    Optional<PythonValue> result = Optional.empty();
    List<Input> inputs = new ArrayList<>();
    Map<Integer, String> names = new LinkedHashMap<>();
    try {
      PythonValue built = machine.calls().call(choice.callee(), choice.arguments(), choice.text());
      if (built instanceof Instance made) {
        model = Optional.of(made);
        made.name("");
        machine.trace().endSetUp();
        SequencedMap<String, PythonValue> given = new LinkedHashMap<>();
        for (Interpretation.GivenInput input : shapes.all()) {
          TensorValue tensor = new TensorValue(machine.trace().value(input.type()));
          inputs.add(new Input(input.name(), tensor.value()));
          names.put(tensor.value().id(), input.name());
          given.put(input.name(), tensor);
        }
        result =
            Optional.of(
                machine.calls().call(made, new Arguments(List.of(), given, false), type.name()));
      }
    } catch (Raised raised) {
      machine.trace().note("the code raises: " + raised.getMessage(), raised.origin());
      if (raised.isRefusal()) {
        machine.trace().refuse(String.valueOf(raised.getMessage()), raised.origin());
      }
    } catch (Budget.Exceeded exceeded) {
      machine.trace().note(String.valueOf(exceeded.getMessage()));
    }
    return new Attempt(machine, model, inputs, names, result, shapes, choice.text(), decided);
  }

  // --- graphs

  private static Graph graph(ClassEntity type, Attempt attempt) {
    Trace trace = attempt.machine().trace();
    List<Note> notes = new ArrayList<>(trace.notes());
    return new Graph(
        type.name(),
        attempt.inputs(),
        trace.setUp(),
        attempt.model().map(Interpreter::weights).orElse(List.of()),
        trace.nodes(),
        trace.calls(),
        attempt.result().map(Interpreter::output).orElse(new Output.Other("nothing")),
        notes);
  }

  private static List<Weight> weights(Instance model) {
    List<Weight> weights = new ArrayList<>();
    for (Modules.Kind kind : Modules.Kind.values()) {
      for (Modules.Named named : Modules.named(model, kind, "")) {
        TensorValue tensor = (TensorValue) named.value();
        boolean isParameter = kind == Modules.Kind.PARAMETERS;
        weights.add(
            new Weight(
                named.name(),
                tensor.value(),
                isParameter ? Weight.Kind.PARAMETER : Weight.Kind.BUFFER,
                isParameter && tensor.asksGradient()));
      }
    }
    return weights;
  }

  private static Output output(PythonValue value) {
    return switch (value) {
      case TensorValue tensor -> new Output.Tensor(tensor.value());
      case PythonValue.Tuple tuple ->
          new Output.Many(tuple.elements().stream().map(Interpreter::output).toList());
      case ListValue list ->
          new Output.Many(list.elements().stream().map(Interpreter::output).toList());
      case DictValue dict -> {
        SequencedMap<String, Output> named = new LinkedHashMap<>();
        dict.entries()
            .forEach(
                (key, each) ->
                    named.put(key instanceof Text text ? text.value() : "?", output(each)));
        yield new Output.Named(named);
      }
      case Instance object -> {
        SequencedMap<String, Output> named = new LinkedHashMap<>();
        object.attributes().forEach((name, each) -> named.put(name, output(each)));
        yield new Output.Named(named);
      }
      case PythonValue.None none -> new Output.Other("None");
      default -> new Output.Other("?");
    };
  }
}
