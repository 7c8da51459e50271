package dev.tensorvet.interp;

import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
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
    record Nothing(boolean isOpen) implements Plan {}

    /** A call that the code shows. */
    record Shown(Expr.Call call) implements Plan {}

    /** A function of the file that makes one. */
    record Made(FunctionEntity function) implements Plan {}

    /** Nobody gives them. */
    record Symbols(FunctionEntity init) implements Plan {}
  }

  /** Looks for what a model is made with. */
  Plan plan(ClassEntity type) {
    Optional<FunctionEntity> init =
        machine.classes().find(type, "__init__").flatMap(Classes.Held::method);
    if (init.isEmpty() || required(init.get()).isEmpty()) {
      return new Plan.Nothing(init.filter(Constructors::takesMore).isPresent());
    }
    return shown(type).or(() -> made(type)).orElseGet(() -> new Plan.Symbols(init.get()));
  }

  /** The arguments of a plan, as this machine knows them. */
  Choice choice(ClassEntity type, Plan plan) {
    PythonValue.ClassValue callee = new PythonValue.ClassValue(type);
    return switch (plan) {
      case Plan.Nothing nothing ->
          new Choice(
              callee,
              new Arguments(List.of(), new LinkedHashMap<>(), nothing.isOpen()),
              type.name() + "()");
      case Plan.Shown shown ->
          new Choice(
              callee,
              arguments(shown.call(), type.module()),
              oneLine(type.module().file().text(shown.call().span())));
      case Plan.Made made ->
          new Choice(
              new PythonValue.Function(made.function(), Optional.empty(), Map.of()),
              Arguments.of(),
              made.function().name() + "()");
      case Plan.Symbols symbols -> symbols(type, symbols.init());
    };
  }

  private static List<Node.Parameter> required(FunctionEntity init) {
    return init.parameters().all().stream()
        .skip(1)
        .filter(
            p ->
                p.defaultValue().isEmpty()
                    && p.kind() != Node.ParameterKind.VAR_POSITIONAL
                    && p.kind() != Node.ParameterKind.VAR_KEYWORD)
        .toList();
  }

  private static boolean takesMore(FunctionEntity init) {
    return init.parameters().all().stream()
        .anyMatch(
            p ->
                p.kind() == Node.ParameterKind.VAR_POSITIONAL
                    || p.kind() == Node.ParameterKind.VAR_KEYWORD);
  }

  // --- a call that the code shows

  private Optional<Plan> shown(ClassEntity type) {
    SourceModule module = type.module();
    List<Expr.Call> calls = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call && module.resolve(call.callee()) == type) {
                calls.add(call);
              }
            });
    return calls.stream().filter(call -> isConstant(call, module)).findFirst().map(Plan.Shown::new);
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
        .allMatch(
            p ->
                p.defaultValue().isPresent()
                    || p.kind() == Node.ParameterKind.VAR_POSITIONAL
                    || p.kind() == Node.ParameterKind.VAR_KEYWORD);
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

  /** Whether all arguments of a call are known where it stands. */
  private boolean isConstant(Expr.Call call, SourceModule module) {
    boolean isOfFunction =
        call.arguments().stream().anyMatch(e -> isOfFunction(e, module))
            || call.keywords().stream()
                .anyMatch(k -> k.name().isEmpty() || isOfFunction(k.value(), module));
    if (isOfFunction) {
      return false;
    }
    try {
      return arguments(call, module)
          .all()
          .noneMatch(a -> a instanceof Unknown || a instanceof TensorValue);
    } catch (Raised | Budget.Exceeded | Assumptions.Undecided | Assumptions.Unsized undecided) {
      return false;
    }
  }

  private Arguments arguments(Expr.Call call, SourceModule module) {
    return machine.expressions().arguments(call, machine.names().activation(module.scope()));
  }

  /** Whether an expression needs what only a run of the function around it knows. */
  private static boolean isOfFunction(Expr expr, SourceModule module) {
    return Tree.holds(
        expr,
        node ->
            node instanceof Expr.Name name
                && module
                    .scopeAt(name)
                    .visible(name.name())
                    .filter(binding -> binding.scope().kind() == Scope.Kind.FUNCTION)
                    .filter(binding -> binding.sites().stream().noneMatch(Constructors::isImport))
                    .isPresent());
  }

  private static boolean isImport(BindingSite site) {
    return site.kind() == BindingSite.Kind.IMPORT;
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
        try {
          return withSymbols(machine.calls().make(config, Arguments.of()), parameter.name());
        } catch (Raised raised) {
          return machine.assumptions().symbol(parameter.name());
        }
      }
    }
    return machine.assumptions().symbol(parameter.name());
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
