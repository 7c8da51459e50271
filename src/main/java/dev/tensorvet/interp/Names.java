package dev.tensorvet.interp;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.reader.query.Flags;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** What names of modules, classes and libraries stand for while code runs. */
final class Names {

  private static final int LAST = Integer.MAX_VALUE;

  private final Machine machine;
  private final Map<Moment, PythonValue> variables = new HashMap<>();

  /** The flags that the command line of a program has, by the file that reads them. */
  private final Map<SourceModule, Map<String, Optional<Flags.Default>>> flags = new HashMap<>();

  /**
   * A variable between two statements that make it another.
   *
   * @param end where the next of these begins
   */
  private record Moment(Binding variable, int end) {}

  Names(Machine machine) {
    this.machine = machine;
  }

  /** The values that were found so far, for a run that goes on from here. */
  void takeOver(Names other) {
    variables.putAll(other.variables);
  }

  /** A name at its place: a local one, or what the module means by it. */
  PythonValue value(Expr.Name name, Activation code) {
    return code.names()
        .find(name.name())
        .orElseGet(
            () -> {
              Entity entity = code.module().resolve(name);
              return entity instanceof VariableEntity variable
                  ? variable(
                      variable.binding(),
                      Optional.of(name).filter(use -> isOf(variable.binding(), code.module())))
                  : entity instanceof LibraryEntity ? imported(name, entity, code) : value(entity);
            });
  }

  /**
   * What one of several imports brings that stand in for one another: the first of which more is
   * known than a name.
   */
  private PythonValue imported(Expr.Name name, Entity first, Activation code) {
    PythonValue brought = value(first);
    if (!(brought instanceof PythonValue.Library)) {
      return brought;
    }
    Optional<Binding> binding = code.module().scopeAt(name).visible(name.name());
    if (binding.filter(found -> found.sites().size() > 1).isEmpty()) {
      return brought;
    }
    return binding.get().sites().stream()
        .filter(site -> site.kind() == BindingSite.Kind.IMPORT)
        .filter(site -> site.node() instanceof Node.Alias)
        .map(site -> value(code.module().imported((Node.Alias) site.node())))
        .filter(value -> !(value instanceof PythonValue.Library))
        .filter(value -> !value.equals(PythonValue.unknown()))
        .findFirst()
        .orElse(brought);
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

  // --- variables of code that is not being called

  /**
   * The value of a variable of a module or class: what the statements that mention it as their
   * target leave, in the order of the text. Of a function that nobody runs, a local name has one
   * only if the code shows no other.
   */
  PythonValue variable(Binding binding) {
    return variable(binding, Optional.empty());
  }

  /** The value at a use; a function may be called at any time, and so sees the last one. */
  private PythonValue variable(Binding binding, Optional<Expr.Name> use) {
    Moment moment = new Moment(binding, use.map(at -> nextChange(binding, at)).orElse(LAST));
    PythonValue known = variables.get(moment);
    if (known != null) {
      return known;
    }
    // A variable whose value needs itself has none.
    variables.put(moment, PythonValue.unknown());
    PythonValue value =
        switch (binding.scope().kind()) {
          case MODULE, CLASS -> run(binding, moment.end());
          case FUNCTION -> local(binding);
          default -> PythonValue.unknown();
        };
    variables.put(moment, value);
    return value;
  }

  /** What another file imports is what it is at its end. */
  private static boolean isOf(Binding binding, SourceModule module) {
    return binding.scope().module() == module;
  }

  /** Where, behind a use in the code of a module itself, the variable is made another. */
  private int nextChange(Binding binding, Expr.Name use) {
    Scope scope = binding.scope();
    boolean isInPlace =
        scope.kind() == Scope.Kind.MODULE
            && binding.sites().size() > 1
            && scope.module().scopeAt(use) == scope;
    return isInPlace
        ? body(scope).stream()
            .filter(s -> s.start() > use.start() && makesAnother(s, binding.name()))
            .mapToInt(Stmt::start)
            .findFirst()
            .orElse(LAST)
        : LAST;
  }

  private static boolean makesAnother(Stmt statement, String name) {
    return Stream.concat(Stream.of(statement), nested(statement))
        .anyMatch(
            s ->
                switch (s) {
                  case Stmt.Assign assign ->
                      assign.targets().stream().anyMatch(t -> isItself(t, name));
                  case Stmt.AnnAssign assign ->
                      assign.value().isPresent() && isItself(assign.target(), name);
                  case Stmt.AugAssign assign -> isItself(assign.target(), name);
                  default -> false;
                });
  }

  private static boolean isItself(Expr target, String name) {
    return switch (target) {
      case Expr.Name own -> own.name().equals(name);
      case Expr.Tuple tuple -> tuple.elements().stream().anyMatch(e -> isItself(e, name));
      case Expr.ListExpr list -> list.elements().stream().anyMatch(e -> isItself(e, name));
      default -> false;
    };
  }

  private PythonValue local(Binding binding) {
    if (binding.sites().size() != 1) {
      return PythonValue.unknown();
    }
    return switch (binding.sites().getFirst().kind()) {
      case ASSIGNMENT, WITH -> run(binding, LAST);
      case PARAMETER -> passed(binding);
      default -> PythonValue.unknown();
    };
  }

  private PythonValue run(Binding binding, int end) {
    boolean isOne = binding.sites().size() == 1;
    for (BindingSite site : binding.sites()) {
      boolean isPlain =
          switch (site.kind()) {
            case ASSIGNMENT, ANNOTATION, WITH -> true;
            case ELSEWHERE -> isOne;
            default -> false;
          };
      if (!isPlain) {
        return PythonValue.unknown();
      }
    }
    Scope own = binding.scope();
    Set<Scope> scopes = new LinkedHashSet<>(List.of(own));
    // A function may give a value to a name of its module.
    binding.sites().forEach(site -> scopes.add(own.module().scopeAt(site.node())));
    return scopes.stream()
        .flatMap(scope -> run(binding.name(), scope, scope == own ? end : LAST).stream())
        .findFirst()
        .filter(value -> !value.equals(PythonValue.unknown()))
        .orElseGet(() -> machine.assumptions().symbol(binding.name()));
  }

  private Optional<PythonValue> run(String name, Scope scope, int end) {
    Activation code = activation(scope);
    try {
      for (Stmt statement : body(scope)) {
        if (statement.start() < end) {
          follow(statement, name, code);
        }
      }
    } catch (Raised raised) {
      return Optional.of(PythonValue.unknown());
    }
    return code.names().find(name);
  }

  /**
   * Runs what of a statement gives the name its value. How often a loop does that is not known, nor
   * whether an exception is caught: what the name stands for behind them may be anything.
   */
  private void follow(Stmt statement, String name, Activation code) {
    List<Expr> registering = registering(statement, name);
    if (!registering.isEmpty()) {
      PythonValue registered = value(code.module().definition(statement));
      registering.forEach(
          decorator ->
              machine
                  .calls()
                  .call(
                      machine.expressions().value(decorator, code),
                      Arguments.of(registered),
                      name));
    } else if (givesValue(statement, name) || asksWhatHolds(statement, name, code)) {
      machine.statements().run(List.of(statement), code);
    } else if (givesOn(statement, name)) {
      code.names().find(name).ifPresent(machine.documents()::lose);
    } else if (nested(statement).anyMatch(inner -> mayChange(inner, name, code))) {
      if (statement instanceof Stmt.If branch && nested(branch).allMatch(Names::isStraight)) {
        machine.statements().run(List.of(part(branch, name)), code);
      } else {
        machine.branching().touch(code.names());
        code.names().set(name, PythonValue.unknown());
      }
    }
  }

  /**
   * The decorators of a definition that are of what a name stands for: {@code @layers.add("a")}.
   */
  private static List<Expr> registering(Stmt statement, String name) {
    List<Expr> decorators =
        switch (statement) {
          case Stmt.FunctionDef function -> function.decorators();
          case Stmt.ClassDef type -> type.decorators();
          default -> List.of();
        };
    return decorators.stream()
        .filter(
            decorator ->
                (decorator instanceof Expr.Call call ? call.callee() : decorator)
                        instanceof Expr.Attribute method
                    && isOf(method.value(), name))
        .toList();
  }

  /** Whether a method that is called for its result may change what a name holds. */
  private static boolean asksWhatHolds(Stmt statement, String name, Activation code) {
    return statement instanceof Stmt.Assign assign
        && assign.value() instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && isOf(method.value(), name)
        && code.names().find(name).filter(Names::isHolding).isPresent();
  }

  private static boolean isHolding(PythonValue value) {
    return value instanceof ListValue
        || value instanceof DictValue
        || (value instanceof Instance object && !object.isModule());
  }

  /** The statements of the same code that stand in a statement, at any depth. */
  private static Stream<Stmt> nested(Stmt statement) {
    List<Stmt> inner = new ArrayList<>();
    List<Node> open = new ArrayList<>(List.of(statement));
    while (!open.isEmpty()) {
      Node next = open.removeLast();
      if (holdsSameCode(next)) {
        next.forEachChild(
            child -> {
              if (child instanceof Stmt found) {
                inner.add(found);
              }
              open.add(child);
            });
      }
    }
    return inner.stream();
  }

  private static boolean holdsSameCode(Node node) {
    return switch (node) {
      case Stmt.FunctionDef function -> false;
      case Stmt.ClassDef type -> false;
      case Stmt own -> true;
      case Node.ExceptHandler handler -> true;
      case Node.MatchCase match -> true;
      default -> false;
    };
  }

  /** A method changes what holds others; what it does to a model leaves it the same model. */
  private static boolean mayChange(Stmt statement, String name, Activation code) {
    return givesValue(statement, name)
        && (!(statement instanceof Stmt.ExprStmt)
            || code.names()
                .find(name)
                .filter(value -> value instanceof ListValue || value instanceof DictValue)
                .isPresent());
  }

  private static boolean isStraight(Stmt statement) {
    return switch (statement) {
      case Stmt.For loop -> false;
      case Stmt.While loop -> false;
      case Stmt.Try attempt -> false;
      case Stmt.With with -> false;
      case Stmt.Match match -> false;
      default -> true;
    };
  }

  /** A branch with nothing in it but what gives the name its value. */
  private static Stmt.If part(Stmt.If branch, String name) {
    return new Stmt.If(
        branch.id(),
        branch.start(),
        branch.end(),
        branch.test(),
        part(branch.body(), name),
        part(branch.orElse(), name));
  }

  private static List<Stmt> part(List<Stmt> block, String name) {
    List<Stmt> part = new ArrayList<>();
    for (Stmt statement : block) {
      if (statement instanceof Stmt.If inner) {
        part.add(part(inner, name));
      } else if (givesValue(statement, name)) {
        part.add(statement);
      }
    }
    return part;
  }

  /** The statements that run whenever the code does. */
  List<Stmt> body(Scope scope) {
    SourceModule module = scope.module();
    return switch (scope.node()) {
      case Node.Module file -> unconditional(file.body(), module).toList();
      case Stmt.ClassDef type -> type.body();
      case Stmt.FunctionDef function -> unconditional(function.body(), module).toList();
      default -> List.of();
    };
  }

  private Stream<Stmt> unconditional(List<Stmt> body, SourceModule module) {
    return body.stream()
        .flatMap(
            statement ->
                switch (statement) {
                  case Stmt.With with ->
                      Stream.concat(Stream.of(opening(with)), unconditional(with.body(), module));
                  case Stmt.Try attempt when asksForOther(attempt, module) ->
                      unconditional(attempt.handlers().getFirst().body(), module);
                  case Stmt.Try attempt -> unconditional(attempt.body(), module);
                  case Stmt.If script when MainGuard.is(script.test()) ->
                      unconditional(script.body(), module);
                  default -> Stream.of(statement);
                });
  }

  /** What a statement opens, without what it does with that. */
  private static Stmt.With opening(Stmt.With with) {
    return new Stmt.With(
        with.id(), with.start(), with.end(), with.isAsync(), with.items(), List.of());
  }

  /**
   * Whether code tries to import what nothing is known of, and goes on without: that way it can be
   * followed.
   */
  private boolean asksForOther(Stmt.Try attempt, SourceModule module) {
    return !attempt.handlers().isEmpty()
        && attempt.body().stream()
            .flatMap(
                statement ->
                    switch (statement) {
                      case Stmt.Import plain -> plain.names().stream();
                      case Stmt.ImportFrom from -> from.names().stream();
                      default -> Stream.<Node.Alias>empty();
                    })
            .map(module::imported)
            .anyMatch(
                entity -> entity instanceof LibraryEntity other && !machine.library().knows(other));
  }

  /**
   * What the only call that the code shows gives for a parameter, or the default of an option: that
   * need not be meant, and proves nothing.
   */
  private PythonValue passed(Binding parameter) {
    Optional<Passed.Written> given = Passed.to(parameter);
    Optional<Passed.Written> written = given.or(() -> Passed.byCommandLine(parameter));
    if (given.isEmpty() && written.isPresent()) {
      machine.assumptions().assume();
    }
    return written
        .flatMap(this::value)
        .orElseGet(() -> machine.assumptions().symbol(parameter.name()));
  }

  /** The default of a flag of the command line, which need not be meant either. */
  PythonValue flag(String name, SourceModule program) {
    return flags
        .computeIfAbsent(program, Flags::of)
        .getOrDefault(name, Optional.empty())
        .map(flag -> new Passed.Written(flag.value(), flag.module().scope()))
        .flatMap(
            written -> {
              machine.assumptions().assume();
              return value(written);
            })
        .orElseGet(() -> machine.assumptions().symbol(name));
  }

  private Optional<PythonValue> value(Passed.Written written) {
    try {
      return Optional.of(machine.expressions().value(written.expr(), activation(written.scope())));
    } catch (Raised raised) {
      return Optional.empty();
    }
  }

  /** Whether a statement assigns a name, or an element or attribute of what it names. */
  private static boolean givesValue(Stmt statement, String name) {
    return switch (statement) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(t -> isOf(t, name));
      case Stmt.AnnAssign assign -> assign.value().isPresent() && isOf(assign.target(), name);
      case Stmt.AugAssign assign -> isOf(assign.target(), name);
      case Stmt.With with ->
          with.body().isEmpty()
              && with.items().stream()
                  .flatMap(item -> item.target().stream())
                  .anyMatch(target -> isOf(target, name));
      case Stmt.ExprStmt call ->
          call.value() instanceof Expr.Call made
              && made.callee() instanceof Expr.Attribute method
              && isOf(method.value(), name);
      default -> false;
    };
  }

  /** {@code override(config, arguments)}, which is done for what it does to its arguments. */
  private static boolean givesOn(Stmt statement, String name) {
    return statement instanceof Stmt.ExprStmt alone
        && alone.value() instanceof Expr.Call call
        && !ConfigReaders.shows(
            call.callee() instanceof Expr.Attribute method
                ? method.name()
                : call.callee() instanceof Expr.Name function ? function.name() : "")
        && call.arguments().stream()
            .anyMatch(given -> given instanceof Expr.Name own && own.name().equals(name));
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
