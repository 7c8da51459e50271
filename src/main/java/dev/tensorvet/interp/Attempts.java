package dev.tensorvet.interp;

import dev.tensorvet.graph.Input;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Attempts to follow one model: it is built, and run with inputs of given shapes, again with each
 * value that its code must be given to go on. For one thread.
 */
final class Attempts {

  /** How often an argument may be given a value so that the trace can go on. */
  private static final int MOST_DECISIONS = 48;

  private final LibraryText library;
  private final Ops ops;
  private final ClassEntity model;
  private final Optional<FunctionEntity> forward;
  private final Request request;
  private final Constructors.Plan plan;
  private Optional<Built> built = Optional.empty();
  private int steps;

  /** Whether open sizes get numbers where the trace needs them. */
  private boolean givesNumbers;

  /**
   * @param forward what runs when the model is called
   * @param plan how it is built
   */
  Attempts(
      LibraryText library,
      Ops ops,
      ClassEntity model,
      Optional<FunctionEntity> forward,
      Request request,
      Function<Constructors, Constructors.Plan> plan) {
    this.library = library;
    this.ops = ops;
    this.model = model;
    this.forward = forward;
    this.request = request;
    this.plan = plan.apply(new Constructors(machine(Map.of())));
  }

  /** How many steps there were in all of them. */
  int steps() {
    return steps;
  }

  /** How the model is built with the arguments of a command line; empty where it takes none. */
  Optional<Constructors.Plan> parsed() {
    return new Constructors(machine(Map.of())).parsed(model);
  }

  /** Whether all that build the model give it something where the plan gives it nothing. */
  boolean isBuiltOtherwise() {
    return new Constructors(machine(Map.of())).isBuiltOtherwise(model, plan);
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

  /** A trace of a model built anew, in which what is open gets numbers or gets none. */
  Attempt numbered(InputShapes shapes, Map<String, PythonValue> decided, boolean givesNumbers) {
    this.givesNumbers = givesNumbers;
    built = Optional.empty();
    return attempt(shapes, decided);
  }

  /** A trace that is begun again with each value that an argument must have for it to go on. */
  Attempt attempt(InputShapes shapes, Map<String, PythonValue> decidedBefore) {
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
        if (forward.filter(Attempts::leavesOutObjects).isPresent()) {
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

  /** Whether what is left out stands for something made, of which callers give their own. */
  private static boolean leavesOutObjects(FunctionEntity forward) {
    return forward.parameters().all().stream()
        .anyMatch(p -> p.defaultValue().filter(Expr.Call.class::isInstance).isPresent());
  }
}
