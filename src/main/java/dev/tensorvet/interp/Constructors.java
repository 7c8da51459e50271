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

  Choice of(ClassEntity type) {
    Optional<FunctionEntity> init =
        machine.classes().find(type, "__init__").flatMap(Classes.Held::method);
    List<Node.Parameter> required = init.map(Constructors::required).orElse(List.of());
    if (required.isEmpty()) {
      boolean isOpen = init.filter(Constructors::takesMore).isPresent();
      return new Choice(
          new PythonValue.ClassValue(type),
          new Arguments(List.of(), new LinkedHashMap<>(), isOpen),
          type.name() + "()");
    }
    return call(type)
        .or(() -> factory(type))
        .orElseGet(() -> symbols(type, init.orElseThrow(), required));
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

  private Optional<Choice> call(ClassEntity type) {
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
    for (Expr.Call call : calls) {
      Optional<Arguments> arguments = constant(call, module);
      if (arguments.isPresent()) {
        return Optional.of(
            new Choice(
                new PythonValue.ClassValue(type),
                arguments.get(),
                oneLine(module.file().text(call.span()))));
      }
    }
    return Optional.empty();
  }

  /** A function of the file that makes one and needs no arguments: {@code resnet18()}. */
  private Optional<Choice> factory(ClassEntity type) {
    return type.module().functions().stream()
        .filter(function -> function.owner().isEmpty() && !function.isLocal())
        .filter(function -> function.node() instanceof Stmt.FunctionDef)
        .filter(function -> needsNothing(function) && mayMake(function, type))
        .limit(MOST_FACTORIES)
        .filter(function -> makes(function, type))
        .findFirst()
        .map(
            function ->
                new Choice(
                    new PythonValue.Function(function, Optional.empty(), Map.of()),
                    Arguments.of(),
                    function.name() + "()"));
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

  /** The arguments of a call, if all of them are known where it stands. */
  private Optional<Arguments> constant(Expr.Call call, SourceModule module) {
    if (call.arguments().stream().anyMatch(e -> isOfFunction(e, module))
        || call.keywords().stream()
            .anyMatch(k -> k.name().isPresent() && isOfFunction(k.value(), module))) {
      return Optional.empty();
    }
    Activation code = machine.names().activation(module.scope());
    List<PythonValue> positional = new ArrayList<>();
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    try {
      for (Expr argument : call.arguments()) {
        positional.add(
            argument instanceof Expr.Starred
                ? PythonValue.unknown()
                : machine.expressions().value(argument, code));
      }
      for (Node.Keyword keyword : call.keywords()) {
        if (keyword.name().isEmpty()) {
          return Optional.empty();
        }
        keywords.put(keyword.name().get(), machine.expressions().value(keyword.value(), code));
      }
    } catch (Raised raised) {
      return Optional.empty();
    }
    Arguments arguments = new Arguments(positional, keywords, false);
    return arguments.all().noneMatch(a -> a instanceof Unknown || a instanceof TensorValue)
        ? Optional.of(arguments)
        : Optional.empty();
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

  private Choice symbols(ClassEntity type, FunctionEntity init, List<Node.Parameter> required) {
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    for (Node.Parameter parameter : required) {
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
