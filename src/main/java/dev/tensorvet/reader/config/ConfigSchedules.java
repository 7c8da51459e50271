package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigSchedule;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds lengths of schedules in a configuration that gives the number of epochs as well, where the
 * code steps the schedule once in each of them.
 */
final class ConfigSchedules {

  /** A number of the configuration that code makes a scheduler with. */
  private record Length(DataNode.Scalar value, Expr.Call scheduler, SourceModule module) {}

  /** A number of the configuration that a loop counts up to. */
  private record Turns(DataNode.Scalar value, Stmt.For loop, SourceModule module) {}

  private final ConfigLoads loads;
  private final Callers callers;

  ConfigSchedules(ConfigLoads loads, Callers callers) {
    this.loads = loads;
    this.callers = callers;
  }

  List<ConfigSchedule> in(SourceModule config) {
    if (config.parsed().documents().size() != 1) {
      return List.of();
    }
    List<Length> lengths = new ArrayList<>();
    List<Turns> turns = new ArrayList<>();
    for (ConfigLoads.Load load : loads.of(config)) {
      if (load.isOfFile() == Proof.YES) {
        ConfigFlow.follow(
            load,
            config.parsed().documents().getFirst(),
            callers,
            (value, at, module) -> {
              if (value instanceof DataNode.Scalar scalar && scalar.value() instanceof Long) {
                length(scalar, at, module).ifPresent(lengths::add);
                turns(scalar, at, module).ifPresent(turns::add);
              }
            });
      }
    }
    return lengths.stream()
        .flatMap(
            length ->
                turns.stream()
                    .filter(each -> isLonger(each, length) && stepsInEachTurn(length, each))
                    .limit(1)
                    .map(each -> schedule(length, each, config)))
        .toList();
  }

  private static Optional<Length> length(DataNode.Scalar value, Expr at, SourceModule module) {
    return CodeCalls.taking(at, module)
        .filter(
            call ->
                CodeCalls.library(call.callee(), module)
                    .flatMap(Schedulers::turningPoint)
                    .flatMap(parameter -> CodeCalls.argument(call, parameter))
                    .filter(given -> given.id() == at.id())
                    .isPresent())
        .map(call -> new Length(value, call, module));
  }

  private static Optional<Turns> turns(DataNode.Scalar value, Expr at, SourceModule module) {
    return module.tree().parent(at).orElse(at) instanceof Expr.Call call
            && call.arguments().size() == 1
            && CodeCalls.isCall(call, PythonFunctions::counts, module)
            && module.tree().parent(call).orElse(call) instanceof Stmt.For loop
            && loop.iterable().id() == call.id()
        ? Optional.of(new Turns(value, loop, module))
        : Optional.empty();
  }

  private static boolean isLonger(Turns turns, Length length) {
    return turns.module() == length.module()
        && (Long) turns.value().value() > (Long) length.value().value();
  }

  /** Whether the scheduler steps in each turn of a loop once, and nowhere else in the file. */
  private static boolean stepsInEachTurn(Length length, Turns turns) {
    SourceModule module = length.module();
    Optional<String> name =
        module
            .tree()
            .parent(length.scheduler())
            .filter(parent -> parent instanceof Stmt.Assign kept && kept.targets().size() == 1)
            .map(parent -> CodeCalls.text(((Stmt.Assign) parent).targets().getFirst(), module));
    List<Expr.Call> steps = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, member) -> {
          if (member.name().equals(Schedulers.STEPS)
              && name.filter(CodeCalls.text(member.value(), module)::equals).isPresent()) {
            steps.add(call);
          }
        });
    return steps.size() == 1
        && steps.getFirst().arguments().isEmpty()
        && CodeCalls.around(steps.getFirst(), module.tree()).stream()
            .filter(node -> !(node instanceof Stmt.ExprStmt))
            .findFirst()
            .filter(node -> node.id() == turns.loop().id())
            .isPresent();
  }

  private static ConfigSchedule schedule(Length length, Turns turns, SourceModule config) {
    return new ConfigSchedule(
        new Place(config.file(), length.value().span()),
        written(length.value(), config),
        CodeCalls.text(length.scheduler().callee(), length.module()),
        new Place(config.file(), turns.value().span()),
        written(turns.value(), config));
  }

  /** A value with its key, as it is written. */
  private static String written(DataNode.Scalar value, SourceModule config) {
    String text = config.file().text(value.span());
    return DataNodes.mappings(config.parsed().documents()).stream()
        .flatMap(mapping -> mapping.written().stream())
        .filter(entry -> entry.value() == value)
        .findFirst()
        .map(entry -> entry.name() + ": " + text)
        .orElse(text);
  }
}
