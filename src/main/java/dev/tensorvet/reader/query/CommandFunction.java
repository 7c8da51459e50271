package dev.tensorvet.reader.query;

import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A function that a library calls with what stands on the command line: its parameters are the
 * options of the program.
 *
 * @param isOpen whether there may be more options than these, or other commands beside it
 * @param isByParameters whether options are the names of the parameters, with dashes or without
 */
public record CommandFunction(
    FunctionEntity function, List<Option> options, boolean isOpen, boolean isByParameters) {

  public CommandFunction {
    options = List.copyOf(options);
  }

  /**
   * An option of it.
   *
   * @param names as they are typed; what stands at its place has its parameter's name alone
   * @param parameter the name of the parameter that gets its value
   * @param type as it is written
   * @param value its default, where that is written
   * @param declared where it is written
   */
  public record Option(
      List<String> names,
      String parameter,
      Optional<Expr> type,
      Optional<Expr> value,
      boolean isSwitch,
      Node declared) {

    public Option {
      names = List.copyOf(names);
    }
  }

  /** Empty for a function that nothing calls so. */
  public static Optional<CommandFunction> of(FunctionEntity function) {
    return CommandLines.mayCallFunctions(function.module().file().text())
        ? of(function, handed(function.module()))
        : Optional.empty();
  }

  private static Optional<CommandFunction> of(FunctionEntity function, List<Handed> handed) {
    return function.owner().isEmpty() && function.node() instanceof Stmt.FunctionDef def
        ? decorated(function, def)
            .or(() -> kept(function, def))
            .or(() -> given(function, def, handed))
        : Optional.empty();
  }

  /** The commands of a file, in the order of the text. */
  public static List<CommandFunction> in(SourceModule module) {
    if (!CommandLines.mayCallFunctions(module.file().text())) {
      return List.of();
    }
    List<Handed> handed = handed(module);
    return module.functions().stream().flatMap(each -> of(each, handed).stream()).toList();
  }

  /** What the function gets for a parameter when nobody says otherwise. */
  public Optional<Expr> otherwise(String parameter) {
    return options.stream()
        .filter(option -> option.parameter().equals(parameter))
        .findFirst()
        .flatMap(Option::value);
  }

  // --- decorators that declare an option each

  private static Optional<CommandFunction> decorated(
      FunctionEntity function, Stmt.FunctionDef def) {
    SourceModule module = function.module();
    List<Option> options = new ArrayList<>();
    boolean isCommand = false;
    boolean isOpen = false;
    for (Expr decorator : def.decorators()) {
      Expr called = decorator instanceof Expr.Call call ? call.callee() : decorator;
      Optional<String> library = CodeCalls.library(called, module);
      if (decorator instanceof Expr.Call call
          && library.filter(CommandLines::isOption).isPresent()) {
        option(call, library.get()).ifPresent(options::add);
        isOpen |= CodeCalls.isOpen(call);
        isCommand = true;
      } else if (library.filter(CommandLines::isPlainDecorator).isPresent()) {
        isOpen |= decorator instanceof Expr.Call call && changesOptions(call);
        isCommand = true;
      } else {
        isOpen = true;
      }
    }
    return isCommand
        ? Optional.of(new CommandFunction(function, options, isOpen, false))
        : Optional.empty();
  }

  private static boolean changesOptions(Expr.Call command) {
    return command.keywords().stream()
        .anyMatch(k -> k.name().filter(CommandLines::isOfManual).isEmpty());
  }

  private static Optional<Option> option(Expr.Call call, String library) {
    List<String> names = new ArrayList<>();
    String plain = "";
    for (Expr given : call.arguments()) {
      if (given instanceof Expr.StringLiteral text) {
        if (text.value().startsWith("-") || CommandLines.isPlaced(library)) {
          names.addAll(List.of(text.value().split("/")));
        } else {
          plain = text.value();
        }
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    boolean isSwitch =
        CodeCalls.is(call.keyword("is_flag"), true)
            || call.arguments().stream()
                .anyMatch(a -> a instanceof Expr.StringLiteral t && t.value().contains("/-"));
    return Optional.of(
        new Option(
            names.stream().map(String::strip).toList(),
            plain.isEmpty() ? parameter(names) : plain,
            call.keyword("type"),
            call.keyword("default"),
            isSwitch,
            call));
  }

  private static String parameter(List<String> names) {
    String name =
        names.stream().filter(n -> n.startsWith("--")).findFirst().orElse(names.getFirst());
    return name.replaceFirst("^-+", "").replace('-', '_').toLowerCase(Locale.ROOT);
  }

  // --- parameters that are options

  /** {@code @app.command()} */
  private static Optional<CommandFunction> kept(FunctionEntity function, Stmt.FunctionDef def) {
    SourceModule module = function.module();
    if (def.decorators().stream().noneMatch(d -> isKeeping(d, module))) {
      return Optional.empty();
    }
    long commands =
        module.functions().stream()
            .filter(
                f ->
                    f.node() instanceof Stmt.FunctionDef other
                        && other.decorators().stream().anyMatch(d -> isKeeping(d, module)))
            .count();
    boolean isOpen =
        commands > 1
            || def.decorators().size() > 1
            || (def.decorators().getFirst() instanceof Expr.Call call && changesOptions(call));
    return Optional.of(new CommandFunction(function, parameters(def, module), isOpen, false));
  }

  private static boolean isKeeping(Expr decorator, SourceModule module) {
    return decorator instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && method.name().equals(CommandLines.COMMAND)
        && CodeCalls.onlyValue(method.value(), module)
            .filter(app -> CodeCalls.isCall(app, CommandLines::keepsCommands, module))
            .isPresent();
  }

  /**
   * {@code fire.Fire(main)}
   *
   * @param caller the library's function
   */
  private record Handed(Expr function, String caller) {}

  private static List<Handed> handed(SourceModule module) {
    List<Handed> handed = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (CommandLines.callsFunction(name)
              && call.arguments().size() == 1
              && call.keywords().isEmpty()) {
            handed.add(new Handed(call.arguments().getFirst(), name));
          }
        });
    return handed;
  }

  private static Optional<CommandFunction> given(
      FunctionEntity function, Stmt.FunctionDef def, List<Handed> handed) {
    SourceModule module = function.module();
    List<String> callers =
        handed.stream()
            .filter(each -> function.equals(module.resolve(each.function())))
            .map(Handed::caller)
            .toList();
    if (callers.isEmpty()) {
      return Optional.empty();
    }
    boolean isByParameters = CommandLines.namesAll(callers.getFirst());
    boolean isOpen =
        callers.size() > 1
            || !def.decorators().isEmpty()
            || def.parameters().all().stream()
                .anyMatch(p -> p.kind() == Node.ParameterKind.VAR_KEYWORD);
    List<Option> options =
        isByParameters
            ? def.parameters().all().stream()
                .map(p -> parameter(p, List.of("--" + p.name()), p.defaultValue()))
                .toList()
            : parameters(def, module);
    return Optional.of(new CommandFunction(function, options, isOpen, isByParameters));
  }

  private static List<Option> parameters(Stmt.FunctionDef def, SourceModule module) {
    return def.parameters().all().stream().map(p -> described(p, module)).toList();
  }

  /** {@code lr: float = typer.Option(0.1, "--rate")}, and a default that stands alone. */
  private static Option described(Node.Parameter parameter, SourceModule module) {
    Optional<Expr.Call> description =
        parameter
            .defaultValue()
            .filter(Expr.Call.class::isInstance)
            .map(Expr.Call.class::cast)
            .filter(call -> CodeCalls.isCall(call, CommandLines::describesOption, module));
    String plain = "--" + parameter.name().replace('_', '-');
    if (description.isEmpty()) {
      List<String> names =
          parameter.defaultValue().isEmpty()
              ? List.of(parameter.name())
              : isBoolean(parameter)
                  ? List.of(plain, plain.replaceFirst("--", "--no-"))
                  : List.of(plain);
      return parameter(parameter, names, parameter.defaultValue());
    }
    Expr.Call call = description.get();
    boolean isPlaced =
        module.resolve(call.callee()) instanceof LibraryEntity library
            && CommandLines.isPlaced(library.qualifiedName());
    List<String> written =
        call.arguments().stream()
            .skip(1)
            .flatMap(
                a ->
                    a instanceof Expr.StringLiteral text
                        ? Stream.of(text.value().split("/"))
                        : Stream.empty())
            .map(String::strip)
            .toList();
    List<String> names =
        isPlaced
            ? List.of(parameter.name())
            : !written.isEmpty()
                ? written
                : isBoolean(parameter)
                    ? List.of(plain, plain.replaceFirst("--", "--no-"))
                    : List.of(plain);
    Optional<Expr> value =
        call.arguments().stream()
            .findFirst()
            .or(() -> call.keyword("default"))
            .filter(v -> !(v instanceof Expr.EllipsisLiteral));
    return parameter(parameter, names, value);
  }

  private static Option parameter(
      Node.Parameter parameter, List<String> names, Optional<Expr> value) {
    return new Option(
        names, parameter.name(), parameter.annotation(), value, isBoolean(parameter), parameter);
  }

  private static boolean isBoolean(Node.Parameter parameter) {
    return parameter
        .annotation()
        .filter(type -> type instanceof Expr.Name name && name.name().equals("bool"))
        .isPresent();
  }
}
