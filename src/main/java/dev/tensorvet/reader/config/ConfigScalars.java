package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigScalar;
import dev.tensorvet.facts.ConfigScalar.Kind;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Finds values that PyYAML, and OmegaConf after it, read as something else than they look like. */
final class ConfigScalars {

  private final ConfigLoads loads;
  private final Callers callers;

  ConfigScalars(ConfigLoads loads, Callers callers) {
    this.loads = loads;
    this.callers = callers;
  }

  List<ConfigScalar> in(SourceModule config) {
    if (config.file().language() != Language.YAML || !isReadByPython(config)) {
      return List.of();
    }
    IdentityHashMap<DataNode, Place> uses = new IdentityHashMap<>();
    List<ConfigScalar> found = new ArrayList<>();
    boolean isFollowed = false;
    for (DataNode.Mapping mapping : DataNodes.mappings(config.parsed().documents())) {
      for (DataNode.Entry entry : mapping.written()) {
        if (entry.value() instanceof DataNode.Sequence list) {
          words(entry.name(), list, config).forEach(found::add);
        }
        if (entry.value() instanceof DataNode.Scalar scalar && scalar.isPlain()) {
          String text = config.file().text(scalar.span());
          Optional<String> truth = ConfigReaders.truth(text);
          if (truth.isPresent() && !isFollowed) {
            uses = uses(config);
            isFollowed = true;
          }
          Optional<Place> use = Optional.ofNullable(uses.get(scalar));
          String key = entry.name();
          truth
              .filter(reading -> use.isPresent())
              .ifPresent(r -> found.add(scalar(key, scalar, r, Kind.WORD, config, use)));
          ConfigReaders.octal(text)
              .ifPresent(r -> found.add(scalar(key, scalar, r, Kind.OCTAL, config, use)));
          ConfigReaders.sexagesimal(text)
              .ifPresent(r -> found.add(scalar(key, scalar, r, Kind.TIME, config, use)));
        }
      }
    }
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return found;
  }

  /** Whether code of the project reads YAML, and nobody by the newer rules. */
  private boolean isReadByPython(SourceModule config) {
    return (loads.isMentioned(ConfigReaders.PYYAML, config)
            || loads.isMentioned(ConfigReaders.OMEGACONF, config)
            || loads.isMentioned(ConfigReaders.HYDRA, config))
        && !loads.isMentioned(ConfigReaders.NEWER, config);
  }

  private static ConfigScalar scalar(
      String key,
      DataNode.Scalar value,
      String reading,
      Kind kind,
      SourceModule config,
      Optional<Place> use) {
    return new ConfigScalar(
        new Place(config.file(), value.span()),
        key,
        config.file().text(value.span()),
        reading,
        kind,
        use);
  }

  /** A truth value among short words, of which it looks like one: languages and countries. */
  private static List<ConfigScalar> words(String key, DataNode.Sequence list, SourceModule config) {
    List<ConfigScalar> found = new ArrayList<>();
    boolean isOfWords =
        list.elements().size() > 1
            && list.elements().stream()
                .allMatch(
                    each ->
                        each instanceof DataNode.Scalar scalar
                            && scalar.value() instanceof String text
                            && text.matches("[A-Za-z]{2,3}"))
            && list.elements().stream().anyMatch(each -> truth(each, config).isEmpty());
    if (isOfWords) {
      for (DataNode each : list.elements()) {
        truth(each, config)
            .ifPresent(
                reading ->
                    found.add(
                        scalar(
                            key,
                            (DataNode.Scalar) each,
                            reading,
                            Kind.WORD,
                            config,
                            Optional.empty())));
      }
    }
    return found;
  }

  private static Optional<String> truth(DataNode value, SourceModule config) {
    return value instanceof DataNode.Scalar scalar && scalar.isPlain()
        ? ConfigReaders.truth(config.file().text(scalar.span()))
        : Optional.empty();
  }

  /** Where code compares a value with the text that is written. */
  private IdentityHashMap<DataNode, Place> uses(SourceModule config) {
    IdentityHashMap<DataNode, Place> found = new IdentityHashMap<>();
    if (config.parsed().documents().size() == 1) {
      for (ConfigLoads.Load load : loads.of(config)) {
        ConfigFlow.follow(
            load,
            config.parsed().documents().getFirst(),
            callers,
            (value, at, module) -> {
              if (value instanceof DataNode.Scalar scalar
                  && isComparedWith(config.file().text(scalar.span()), at, module)) {
                found.putIfAbsent(value, CodeCalls.place(at, module));
              }
            });
      }
    }
    return found;
  }

  private static boolean isComparedWith(String text, Expr at, SourceModule module) {
    return module.tree().parent(at).orElse(at) instanceof Expr.Compare comparison
        && (isText(comparison.left(), text)
            || comparison.comparators().stream().anyMatch(other -> isText(other, text)));
  }

  private static boolean isText(Expr value, String text) {
    return switch (value) {
      case Expr.StringLiteral literal -> literal.value().equals(text);
      case Expr.ListExpr list -> list.elements().stream().anyMatch(each -> isText(each, text));
      case Expr.Tuple tuple -> tuple.elements().stream().anyMatch(each -> isText(each, text));
      case Expr.Set set -> set.elements().stream().anyMatch(each -> isText(each, text));
      default -> false;
    };
  }
}
