package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.interp.PythonValue.ClassValue;
import dev.tensorvet.interp.PythonValue.Member;
import dev.tensorvet.interp.PythonValue.Method;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.tensor.Device;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code value.name}. */
final class Members {

  private final Machine machine;

  /** How many of the statements that run try whether something has a member. */
  private int trials;

  Members(Machine machine) {
    this.machine = machine;
  }

  /** Runs what tries whether something has a member: where it surely has none, Python raises. */
  Completion trying(Supplier<Completion> body) {
    trials++;
    try {
      return body.get();
    } finally {
      trials--;
    }
  }

  PythonValue get(PythonValue owner, String name) {
    return switch (owner) {
      case Instance object -> ofInstance(object, name);
      case TensorValue tensor -> machine.tensors().attribute(tensor, name);
      case PythonValue.Array array -> machine.arrays().attribute(array, name);
      case PythonValue.PythonModule module -> ofModule(module, name);
      case PythonValue.Library library ->
          machine
              .names()
              .library(machine.library().canonical(library.qualifiedName() + "." + name));
      case ClassValue type -> ofClass(type, name);
      case PythonValue.Super above -> ofSuper(above, name);
      case PythonValue.Tuple tuple when tuple.fields().contains(name) ->
          tuple.elements().get(tuple.fields().indexOf(name));
      case Unknown unknown ->
          unknown.name().isEmpty()
              ? unknown
              : machine.assumptions().symbol(unknown.name() + "." + name);
      case PythonValue.Place place when name.equals("type") -> new Text(device(place.value()));
      case PythonValue.Type type when name.equals("is_floating_point") -> new Member(type, name);
      // A member of an enumeration is its value here.
      case Text text when name.equals("value") -> text;
      case PythonValue.Int number when name.equals("value") -> number;
      case PythonValue.Partial partial when name.equals("func") -> partial.callee();
      case PythonValue.Partial partial when name.equals("args") ->
          PythonValue.tuple(partial.arguments());
      case PythonValue.Partial partial when name.equals("keywords") -> {
        DictValue keywords = new DictValue();
        partial.keywords().forEach((key, value) -> keywords.put(new Text(key), value));
        yield keywords;
      }
      case PythonValue.Function function when name.equals("__name__") ->
          new Text(function.entity().name());
      case DictValue dict when dict.get(name).isPresent() && !isMethodOfDict(name) ->
          dict.get(name).get();
      case DictValue dict when !isMethodOfDict(name) -> {
        machine.expect(dict, new InputForm.Named(List.of(name)));
        yield new Member(dict, name);
      }
      default -> new Member(owner, name);
    };
  }

  /** What runs anywhere is taken to run where every model may. */
  private String device(Device device) {
    if (device == Device.UNKNOWN) {
      machine.assumptions().assume();
      return Device.CPU.name().toLowerCase(Locale.ROOT);
    }
    return device.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isMethodOfDict(String name) {
    return switch (name) {
      case "get", "items", "keys", "values", "pop", "update", "setdefault", "copy" -> true;
      default -> false;
    };
  }

  private PythonValue ofModule(PythonValue.PythonModule module, String name) {
    Entity member = module.entity().member(name);
    if (!(member instanceof UnknownEntity)) {
      return machine.names().value(member);
    }
    boolean isLibrary = module.entity().module().filter(machine.library()::holds).isPresent();
    return isLibrary
        ? machine
            .names()
            .library(machine.library().canonical(module.entity().qualifiedName() + "." + name))
        : PythonValue.unknown();
  }

  private PythonValue ofClass(ClassValue type, String name) {
    if (name.equals("__name__") || name.equals("__qualname__")) {
      return new Text(type.entity().name());
    }
    return machine
        .classes()
        .find(type.entity(), name)
        .map(
            held ->
                held.method()
                    .map(
                        method ->
                            method.isClassMethod()
                                ? new Method(type, function(method))
                                : (PythonValue) function(method))
                    .orElseGet(() -> machine.names().variable(held.binding())))
        .orElseGet(() -> new Member(type, name));
  }

  private static PythonValue.Function function(FunctionEntity entity) {
    return new PythonValue.Function(entity, Optional.empty(), Map.of());
  }

  // --- objects

  private PythonValue ofInstance(Instance object, String name) {
    if (object.isModule()) {
      switch (name) {
        case "_modules" -> {
          return object.children();
        }
        case "_parameters" -> {
          return object.parameters();
        }
        case "_buffers" -> {
          return object.buffers();
        }
        default -> {}
      }
    }
    Optional<PythonValue> own = object.get(name);
    if (own.isPresent()) {
      return own.get();
    }
    switch (name) {
      case "__class__" -> {
        return new ClassValue(object.type());
      }
      case "__dict__" -> {
        DictValue dict = new DictValue();
        object.attributes().forEach((key, value) -> dict.put(new Text(key), value));
        return dict;
      }
      default -> {}
    }
    return machine
        .classes()
        .find(object.type(), name)
        .map(held -> bound(held, object))
        .orElseGet(() -> missing(object, name));
  }

  private PythonValue bound(Classes.Held held, PythonValue receiver) {
    Optional<FunctionEntity> method = held.method();
    if (method.isEmpty()) {
      PythonValue value = machine.names().variable(held.binding());
      return value instanceof PythonValue.Function function
          ? new Method(receiver, function)
          : value;
    }
    PythonValue.Function function = function(method.get());
    if (method.get().isProperty()) {
      return machine.calls().call(function, Arguments.of(receiver), held.binding().name());
    }
    if (method.get().isStatic()) {
      return function;
    }
    return method.get().isClassMethod() && receiver instanceof Instance object
        ? new Method(new ClassValue(object.type()), function)
        : new Method(receiver, function);
  }

  /** A member that no text defines: one of the base class of all modules, or of none. */
  private PythonValue missing(Instance object, String name) {
    if (object.isModule() && machine.modules().has(name)) {
      return name.equals("training")
          ? PythonValue.of(machine.isTraining())
          : new Member(object, name);
    }
    Optional<Classes.Held> fallback = machine.classes().find(object.type(), "__getattr__");
    if (fallback.isPresent()) {
      PythonValue method = bound(fallback.get(), object);
      return machine.calls().call(method, Arguments.of(new Text(name)), name);
    }
    if (!object.type().mro().isComplete() || name.startsWith("__")) {
      return PythonValue.unknown();
    }
    if (trials > 0) {
      throw new Raised("there is no `" + name + "`", machine.trace().origin());
    }
    return new Member(object, name);
  }

  private PythonValue ofSuper(PythonValue.Super above, String name) {
    if (above.self() instanceof Instance object) {
      return machine
          .classes()
          .findAfter(object.type(), above.here(), name)
          .map(held -> bound(held, object))
          .orElseGet(() -> new Member(above, name));
    }
    if (above.self() instanceof ClassValue type) {
      return machine
          .classes()
          .findAfter(type.entity(), above.here(), name)
          .map(held -> bound(held, type))
          .orElseGet(() -> new Member(above, name));
    }
    return PythonValue.unknown();
  }

  /** Whether an object surely has a member, or surely has none. */
  PythonValue has(PythonValue owner, String name) {
    return switch (owner) {
      case Instance object -> {
        boolean isFound =
            object.get(name).isPresent()
                || machine.classes().find(object.type(), name).isPresent()
                || (object.isModule() && machine.modules().has(name));
        yield isFound || object.type().mro().isComplete()
            ? PythonValue.of(isFound)
            : PythonValue.unknown();
      }
      case Unknown unknown -> unknown;
      case TensorValue tensor -> PythonValue.unknown();
      case PythonValue.Library library -> isInLibrary(library.qualifiedName(), name);
      case PythonValue.PythonModule module ->
          module.entity().member(name) instanceof UnknownEntity
              ? isInLibrary(module.entity().qualifiedName(), name)
              : PythonValue.of(true);
      case PythonValue.Tuple tuple when !tuple.fields().isEmpty() ->
          PythonValue.of(tuple.fields().contains(name));
      default -> PythonValue.unknown();
    };
  }

  /** That a library has what nothing here knows of cannot be told. */
  private PythonValue isInLibrary(String owner, String name) {
    String member = machine.library().canonical(owner + "." + name);
    boolean isKnown =
        machine.library().find(member).isPresent()
            || TensorFunctions.operation(member).flatMap(machine.trace()::operation).isPresent();
    return isKnown ? PythonValue.of(true) : PythonValue.unknown();
  }

  // --- changes

  /** {@code owner.name = value}; a module keeps parameters and modules apart, as PyTorch's does. */
  void set(PythonValue owner, String name, PythonValue value) {
    if (owner instanceof DictValue dict) {
      machine.branching().touch(dict);
      dict.put(new Text(name), value);
      return;
    }
    if (!(owner instanceof Instance object)) {
      return;
    }
    Optional<FunctionEntity> setter =
        isKept(object, value)
            ? Optional.empty()
            : machine.classes().find(object.type(), name).flatMap(Classes.Held::setter);
    if (setter.isPresent()) {
      machine.calls().call(function(setter.get()), Arguments.of(object, value), name);
      return;
    }
    if (!object.isModule()) {
      machine.branching().touch(object);
      object.set(name, value);
      return;
    }
    Text key = new Text(name);
    if (value instanceof TensorValue tensor && tensor.isParameter()) {
      forget(object, name);
      machine.branching().touch(object.parameters());
      object.parameters().put(key, value);
    } else if (value instanceof Instance child && child.isModule()) {
      forget(object, name);
      machine.branching().touch(object.children());
      object.children().put(key, value);
    } else if (object.parameters().get(key).isPresent()) {
      machine.branching().touch(object.parameters());
      object.parameters().put(key, value);
    } else if (object.buffers().get(key).isPresent()) {
      machine.branching().touch(object.buffers());
      object.buffers().put(key, value);
    } else if (object.children().get(key).isPresent()) {
      machine.branching().touch(object.children());
      object.children().put(key, value);
    } else {
      machine.branching().touch(object);
      object.set(name, value);
    }
  }

  /** Whether a module keeps a value among its own, whatever its class says of the name. */
  private static boolean isKept(Instance object, PythonValue value) {
    return object.isModule()
        && ((value instanceof TensorValue tensor && tensor.isParameter())
            || (value instanceof Instance child && child.isModule()));
  }

  private void forget(Instance object, String name) {
    if (object.attributes().containsKey(name)) {
      machine.branching().touch(object);
      object.remove(name);
    }
  }

  void delete(PythonValue owner, String name) {
    if (owner instanceof Instance object) {
      Text key = new Text(name);
      forget(object, name);
      for (DictValue dict : List.of(object.parameters(), object.buffers(), object.children())) {
        if (dict.get(key).isPresent()) {
          machine.branching().touch(dict);
          dict.remove(key);
        }
      }
    }
  }
}
