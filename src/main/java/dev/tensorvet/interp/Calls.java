package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.interp.PythonValue.ClassValue;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Calls: functions, methods, classes, modules, and what libraries do. */
final class Calls {

  private static final Pattern PART = Pattern.compile("self\\.\\w+(?:\\.forward)?");

  private final Machine machine;

  Calls(Machine machine) {
    this.machine = machine;
  }

  /**
   * @param called how the code writes what it calls
   */
  PythonValue call(PythonValue callee, Arguments arguments, String called) {
    return switch (callee) {
      case PythonValue.Function function -> run(function, Optional.empty(), arguments);
      case PythonValue.Method method ->
          run(method.function(), Optional.of(method.receiver()), arguments);
      case ClassValue type -> make(type.entity(), arguments);
      case Instance object -> object(object, arguments, called);
      case PythonValue.Library library ->
          machine.libraryCalls().call(library.qualifiedName(), arguments, called);
      case PythonValue.TupleType type -> named(type, arguments);
      case PythonValue.Member member -> member(member, arguments, called);
      case PythonValue.Partial partial ->
          call(partial.callee(), joined(partial, arguments), called);
      case PythonValue.Unknown unknown when machine.trace().isSettingUp() ->
          usual(unknown, arguments, called);
      default -> unknown(called, arguments);
    };
  }

  /** What a layer that the code is given makes, taken to be the usual one of its name. */
  private PythonValue usual(PythonValue.Unknown callee, Arguments arguments, String called) {
    Optional<String> layer = TensorFunctions.usualLayer(callee.name());
    if (layer.isEmpty()) {
      return unknown(called, arguments);
    }
    machine.assumptions().assume();
    return call(machine.names().library(layer.get()), arguments, called);
  }

  private static PythonValue named(PythonValue.TupleType type, Arguments arguments) {
    List<PythonValue> elements = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      elements.add(arguments.get(i, type.fields().get(i)).orElse(PythonValue.unknown()));
    }
    return new PythonValue.Tuple(elements, type.fields());
  }

  private static Arguments joined(PythonValue.Partial partial, Arguments arguments) {
    List<PythonValue> positional = new ArrayList<>(partial.arguments());
    positional.addAll(arguments.positional());
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>(partial.keywords());
    keywords.putAll(arguments.keywords());
    return new Arguments(positional, keywords, arguments.isOpen());
  }

  /** A call that cannot be followed. One that a tensor goes into is a node of the graph. */
  PythonValue unknown(String called, Arguments arguments) {
    machine.documents().lose(called, arguments);
    handOver(arguments);
    List<Argument> tensors =
        arguments
            .all()
            .filter(argument -> argument instanceof TensorValue)
            .map(argument -> (Argument) new Argument.Tensor(((TensorValue) argument).value()))
            .toList();
    boolean isKept = called.endsWith(".save_for_backward") || called.endsWith(".mark_dirty");
    if (tensors.isEmpty() && isPart(called, arguments)) {
      machine.trace().unknown(called, List.of());
    }
    return tensors.isEmpty() || isKept
        ? PythonValue.unknown()
        : machine.trace().unknown(called, tensors);
  }

  /**
   * Whether it may be a module of the model that runs: it is not known what that holds and does.
   */
  private boolean isPart(String called, Arguments arguments) {
    return !machine.trace().isSettingUp()
        && (called.endsWith(".forward")
            || arguments.isOpen()
            || arguments.all().findAny().isPresent())
        && PART.matcher(called).matches();
  }

  /** Whoever is given a method of an object may call it at any time: what it sets is not known. */
  void handOver(Arguments arguments) {
    arguments
        .all()
        .forEach(
            argument -> {
              if (argument instanceof PythonValue.Method method
                  && method.receiver() instanceof Instance object) {
                FunctionEntity function = method.function().entity();
                for (String name : object.type().attributeNames()) {
                  if (object.type().attributeSites(name).stream()
                      .anyMatch(site -> site.method().filter(function::equals).isPresent())) {
                    machine.members().set(object, name, PythonValue.unknown());
                  }
                }
              }
            });
  }

  private PythonValue member(PythonValue.Member member, Arguments arguments, String called) {
    return switch (member.receiver()) {
      case TensorValue tensor -> machine.tensors().method(tensor, member.name(), arguments);
      case PythonValue.Array array -> machine.arrays().method(array, member.name(), arguments);
      case Instance object when object.isModule() ->
          machine.modules().call(object, member.name(), arguments, called);
      case PythonValue.Super above when above.self() instanceof Instance object ->
          object.isModule()
              ? machine.modules().call(object, member.name(), arguments, called)
              : PythonValue.none();
      case ListValue list -> machine.sequences().method(list, member.name(), arguments);
      case DictValue dict -> machine.sequences().method(dict, member.name(), arguments);
      case Text text -> machine.sequences().method(text, member.name(), arguments);
      case PythonValue.OpenFile file -> Documents.method(file, member.name());
      case PythonValue.Repeated batches when member.name().equals("next") -> batches.element();
      case PythonValue.Tuple tuple -> machine.sequences().method(tuple, member.name(), arguments);
      // A number of numpy's.
      case PythonValue.Int number when isOfNumbers(member.name()) -> number;
      case PythonValue.Real number when isOfNumbers(member.name()) -> number;
      case PythonValue.SomeReal number when isOfNumbers(member.name()) -> number;
      case ClassValue type when member.name().equals("apply") -> applied(type, arguments, called);
      default -> unknown(called, arguments);
    };
  }

  private static boolean isOfNumbers(String method) {
    return method.equals("item") || method.equals("astype");
  }

  /** A function with a gradient of its own: its {@code forward} with a context before the rest. */
  private PythonValue applied(ClassValue type, Arguments arguments, String called) {
    return machine.classes().find(type.entity(), "forward").isPresent()
        ? call(
            machine.members().get(type, "forward"), arguments.after(PythonValue.unknown()), called)
        : unknown(called, arguments);
  }

  /** What a {@code with} statement binds. */
  PythonValue entered(PythonValue context) {
    if (context instanceof PythonValue.OpenFile || context instanceof PythonValue.Repeated) {
      return context;
    }
    return context instanceof Instance object
            && machine.classes().find(object.type(), "__enter__").isPresent()
        ? call(machine.members().get(object, "__enter__"), Arguments.of(), "__enter__")
        : PythonValue.unknown();
  }

  // --- objects

  private PythonValue object(Instance object, Arguments arguments, String called) {
    boolean isCallable = machine.classes().find(object.type(), "__call__").isPresent();
    if (!object.isModule() || isCallable) {
      return isCallable
          ? call(machine.members().get(object, "__call__"), arguments, called)
          : unknown(called, arguments);
    }
    boolean isLibrary = machine.library().holds(object.type().module());
    Optional<Uses.Begun> use =
        isLibrary ? Optional.empty() : machine.uses().begin(object, arguments, machine);
    Trace.Call call =
        machine
            .trace()
            .begin(
                object.path().orElseGet(() -> machine.trace().pathInPlace(object)),
                object.type().name(),
                isLibrary,
                Tensors.types(arguments.all().toList()),
                object.made());
    List<TensorType> outputs = List.of();
    try {
      PythonValue result =
          machine.classes().find(object.type(), "forward").isPresent()
              ? call(machine.members().get(object, "forward"), arguments, called)
              : unknown(called, arguments);
      outputs = Tensors.types(List.of(result));
      use.ifPresent(begun -> begun.end(result));
      return result;
    } finally {
      machine.trace().end(call, outputs);
    }
  }

  /** Makes an object. */
  PythonValue make(ClassEntity type, Arguments arguments) {
    boolean isUncertain = machine.branching().isUncertain();
    if (!machine.budget().enter(type, isUncertain)) {
      machine.trace().note("`" + type.name() + "` is made too deep inside of itself");
      return PythonValue.unknown();
    }
    try {
      Optional<PythonValue> other = unlike(type, arguments);
      if (other.isPresent()) {
        return other.get();
      }
      Instance made =
          new Instance(type, machine.classes().isModule(type), machine.trace().origin().place());
      machine.branching().made(made);
      Optional<Classes.Held> init = machine.classes().find(type, "__init__");
      if (init.isPresent()) {
        call(machine.members().get(made, "__init__"), arguments, type.name());
      } else {
        fields(type, arguments).forEach((name, value) -> machine.members().set(made, name, value));
        if (machine.classes().find(type, "__post_init__").isPresent()) {
          call(machine.members().get(made, "__post_init__"), Arguments.of(), type.name());
        }
      }
      return made;
    } finally {
      machine.budget().leave(type, isUncertain);
    }
  }

  /** What the call of a class makes that is no plain object. */
  private Optional<PythonValue> unlike(ClassEntity type, Arguments arguments) {
    if (machine.classes().isEnumeration(type)) {
      // A member of an enumeration is its value here.
      return Optional.of(arguments.get(0, "value").orElse(PythonValue.unknown()));
    }
    for (Entity above : machine.classes().lineage(type)) {
      if (above instanceof LibraryEntity library && machine.libraryCalls().isNamedTuple(library)) {
        Map<String, PythonValue> fields = fields(type, arguments);
        return Optional.of(
            new PythonValue.Tuple(List.copyOf(fields.values()), List.copyOf(fields.keySet())));
      }
    }
    return Optional.empty();
  }

  /** The fields of a dataclass or named tuple, in order, base classes first. */
  private Map<String, PythonValue> fields(ClassEntity type, Arguments arguments) {
    Map<String, PythonValue> fields = new LinkedHashMap<>();
    for (Entity above : machine.classes().lineage(type).reversed()) {
      if (above instanceof ClassEntity owner) {
        for (Stmt statement : owner.node().body()) {
          if (statement instanceof Stmt.AnnAssign field
              && field.target() instanceof Expr.Name name) {
            fields.put(
                name.name(),
                field
                    .value()
                    .flatMap(v -> owner.scope().binding(name.name()))
                    .map(machine.names()::variable)
                    .orElseGet(() -> machine.assumptions().symbol(name.name())));
          }
        }
      }
    }
    int place = 0;
    for (String name : List.copyOf(fields.keySet())) {
      arguments.get(place++, name).ifPresent(value -> fields.put(name, value));
    }
    return fields;
  }

  // --- functions

  /** The function that a definition or lambda makes where it stands. */
  PythonValue closure(FunctionEntity entity, Activation code) {
    Map<String, PythonValue> defaults = new LinkedHashMap<>();
    for (Node.Parameter parameter : entity.parameters().all()) {
      parameter
          .defaultValue()
          .ifPresent(
              value -> defaults.put(parameter.name(), machine.expressions().value(value, code)));
    }
    return new PythonValue.Function(entity, Optional.of(code.names()), defaults);
  }

  PythonValue closure(Node definition, Activation code) {
    return code.module().definition(definition) instanceof FunctionEntity function
        ? closure(function, code)
        : PythonValue.unknown();
  }

  private PythonValue run(
      PythonValue.Function function, Optional<PythonValue> receiver, Arguments arguments) {
    FunctionEntity entity = function.entity();
    if (!machine.hasFirstValues() && machine.library().givesFirstValues(entity)) {
      return arguments.positional().stream().findFirst().orElse(PythonValue.none());
    }
    // Containers of the library hold each other, and no call of them is one too many.
    boolean isUncertain =
        machine.branching().isUncertain() && !machine.library().holds(entity.module());
    if (!machine.budget().enter(entity, isUncertain)) {
      machine.trace().note("`" + entity.name() + "` calls itself too often");
      return unknown(entity.name(), arguments);
    }
    try {
      Arguments all = receiver.map(arguments::after).orElse(arguments);
      Environment names = new Environment(function.around());
      Activation code =
          new Activation(
              entity.module(),
              names,
              entity.owner(),
              receiver.or(() -> all.positional().stream().findFirst()),
              shortName(entity),
              machine.library().holds(entity.module()));
      bind(function, all, names);
      return switch (entity.node()) {
        case Expr.Lambda lambda -> machine.expressions().value(lambda.body(), code);
        case Stmt.FunctionDef def -> result(def, code);
        default -> PythonValue.unknown();
      };
    } finally {
      machine.budget().leave(entity, isUncertain);
    }
  }

  private static String shortName(FunctionEntity entity) {
    return entity.owner().map(owner -> owner.name() + "." + entity.name()).orElse(entity.name());
  }

  private PythonValue result(Stmt.FunctionDef def, Activation code) {
    Completion end = machine.statements().run(def.body(), code);
    if (!code.yielded().isEmpty()) {
      return new ListValue(code.yielded());
    }
    PythonValue result =
        end instanceof Completion.Return given ? given.value() : PythonValue.none();
    for (Activation.Returned other : code.returned()) {
      result = machine.join(other.value(), result, other.fork());
    }
    return result;
  }

  /** Gives the parameters of a function their arguments. */
  private void bind(PythonValue.Function function, Arguments arguments, Environment names) {
    int place = 0;
    SequencedMap<String, PythonValue> left = new LinkedHashMap<>(arguments.keywords());
    for (Node.Parameter parameter : function.entity().parameters().all()) {
      switch (parameter.kind()) {
        case POSITIONAL_ONLY, NORMAL -> {
          PythonValue named = left.remove(parameter.name());
          PythonValue given =
              place < arguments.positional().size() ? arguments.positional().get(place) : named;
          names.set(
              parameter.name(),
              given != null
                  ? taken(function, parameter, given)
                  : absent(function, parameter, arguments));
          place++;
        }
        case VAR_POSITIONAL -> {
          names.set(
              parameter.name(),
              arguments.isOpen()
                  ? PythonValue.unknown()
                  : PythonValue.tuple(
                      arguments
                          .positional()
                          .subList(
                              Math.min(place, arguments.positional().size()),
                              arguments.positional().size())));
          place = arguments.positional().size();
        }
        case KEYWORD_ONLY -> {
          PythonValue named = left.remove(parameter.name());
          names.set(
              parameter.name(), named != null ? named : absent(function, parameter, arguments));
        }
        case VAR_KEYWORD -> {
          DictValue rest = new DictValue();
          left.forEach((name, value) -> rest.put(new Text(name), value));
          if (arguments.isOpen()) {
            rest.open();
          }
          names.set(parameter.name(), rest);
        }
      }
    }
  }

  /** A number that nobody knows is some size where a library's text takes an {@code int}. */
  private PythonValue taken(
      PythonValue.Function function, Node.Parameter parameter, PythonValue given) {
    boolean isSomeSize =
        given.equals(PythonValue.unknown())
            && parameter.annotation().filter(Calls::isInt).isPresent()
            && machine.library().holds(function.entity().module());
    return isSomeSize ? PythonValue.of(machine.trace().sizeOfUnknown()) : given;
  }

  private static boolean isInt(Expr annotation) {
    return annotation instanceof Expr.Name name && name.name().equals("int");
  }

  private PythonValue absent(
      PythonValue.Function function, Node.Parameter parameter, Arguments arguments) {
    if (arguments.isOpen()) {
      machine.assumptions().assume();
      return machine.assumptions().symbol(parameter.name());
    }
    PythonValue made = function.defaults().get(parameter.name());
    if (made != null) {
      return made;
    }
    PythonValue otherwise =
        parameter
            .defaultValue()
            .map(
                value ->
                    machine
                        .expressions()
                        .value(
                            value, machine.names().activation(function.entity().module().scope())))
            .orElse(PythonValue.unknown());
    if (otherwise instanceof TensorValue) {
      // An empty tensor keeps a place for the one that callers give.
      machine.assumptions().assume();
    }
    return otherwise;
  }
}
