package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** With which arguments a model is built: those of a call that the code shows, else symbols. */
final class Constructors {

  private static final int MOST_FACTORIES = 4;

  /** How many calls are looked at; what is built more often is built in many ways. */
  private static final int MOST_CALLS = 16;

  private final Machine machine;

  Constructors(Machine machine) {
    this.machine = machine;
  }

  /**
   * @param callee the class, or a function that makes one
   * @param text as a call: {@code Net(3, dim=dim)}
   */
  record Choice(PythonValue callee, Arguments arguments, String text) {}

  /** Where the arguments of a model are from; the same for all traces of it. */
  sealed interface Plan {

    /**
     * It needs none.
     *
     * @param isOpen whether it takes any number of them
     */
    record Nothing(Optional<FunctionEntity> init, boolean isOpen) implements Plan {}

    /**
     * A call that the code shows. What is not known of it is a symbol.
     *
     * @param init what it calls
     */
    record Shown(Expr.Call call, SourceModule module, FunctionEntity init) implements Plan {}

    /** A function of the file that makes one. */
    record Made(FunctionEntity function) implements Plan {}

    /**
     * What a command line gives.
     *
     * @param arguments the variables that hold it, by the parameters that take it
     */
    record Parsed(FunctionEntity init, Map<String, Binding> arguments) implements Plan {}

    /** What a configuration gives, which a command line may change. */
    record Configured(FunctionEntity init, ConfiguredClasses.Given given) implements Plan {}

    /** Nobody gives them. */
    record Symbols(FunctionEntity init) implements Plan {}
  }

  /** Looks for what a model is made with. */
  Plan plan(ClassEntity type) {
    Optional<FunctionEntity> init = init(type);
    if (init.isEmpty() || required(init.get()).isEmpty()) {
      Optional<Plan> configured =
          init.filter(made -> made.parameters().all().size() > 1)
              .flatMap(made -> configured(type, made));
      if (configured.isPresent()) {
        return configured.get();
      }
      boolean isOpen = init.filter(Constructors::takesMore).isPresent();
      Plan nothing = new Plan.Nothing(init, isOpen);
      return isOpen ? made(type).orElse(nothing) : nothing;
    }
    Shown here = shown(List.of(type.module()), type, init.get());
    // What a file tries its own models with, where it is run itself, nobody else builds them with.
    Optional<Plan> tried = here.whole().filter(Constructors::isTrial);
    if (here.whole().isPresent() && tried.isEmpty()) {
      return here.whole().get();
    }
    Optional<Plan> made = made(type);
    if (made.isPresent() && tried.isEmpty()) {
      return made.get();
    }
    Shown elsewhere = shown(type.module().othersWith(type.name()), type, init.get());
    return elsewhere
        .whole()
        .or(() -> tried)
        .or(() -> configured(type, init.get()))
        .or(here::part)
        .or(elsewhere::part)
        .orElseGet(() -> new Plan.Symbols(init.get()));
  }

  /** The arguments of a plan, as this machine knows them. */
  Choice choice(ClassEntity type, Plan plan) {
    PythonValue.ClassValue callee = new PythonValue.ClassValue(type);
    return switch (plan) {
      case Plan.Nothing nothing ->
          new Choice(
              callee,
              new Arguments(List.of(), defaults(nothing), nothing.isOpen()),
              type.name() + "()");
      case Plan.Shown shown ->
          new Choice(
              callee,
              completed(arguments(shown.call(), shown.module()), shown.init()),
              oneLine(shown.module().file().text(shown.call().span())));
      case Plan.Made made ->
          new Choice(
              new PythonValue.Function(made.function(), Optional.empty(), Map.of()),
              Arguments.of(),
              made.function().name() + "()");
      case Plan.Parsed parsed -> parsed(type, parsed);
      case Plan.Configured configured -> configured(type, configured);
      case Plan.Symbols symbols -> symbols(type, symbols.init());
    };
  }

  /** A choice for a reader, before the constructor can change what it was given. */
  Construction construction(ClassEntity type, Choice choice) {
    List<Node.Parameter> parameters = init(type).map(Constructors::parameters).orElse(List.of());
    List<PythonValue> positional = choice.arguments().positional();
    SequencedMap<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(parameters.size(), positional.size()); i++) {
      Node.Parameter parameter = parameters.get(i);
      if (parameter.kind() == Node.ParameterKind.VAR_POSITIONAL) {
        List<PythonValue> rest = positional.subList(i, positional.size());
        given.put("*" + parameter.name(), Notation.of(PythonValue.tuple(rest)));
        break;
      }
      given.put(parameter.name(), Notation.of(positional.get(i)));
    }
    choice.arguments().keywords().forEach((name, value) -> given.put(name, Notation.of(value)));
    return new Construction(choice.text(), given);
  }

  private Optional<FunctionEntity> init(ClassEntity type) {
    return machine.classes().find(type, "__init__").flatMap(Classes.Held::method);
  }

  private static List<Node.Parameter> parameters(FunctionEntity init) {
    return init.parameters().all().stream().skip(1).toList();
  }

  private static boolean isTrial(Plan plan) {
    return plan instanceof Plan.Shown shown
        && MainGuard.isAround(shown.call(), shown.module().tree());
  }

  private static Optional<Plan> configured(ClassEntity type, FunctionEntity init) {
    return ConfiguredClasses.of(type, init, required(init))
        .map(given -> new Plan.Configured(init, given));
  }

  private Choice configured(ClassEntity type, Plan.Configured plan) {
    machine.assumptions().assume();
    ConfiguredClasses.Given given = plan.given();
    Arguments arguments =
        DocumentValues.called(machine, given.file())
            .arguments(given.mapping(), given.form())
            .map(all -> completed(all, plan.init()))
            .orElseGet(Arguments::of);
    return new Choice(
        new PythonValue.ClassValue(type),
        arguments,
        type.name() + "(...) of " + given.file().file().path());
  }

  /** What a model is made with where it takes the arguments of a command line. */
  Optional<Plan> parsed(ClassEntity type) {
    Optional<FunctionEntity> init = init(type);
    if (init.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Binding> arguments = new LinkedHashMap<>();
    for (Node.Parameter parameter : required(init.get())) {
      new ParsedArguments(machine)
          .of(parameter, init.get())
          .ifPresent(found -> arguments.put(parameter.name(), found));
    }
    return arguments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Plan.Parsed(init.get(), arguments));
  }

  /** The defaults of a command line need not be meant for this model. */
  private Choice parsed(ClassEntity type, Plan.Parsed plan) {
    machine.assumptions().assume();
    Choice symbols = symbols(type, plan.init());
    SequencedMap<String, PythonValue> keywords =
        new LinkedHashMap<>(symbols.arguments().keywords());
    List<String> texts = new ArrayList<>();
    keywords.replaceAll(
        (name, symbol) -> {
          Binding given = plan.arguments().get(name);
          texts.add(name + "=" + (given == null ? "?" : given.name()));
          return given == null ? symbol : machine.names().variable(given);
        });
    return new Choice(
        symbols.callee(),
        new Arguments(List.of(), keywords, false),
        type.name() + "(" + String.join(", ", texts) + ")");
  }

  /**
   * Whether a model that could be built with nothing is built with something by all that build it.
   */
  boolean isBuiltOtherwise(ClassEntity type, Plan plan) {
    if (!(plan instanceof Plan.Nothing nothing)
        || nothing.init().filter(init -> init.parameters().all().size() > 1).isEmpty()) {
      return false;
    }
    List<Expr.Call> here = callsByName(type);
    List<Expr.Call> calls =
        here.isEmpty()
            ? type.module().othersWith(type.name()).stream()
                .flatMap(module -> module.callsOf(type).stream())
                .toList()
            : here;
    return !calls.isEmpty()
        && calls.stream()
            .noneMatch(call -> call.arguments().isEmpty() && call.keywords().isEmpty());
  }

  /** The calls of a class in its file, those included that an import of the same name may mean. */
  private static List<Expr.Call> callsByName(ClassEntity type) {
    List<Expr.Call> calls = new ArrayList<>();
    Tree.walk(
        type.module().scope().node(),
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Name name
              && name.name().equals(type.name())) {
            calls.add(call);
          }
        });
    return calls;
  }

  /** What takes any arguments is taken to be built with its defaults, which nobody may mean. */
  private SequencedMap<String, PythonValue> defaults(Plan.Nothing plan) {
    SequencedMap<String, PythonValue> defaults = new LinkedHashMap<>();
    if (plan.isOpen()) {
      machine.assumptions().assume();
    }
    plan.init()
        .filter(init -> plan.isOpen())
        .ifPresent(
            init ->
                init.parameters().all().stream()
                    .skip(1)
                    .forEach(
                        parameter ->
                            parameter
                                .defaultValue()
                                .ifPresent(
                                    value ->
                                        defaults.put(
                                            parameter.name(), value(value, init.module())))));
    return defaults;
  }

  private PythonValue value(Expr written, SourceModule module) {
    return machine.expressions().value(written, machine.names().activation(module.scope()));
  }

  private static List<Node.Parameter> required(FunctionEntity init) {
    return parameters(init).stream()
        .filter(p -> p.defaultValue().isEmpty() && !takesMore(p))
        .toList();
  }

  private static boolean takesMore(FunctionEntity init) {
    return init.parameters().all().stream().anyMatch(Constructors::takesMore);
  }

  private static boolean takesMore(Node.Parameter parameter) {
    return parameter.kind() == Node.ParameterKind.VAR_POSITIONAL
        || parameter.kind() == Node.ParameterKind.VAR_KEYWORD;
  }

  // --- a call that the code shows

  /**
   * What calls show.
   *
   * @param whole the first of which all arguments are known
   * @param part the one of which most are
   */
  private record Shown(Optional<Plan> whole, Optional<Plan> part) {}

  private Shown shown(List<SourceModule> modules, ClassEntity type, FunctionEntity init) {
    Optional<Plan> part = Optional.empty();
    long mostKnown = 0;
    int seen = 0;
    for (SourceModule module : modules) {
      for (Expr.Call call : module.callsOf(type)) {
        if (++seen > MOST_CALLS) {
          return new Shown(Optional.empty(), part);
        }
        Plan plan = new Plan.Shown(call, module, init);
        Known known = known(call, module);
        if (known.isAll()) {
          return new Shown(Optional.of(plan), part);
        }
        if (known.count() > mostKnown) {
          mostKnown = known.count();
          part = Optional.of(plan);
        }
      }
    }
    return new Shown(Optional.empty(), part);
  }

  /** How many arguments of a call are known where it stands. */
  private record Known(long count, boolean isAll) {}

  private Known known(Expr.Call call, SourceModule module) {
    int failures = machine.trace().contradictions().size();
    try {
      Arguments given = arguments(call, module);
      if (machine.trace().contradictions().size() > failures) {
        return new Known(0, false);
      }
      long known = given.all().filter(Constructors::isKnown).count();
      // Who gives nothing but `None` only tries whether the class is there.
      boolean isMeant =
          given.all().findAny().isEmpty()
              || given.all().anyMatch(value -> !(value instanceof PythonValue.None));
      return new Known(known, isMeant && known == given.all().count() && !given.isOpen());
    } catch (Assumptions.Undecided undecided) {
      // The trace gives it a value and begins again.
      return new Known(1, false);
    } catch (Raised | Budget.Exceeded | Assumptions.Unsized unknown) {
      return new Known(0, false);
    }
  }

  private static boolean isKnown(PythonValue value) {
    return isGiven(value)
        && !(value instanceof PythonValue.Int size && !size.value().symbols().isEmpty());
  }

  private static boolean isGiven(PythonValue value) {
    return !(value instanceof Unknown
        || value instanceof TensorValue
        || value instanceof PythonValue.Member);
  }

  private Arguments arguments(Expr.Call call, SourceModule module) {
    return machine.expressions().arguments(call, machine.names().activation(module.scopeAt(call)));
  }

  /** With a symbol, named as the parameter, for each argument that is not known. */
  private Arguments completed(Arguments given, FunctionEntity init) {
    List<Node.Parameter> parameters = parameters(init).stream().filter(p -> !takesMore(p)).toList();
    List<PythonValue> positional = new ArrayList<>();
    for (int i = 0; i < given.positional().size(); i++) {
      String name = i < parameters.size() ? parameters.get(i).name() : "";
      positional.add(orSymbol(given.positional().get(i), name));
    }
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    given.keywords().forEach((name, value) -> keywords.put(name, orSymbol(value, name)));
    if (given.isOpen()) {
      parameters.stream()
          .skip(positional.size())
          .filter(p -> p.defaultValue().isEmpty())
          .forEach(p -> keywords.putIfAbsent(p.name(), machine.assumptions().symbol(p.name())));
    }
    return new Arguments(positional, keywords, given.isOpen());
  }

  private PythonValue orSymbol(PythonValue value, String name) {
    return isGiven(value) || name.isEmpty() ? value : machine.assumptions().symbol(name);
  }

  /** A function of the file that makes one and needs no arguments: {@code resnet18()}. */
  private Optional<Plan> made(ClassEntity type) {
    return type.module().functions().stream()
        .filter(function -> function.owner().isEmpty() && !function.isLocal())
        .filter(function -> function.node() instanceof Stmt.FunctionDef)
        .filter(function -> needsNothing(function) && mayMake(function, type))
        .limit(MOST_FACTORIES)
        .filter(function -> makes(function, type))
        .findFirst()
        .map(Plan.Made::new);
  }

  private static boolean needsNothing(FunctionEntity function) {
    return function.parameters().all().stream()
        .allMatch(p -> p.defaultValue().isPresent() || takesMore(p));
  }

  /** Whether its code names the class, or a function of the file whose code does. */
  private static boolean mayMake(FunctionEntity function, ClassEntity type) {
    return Tree.holds(
        function.node(),
        node ->
            node instanceof Expr.Call call
                && call.callee() instanceof Expr.Name
                && switch (type.module().resolve(call.callee())) {
                  case ClassEntity made -> made == type;
                  case FunctionEntity helper ->
                      helper != function
                          && Tree.holds(
                              helper.node(),
                              inner ->
                                  inner instanceof Expr.Call deeper
                                      && deeper.callee() instanceof Expr.Name
                                      && helper.module().resolve(deeper.callee()) == type);
                  default -> false;
                });
  }

  /** Whether a trial run of it gives one. */
  private boolean makes(FunctionEntity function, ClassEntity type) {
    try {
      return machine
                  .trial()
                  .calls()
                  .call(
                      new PythonValue.Function(function, Optional.empty(), Map.of()),
                      Arguments.of(),
                      function.name())
              instanceof Instance made
          && made.type() == type;
    } catch (Raised | Budget.Exceeded | Assumptions.Undecided | Assumptions.Unsized undecided) {
      return false;
    }
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }

  // --- symbols

  private Choice symbols(ClassEntity type, FunctionEntity init) {
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    for (Node.Parameter parameter : required(init)) {
      keywords.put(parameter.name(), symbol(parameter, init));
      texts.add(parameter.name() + "=?");
    }
    return new Choice(
        new PythonValue.ClassValue(type),
        new Arguments(List.of(), keywords, false),
        type.name() + "(" + String.join(", ", texts) + ")");
  }

  /** An object of the class that the parameter is annotated with, if that needs nothing. */
  private PythonValue symbol(Node.Parameter parameter, FunctionEntity init) {
    if (parameter.annotation().isPresent()) {
      Entity annotated = init.module().resolve(parameter.annotation().get());
      if (annotated instanceof ClassEntity config && isMadeOfNothing(config)) {
        return made(config, parameter.name());
      }
    }
    Optional<ClassEntity> configuration =
        ConfigurationClasses.of(parameter, init, this::isMadeOfNothing);
    if (configuration.isPresent()) {
      machine.assumptions().assume();
      return made(configuration.get(), parameter.name());
    }
    return machine.assumptions().symbol(parameter.name());
  }

  private PythonValue made(ClassEntity configuration, String name) {
    try {
      return withSymbols(machine.calls().make(configuration, Arguments.of()), name);
    } catch (Raised raised) {
      return machine.assumptions().symbol(name);
    }
  }

  /** What a configuration has no value for, or one that stands for none, is given in the end. */
  private PythonValue withSymbols(PythonValue made, String name) {
    if (made instanceof Instance config) {
      config.attributes().entrySet().stream()
          .filter(
              field ->
                  field.getValue() instanceof PythonValue.None
                      || field.getValue().asDim().isKnown(-1))
          .map(Map.Entry::getKey)
          .toList()
          .forEach(field -> config.set(field, machine.assumptions().symbol(name + "." + field)));
    }
    return made;
  }

  private boolean isMadeOfNothing(ClassEntity config) {
    Optional<Classes.Held> init = machine.classes().find(config, "__init__");
    return !machine.classes().isModule(config)
        && init.flatMap(Classes.Held::method)
            .map(method -> required(method).isEmpty())
            .orElse(true);
  }
}
