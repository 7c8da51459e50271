package dev.tensorvet.interp;

import dev.tensorvet.reader.query.CommandFunction;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the calls that the code shows give for the parameters of a function that nobody runs. */
final class Passed {

  /** Files that call a function; one that more call has no one caller. */
  private static final int MOST_CALLING_FILES = 20;

  private Passed() {}

  /** An expression and the scope that it is evaluated in. */
  record Written(Expr expr, Scope scope) {}

  private record Caller(Expr.Call call, SourceModule module) {

    Written written(Expr argument) {
      return new Written(argument, module.scopeAt(call));
    }
  }

  /**
   * What the only call of a function gives for a parameter; empty where there is not one call. The
   * object of a method is what the only call of its class makes.
   */
  static Optional<Written> to(Binding parameter) {
    SourceModule module = parameter.scope().module();
    if (!(module.definition(parameter.scope().node()) instanceof FunctionEntity function)) {
      return Optional.empty();
    }
    boolean isReceiver = function.selfName().equals(Optional.of(parameter.name()));
    List<Caller> callers = isReceiver ? callers(function.owner().orElseThrow()) : callers(function);
    if (callers.size() != 1) {
      return Optional.empty();
    }
    Caller caller = callers.getFirst();
    return isReceiver
        ? Optional.of(caller.written(caller.call()))
        : given(parameter.name(), function, caller);
  }

  /** The default of the option of a command line that a parameter is. */
  static Optional<Written> byCommandLine(Binding parameter) {
    SourceModule module = parameter.scope().module();
    return module.definition(parameter.scope().node()) instanceof FunctionEntity function
        ? CommandFunction.of(function)
            .flatMap(command -> command.otherwise(parameter.name()))
            .map(value -> new Written(value, module.scope()))
        : Optional.empty();
  }

  /** The calls of a function, or of the class that it is the constructor of; none of a method. */
  private static List<Caller> callers(FunctionEntity function) {
    if (function.owner().isEmpty()) {
      return callers(function, function.name(), function.module());
    }
    return function.name().equals("__init__") ? callers(function.owner().get()) : List.of();
  }

  private static List<Caller> callers(ClassEntity type) {
    return callers(type, type.name(), type.module());
  }

  private static List<Caller> callers(Entity called, String name, SourceModule own) {
    List<Caller> here = callers(called, own).toList();
    List<SourceModule> others = here.isEmpty() ? own.othersWith(name) : List.<SourceModule>of();
    return others.isEmpty() || others.size() > MOST_CALLING_FILES
        ? here
        : others.stream().flatMap(module -> callers(called, module)).toList();
  }

  private static Stream<Caller> callers(Entity called, SourceModule module) {
    return module.callsOf(called).stream().map(call -> new Caller(call, module));
  }

  private static Optional<Written> given(String name, FunctionEntity function, Caller caller) {
    Expr.Call call = caller.call();
    List<Node.Parameter> parameters =
        function.parameters().all().stream().skip(function.owner().isPresent() ? 1 : 0).toList();
    for (int i = 0; i < parameters.size(); i++) {
      Node.Parameter parameter = parameters.get(i);
      if (parameter.name().equals(name)) {
        boolean isPlaced =
            i < call.arguments().size()
                && parameter.kind() != Node.ParameterKind.VAR_POSITIONAL
                && call.arguments().stream().noneMatch(Expr.Starred.class::isInstance);
        return isPlaced
            ? Optional.of(caller.written(call.arguments().get(i)))
            : call.keyword(name)
                .map(caller::written)
                .or(
                    () ->
                        parameter
                            .defaultValue()
                            .map(value -> new Written(value, function.module().scope())));
      }
    }
    return Optional.empty();
  }
}
