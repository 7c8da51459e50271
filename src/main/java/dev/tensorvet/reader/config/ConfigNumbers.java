package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigNumber;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds numbers of a configuration that PyYAML reads as texts. */
final class ConfigNumbers {

  /** What no text stands on either side of, whatever the other side is. */
  private static final Set<BinaryOperator> NEVER_OF_TEXT =
      Set.of(BinaryOperator.SUB, BinaryOperator.POW, BinaryOperator.FLOOR_DIV);

  /** What no text stands beside a number of. */
  private static final Set<BinaryOperator> NOT_WITH_NUMBER =
      Set.of(BinaryOperator.ADD, BinaryOperator.DIV, BinaryOperator.MULT);

  private final ConfigLoads loads;
  private final Callers callers;

  ConfigNumbers(ConfigLoads loads, Callers callers) {
    this.loads = loads;
    this.callers = callers;
  }

  List<ConfigNumber> in(SourceModule config) {
    Map<DataNode, String> texts = texts(config);
    if (texts.isEmpty()) {
      return List.of();
    }
    Map<DataNode, ConfigNumber> found = new HashMap<>();
    for (ConfigLoads.Load load : loads.byPyYaml(config)) {
      ConfigFlow.follow(
          load,
          config.parsed().documents().getFirst(),
          callers,
          (value, at, module) -> {
            Optional<String> number = Optional.ofNullable(texts.get(value));
            if (number.isPresent() && isNeeded(at, module)) {
              found.merge(
                  value,
                  new ConfigNumber(
                      new Place(config.file(), value.span()),
                      config.file().text(value.span()),
                      number.get(),
                      load.reader(),
                      CodeCalls.place(at, module),
                      load.isOfFile()),
                  ConfigNumbers::surer);
            }
          });
    }
    List<ConfigNumber> all = new ArrayList<>(found.values());
    all.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return all;
  }

  private static ConfigNumber surer(ConfigNumber one, ConfigNumber other) {
    return one.isOfFile() == Proof.YES ? one : other;
  }

  /** What PyYAML takes for a text and a reader for a number, with how it is to be written. */
  private static Map<DataNode, String> texts(SourceModule config) {
    Map<DataNode, String> texts = new HashMap<>();
    if (config.file().language() == Language.YAML) {
      for (DataNode.Mapping mapping : DataNodes.mappings(config.parsed().documents())) {
        for (DataNode.Entry entry : mapping.written()) {
          if (entry.value() instanceof DataNode.Scalar scalar && scalar.isPlain()) {
            ConfigReaders.asNumber(config.file().text(scalar.span()))
                .ifPresent(number -> texts.put(scalar, number));
          }
        }
      }
    }
    return texts;
  }

  /** Whether a number is needed where a value stands: a text there is an error. */
  private static boolean isNeeded(Expr at, SourceModule module) {
    return switch (module.tree().parent(at).orElse(at)) {
      case Expr.BinOp operation -> isArithmetic(operation, at);
      case Expr.UnaryOp minus -> minus.operator() == Expr.UnaryOperator.MINUS;
      case Expr.Compare comparison -> isOrder(comparison);
      case Node.Keyword keyword -> isOfTraining(module.tree().parent(keyword), module);
      case Expr.Call call when call.callee().id() != at.id() ->
          isOfTraining(Optional.of(call), module);
      default -> false;
    };
  }

  private static boolean isArithmetic(Expr.BinOp operation, Expr at) {
    Expr other = operation.left().id() == at.id() ? operation.right() : operation.left();
    return NEVER_OF_TEXT.contains(operation.operator())
        || (NOT_WITH_NUMBER.contains(operation.operator()) && other instanceof Expr.NumberLiteral);
  }

  private static boolean isOrder(Expr.Compare comparison) {
    boolean isOrder =
        comparison.operators().stream()
            .allMatch(
                operator ->
                    switch (operator) {
                      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
                      default -> false;
                    });
    return isOrder
        && (comparison.left() instanceof Expr.NumberLiteral
            || comparison.comparators().stream().anyMatch(Expr.NumberLiteral.class::isInstance));
  }

  /** Whether a call makes an optimizer or a scheduler, which compute with all numbers at once. */
  private static boolean isOfTraining(Optional<Node> call, SourceModule module) {
    return call.filter(
            node ->
                node instanceof Expr.Call made
                    && CodeCalls.library(made.callee(), module)
                        .filter(
                            name -> Optimizers.isOptimizer(name) || Schedulers.isScheduler(name))
                        .isPresent())
        .isPresent();
  }
}
