package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.interp.PythonValue.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What the base class of all modules does: <a
 * href="https://pytorch.org/docs/stable/generated/torch.nn.Module.html">torch.nn.Module</a>.
 */
final class Modules {

  private static final Set<String> MEMBERS =
      Set.of(
          """
          training parameters named_parameters buffers named_buffers children named_children modules
          named_modules register_buffer register_parameter add_module register_module apply to cuda
          cpu float half double bfloat16 type eval train requires_grad_ share_memory compile
          state_dict load_state_dict zero_grad get_submodule get_parameter get_buffer
          register_forward_hook register_forward_pre_hook register_full_backward_hook
          register_backward_hook _register_load_state_dict_pre_hook __init__ __call__ _get_name
          extra_repr _apply __setstate__ __getattr__ __setattr__
          """
              .strip()
              .split("\\s+"));

  private final Machine machine;

  Modules(Machine machine) {
    this.machine = machine;
  }

  /** Whether every module has a member. */
  boolean has(String name) {
    return MEMBERS.contains(name);
  }

  PythonValue call(Instance module, String name, Arguments arguments, String called) {
    PythonValue first = arguments.get(0, "name").orElse(PythonValue.none());
    return switch (name) {
      case "parameters" -> list(named(module, Kind.PARAMETERS, ""), false);
      case "named_parameters" -> list(named(module, Kind.PARAMETERS, ""), true);
      case "buffers" -> list(named(module, Kind.BUFFERS, ""), false);
      case "named_buffers" -> list(named(module, Kind.BUFFERS, ""), true);
      case "children" -> new ListValue(children(module));
      case "named_children" ->
          machine.sequences().method(module.children(), "items", Arguments.of());
      case "modules" -> new ListValue(List.copyOf(module.modules()));
      case "named_modules" -> list(modules(module), true);
      case "register_buffer" -> registered(module.buffers(), module, "tensor", arguments);
      case "register_parameter" -> registered(module.parameters(), module, "param", arguments);
      case "add_module", "register_module" ->
          registered(module.children(), module, "module", arguments);
      case "apply" -> {
        apply(module, arguments.get(0, "fn").orElse(PythonValue.unknown()));
        yield module;
      }
      case "to",
          "cuda",
          "cpu",
          "float",
          "half",
          "double",
          "bfloat16",
          "type",
          "eval",
          "train",
          "requires_grad_",
          "share_memory",
          "_apply" ->
          module;
      case "__call__" -> machine.calls().call(module, arguments, called);
      case "get_submodule", "get_parameter", "get_buffer" ->
          first instanceof Text path ? at(module, path.value()) : PythonValue.unknown();
      case "__getattr__" ->
          first instanceof Text text
              ? machine.members().get(module, text.value())
              : PythonValue.unknown();
      case "__setattr__" -> {
        if (first instanceof Text text) {
          machine
              .members()
              .set(module, text.value(), arguments.get(1, "value").orElse(PythonValue.unknown()));
        }
        yield PythonValue.none();
      }
      case "state_dict" -> {
        DictValue state = new DictValue();
        state.open();
        yield state;
      }
      case "__init__",
          "load_state_dict",
          "zero_grad",
          "compile",
          "_register_load_state_dict_pre_hook",
          "__setstate__" ->
          PythonValue.none();
      case "register_forward_hook",
          "register_forward_pre_hook",
          "register_full_backward_hook",
          "register_backward_hook" -> {
        machine.calls().handOver(arguments);
        yield PythonValue.none();
      }
      case "_get_name" -> new Text(module.type().name());
      default ->
          TensorFunctions.keepsBooks(name)
              ? PythonValue.none()
              : machine.calls().unknown(called, arguments);
    };
  }

  private PythonValue registered(
      DictValue to, Instance module, String parameter, Arguments arguments) {
    PythonValue given = arguments.get(0, "name").orElse(PythonValue.none());
    // Under a name that is not known it is there all the same.
    Text name = given instanceof Text text ? text : new Text("?" + to.entries().size());
    PythonValue value = arguments.get(1, parameter).orElse(PythonValue.none());
    if (module.attributes().containsKey(name.value())) {
      machine.branching().touch(module);
      module.remove(name.value());
    }
    machine.branching().touch(to);
    to.put(name, value);
    return PythonValue.none();
  }

  private void apply(Instance module, PythonValue function) {
    for (PythonValue child : module.children().entries().values()) {
      if (child instanceof Instance inner) {
        apply(inner, function);
      }
    }
    machine.calls().call(function, Arguments.of(module), "apply");
  }

  private PythonValue at(Instance module, String path) {
    PythonValue at = module;
    for (String part : path.split("\\.", -1)) {
      at = machine.members().get(at, part);
    }
    return at;
  }

  private static List<PythonValue> children(Instance module) {
    return module.children().entries().values().stream()
        .filter(child -> child instanceof Instance)
        .toList();
  }

  // --- what a module and all below it hold

  /** What is asked for. */
  enum Kind {
    PARAMETERS,
    BUFFERS
  }

  /** A tensor or module under its name in the state. */
  record Named(String name, PythonValue value) {}

  /** The tensors of a module and all below it, each once, in the order of the state. */
  static List<Named> named(Instance module, Kind kind, String prefix) {
    List<Named> found = new ArrayList<>();
    collect(module, kind, prefix, Collections.newSetFromMap(new IdentityHashMap<>()), found);
    return found;
  }

  /**
   * @param seen modules and tensors, each itself
   */
  private static void collect(
      Instance module, Kind kind, String prefix, Set<PythonValue> seen, List<Named> found) {
    if (!seen.add(module)) {
      return;
    }
    DictValue own = kind == Kind.PARAMETERS ? module.parameters() : module.buffers();
    own.entries()
        .forEach(
            (key, value) -> {
              if (key instanceof Text name && value instanceof TensorValue && seen.add(value)) {
                found.add(new Named(prefix + name.value(), value));
              }
            });
    module
        .children()
        .entries()
        .forEach(
            (key, value) -> {
              if (key instanceof Text name && value instanceof Instance child) {
                collect(child, kind, prefix + name.value() + ".", seen, found);
              }
            });
  }

  private static List<Named> modules(Instance module) {
    List<Named> found = new ArrayList<>();
    modules(module, "", Collections.newSetFromMap(new IdentityHashMap<>()), found);
    return found;
  }

  private static void modules(Instance module, String path, Set<Instance> seen, List<Named> found) {
    if (seen.add(module)) {
      found.add(new Named(path, module));
      String prefix = path.isEmpty() ? "" : path + ".";
      module
          .children()
          .entries()
          .forEach(
              (key, value) -> {
                if (key instanceof Text name && value instanceof Instance child) {
                  modules(child, prefix + name.value(), seen, found);
                }
              });
    }
  }

  private static PythonValue list(List<Named> all, boolean isNamed) {
    return new ListValue(
        all.stream()
            .map(
                named ->
                    isNamed
                        ? PythonValue.tuple(List.of(new Text(named.name()), named.value()))
                        : named.value())
            .toList());
  }
}
