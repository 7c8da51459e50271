package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What names of modules, classes and libraries stand for while code runs. */
final class Names {

  private final Machine machine;
  private final Map<Binding, PythonValue> variables = new HashMap<>();

  Names(Machine machine) {
    this.machine = machine;
  }

  /** A name at its place: a local one, or what the module means by it. */
  PythonValue value(Expr.Name name, Activation code) {
    return code.names().find(name.name()).orElseGet(() -> value(code.module().resolve(name)));
  }

  PythonValue value(Entity entity) {
    return switch (entity) {
      case ClassEntity type -> new PythonValue.ClassValue(type);
      case FunctionEntity function -> function(function);
      case ModuleEntity module -> new PythonValue.PythonModule(module);
      case LibraryEntity library -> library(library.qualifiedName());
      case VariableEntity variable -> variable(variable.binding());
      case UnknownEntity unknown -> PythonValue.unknown();
    };
  }

  private static PythonValue function(FunctionEntity function) {
    return new PythonValue.Function(function, Optional.empty(), Map.of());
  }

  /** What a library's name stands for: its text if there is one. */
  PythonValue library(String qualifiedName) {
    Optional<Entity> text = machine.library().find(qualifiedName);
    if (text.isPresent()) {
      return value(text.get());
    }
    Optional<String> known = TensorFunctions.text(qualifiedName);
    if (known.isPresent()) {
      return new PythonValue.Text(known.get());
    }
    OptionalDouble number = TensorFunctions.number(qualifiedName);
    if (number.isPresent()) {
      return new PythonValue.Real(number.getAsDouble());
    }
    return TensorFunctions.type(qualifiedName)
        .<PythonValue>map(PythonValue.Type::new)
        .orElseGet(() -> new PythonValue.Library(qualifiedName));
  }

  // --- variables of modules and classes

  /**
   * The value of a variable of a module or class: what the statements that mention it as their
   * target leave, in the order of the text.
   */
  PythonValue variable(Binding binding) {
    PythonValue known = variables.get(binding);
    if (known != null) {
      return known;
    }
    Scope.Kind kind = binding.scope().kind();
    if (kind != Scope.Kind.MODULE && kind != Scope.Kind.CLASS) {
      return PythonValue.unknown();
    }
    // A variable whose value needs itself has none.
    variables.put(binding, PythonValue.unknown());
    PythonValue value = run(binding);
    variables.put(binding, value);
    return value;
  }

  private PythonValue run(Binding binding) {
    for (BindingSite site : binding.sites()) {
      boolean isPlain =
          switch (site.kind()) {
            case ASSIGNMENT, ANNOTATION -> true;
            default -> false;
          };
      if (!isPlain) {
        return PythonValue.unknown();
      }
    }
    Scope scope = binding.scope();
    Activation code = activation(scope);
    for (Stmt statement : body(scope)) {
      if (givesValue(statement, binding.name())) {
        try {
          machine.statements().run(List.of(statement), code);
        } catch (Raised raised) {
          return PythonValue.unknown();
        }
      }
    }
    return code.names()
        .find(binding.name())
        .filter(value -> !value.equals(PythonValue.unknown()))
        .orElseGet(() -> machine.assumptions().symbol(binding.name()));
  }

  private static List<Stmt> body(Scope scope) {
    return switch (scope.node()) {
      case Node.Module module -> module.body();
      case Stmt.ClassDef type -> type.body();
      default -> List.of();
    };
  }

  /** Whether a statement assigns a name, or an element or attribute of what it names. */
  private static boolean givesValue(Stmt statement, String name) {
    return switch (statement) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(t -> isOf(t, name));
      case Stmt.AnnAssign assign -> assign.value().isPresent() && isOf(assign.target(), name);
      case Stmt.AugAssign assign -> isOf(assign.target(), name);
      case Stmt.ExprStmt call ->
          call.value() instanceof Expr.Call made
              && made.callee() instanceof Expr.Attribute method
              && isOf(method.value(), name);
      default -> false;
    };
  }

  private static boolean isOf(Expr target, String name) {
    return switch (target) {
      case Expr.Name own -> own.name().equals(name);
      case Expr.Subscript subscript -> isOf(subscript.value(), name);
      case Expr.Attribute attribute -> isOf(attribute.value(), name);
      case Expr.Tuple tuple -> tuple.elements().stream().anyMatch(e -> isOf(e, name));
      case Expr.ListExpr list -> list.elements().stream().anyMatch(e -> isOf(e, name));
      default -> false;
    };
  }

  /** Code of a module or class itself. */
  Activation activation(Scope scope) {
    return new Activation(
        scope.module(),
        new Environment(Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        "",
        machine.library().holds(scope.module()));
  }
}
