package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigRefusal;
import dev.tensorvet.facts.ConfigRefusal.Reason;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.ParameterRange;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds values of a configuration that a library does not take where the code gives them. */
final class ConfigRefusals {

  private final ConfigLoads loads;
  private final Callers callers;

  ConfigRefusals(ConfigLoads loads, Callers callers) {
    this.loads = loads;
    this.callers = callers;
  }

  List<ConfigRefusal> in(SourceModule config) {
    if (config.parsed().documents().size() != 1) {
      return List.of();
    }
    SortedMap<Span, ConfigRefusal> found = new TreeMap<>();
    for (ConfigLoads.Load load : loads.of(config)) {
      if (load.isOfFile() == Proof.YES) {
        ConfigFlow.follow(
            load,
            config.parsed().documents().getFirst(),
            callers,
            (value, at, module) -> {
              if (value instanceof DataNode.Scalar scalar) {
                refusal(scalar, at, module, config)
                    .ifPresent(refused -> found.putIfAbsent(scalar.span(), refused));
              }
            });
      }
    }
    return List.copyOf(found.values());
  }

  private static Optional<ConfigRefusal> refusal(
      DataNode.Scalar value, Expr at, SourceModule module, SourceModule config) {
    return CodeCalls.taking(at, module).flatMap(call -> refusal(value, at, call, module, config));
  }

  private static Optional<ConfigRefusal> refusal(
      DataNode.Scalar value, Expr at, Expr.Call call, SourceModule module, SourceModule config) {
    return CodeCalls.library(call.callee(), module).stream()
        .flatMap(name -> ParameterRange.of(name).stream())
        .filter(
            range ->
                CodeCalls.argument(call, range.parameter())
                    .filter(given -> given.id() == at.id())
                    .isPresent())
        .findFirst()
        .flatMap(
            range ->
                reason(value, range, config)
                    .map(
                        reason ->
                            new ConfigRefusal(
                                new Place(config.file(), value.span()),
                                config.file().text(value.span()),
                                range.parameter().name(),
                                CodeCalls.text(call.callee(), module),
                                CodeCalls.place(at, module),
                                reason)));
  }

  private static Optional<Reason> reason(
      DataNode.Scalar value, ParameterRange range, SourceModule config) {
    return switch (value.value()) {
      case Number number when !range.isTruth() && !range.holds(number.doubleValue()) ->
          Optional.of(number.doubleValue() < range.from() ? Reason.TOO_SMALL : Reason.TOO_LARGE);
      // What PyYAML takes for a text without quotes, another rule tells.
      case String text when !range.isTruth() && !value.isPlain() && isNumber(text) ->
          Optional.of(Reason.TEXT);
      case String text when range.isTruth() && text.matches("(?i)false|no|off|0") ->
          value.isPlain() && ConfigReaders.truth(config.file().text(value.span())).isPresent()
              ? Optional.empty()
              : Optional.of(Reason.TRUE_TEXT);
      default -> Optional.empty();
    };
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");
  }
}
