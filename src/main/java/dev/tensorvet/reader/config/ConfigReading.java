package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigGap;
import dev.tensorvet.facts.ConfigLeftover;
import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.config.ConfigLoads.Load;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the code of a project reads of one configuration, against what is written in it. */
final class ConfigReading {

  /** What the code asks of one mapping. */
  private static final class Asked {
    private final Set<String> keys = new TreeSet<>();

    /** What it can do without, or sets itself. */
    private final Set<String> spared = new HashSet<>();
  }

  /** A key is read that is not there. */
  private record Miss(DataNode.Mapping mapping, String key, Expr at, SourceModule module) {}

  /** All that a mapping holds is given to a call. */
  private record Spread(DataNode.Mapping mapping, Expr.Call call, SourceModule module) {}

  private final SourceModule config;
  private final Optional<HydraComposition> composition;
  private final IdentityHashMap<DataNode, Asked> asked = new IdentityHashMap<>();
  private final Set<DataNode> changeable = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<DataNode> shared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Miss> misses = new ArrayList<>();
  private final List<Spread> spreads = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();

  private ConfigReading(SourceModule config, Optional<HydraComposition> composition) {
    this.config = config;
    this.composition = composition;
  }

  /** Follows a configuration from all places that read this very file. */
  static ConfigReading of(SourceModule config, List<Load> loads, Callers callers) {
    ConfigReading reading = new ConfigReading(config, Optional.empty());
    List<DataNode> documents = config.parsed().documents();
    if (documents.size() == 1) {
      for (Load load : loads) {
        if (load.isOfFile() == Proof.YES) {
          reading.follow(load, documents.getFirst(), callers);
        }
      }
    }
    return reading;
  }

  /** Follows what Hydra makes of several files from all programs that begin with this one. */
  static ConfigReading of(
      SourceModule config, List<Load> loads, HydraComposition composition, Callers callers) {
    ConfigReading reading = new ConfigReading(config, Optional.of(composition));
    loads.forEach(load -> reading.follow(load, composition.root(), callers));
    return reading;
  }

  private void follow(Load load, DataNode root, Callers callers) {
    loads.add(load);
    ConfigFlow.follow(
        load,
        root,
        callers,
        new ConfigFlow.Visitor() {
          @Override
          public void visit(DataNode value, Expr at, SourceModule module) {}

          @Override
          public void ask(
              DataNode.Mapping mapping,
              String key,
              boolean isNeeded,
              Expr at,
              SourceModule module) {
            Asked here = asked.computeIfAbsent(mapping, m -> new Asked());
            here.keys.add(key);
            if (!isNeeded) {
              here.spared.add(key);
            } else if (mapping.get(key).isEmpty()) {
              misses.add(new Miss(mapping, key, at, module));
            }
          }

          @Override
          public void lose(DataNode.Mapping mapping, boolean isWhole) {
            shared.add(mapping);
            if (isWhole) {
              changeable.add(mapping);
            }
          }

          @Override
          public void spread(DataNode.Mapping mapping, Expr.Call call, SourceModule module) {
            spreads.add(new Spread(mapping, call, module));
          }
        });
  }

  // --- what is not there

  List<ConfigGap> gaps() {
    List<ConfigGap> found = new ArrayList<>();
    for (Miss miss : misses) {
      Asked here = Optional.ofNullable(asked.get(miss.mapping())).orElseGet(Asked::new);
      if (!changeable.contains(miss.mapping())
          && !here.spared.contains(miss.key())
          && isStraight(miss.at(), miss.module())) {
        found.add(
            new ConfigGap(
                place(miss.mapping()),
                miss.key(),
                CodeCalls.place(miss.at(), miss.module()),
                composition.isEmpty() && isAtLoad(miss),
                near(miss, here)));
      }
    }
    return found;
  }

  private Optional<Place> near(Miss miss, Asked here) {
    if (shared.contains(miss.mapping()) || composition.isPresent()) {
      return Optional.empty();
    }
    Set<String> unread =
        miss.mapping().written().stream()
            .map(DataNode.Entry::name)
            .filter(name -> !here.keys.contains(name))
            .collect(Collectors.toSet());
    return Distance.nearest(miss.key(), unread)
        .flatMap(
            name ->
                miss.mapping().written().stream().filter(e -> e.name().equals(name)).findFirst())
        .map(entry -> new Place(config.file(), entry.key()));
  }

  /** The key that a mapping stands under; the beginning of the file for the whole of it. */
  private Place place(DataNode.Mapping mapping) {
    if (composition.isPresent()) {
      return new Place(
          config.file(), composition.get().place(mapping).orElseGet(() -> new Span(0, 0)));
    }
    for (DataNode.Mapping around : DataNodes.mappings(config.parsed().documents())) {
      for (DataNode.Entry entry : around.written()) {
        if (entry.value() == mapping) {
          return new Place(config.file(), entry.key());
        }
      }
    }
    int start = mapping.written().isEmpty() ? 0 : mapping.written().getFirst().key().start();
    int end = mapping.written().isEmpty() ? 0 : mapping.written().getFirst().key().end();
    return new Place(config.file(), new Span(start, end));
  }

  /** Whether nothing decides if a place in the code is come to, once its function runs. */
  private static boolean isStraight(Node at, SourceModule module) {
    for (Node node : CodeCalls.around(at, module.tree())) {
      boolean decides =
          switch (node) {
            case Stmt.If choice -> !MainGuard.is(choice.test());
            case Stmt.Try attempt -> true;
            case Stmt.While loop -> true;
            case Stmt.Match match -> true;
            case Expr.IfExp choice -> true;
            case Expr.BoolOp operation -> true;
            case Expr.ListComp all -> true;
            case Expr.DictComp all -> true;
            case Expr.GeneratorExp all -> true;
            default -> false;
          };
      if (decides) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is read where the configuration is, with no way out before. */
  private boolean isAtLoad(Miss miss) {
    return loads.stream()
        .anyMatch(
            load ->
                load.module() == miss.module()
                    && isStraight(load.start(), load.module())
                    && scope(load.start(), load.module()).equals(scope(miss.at(), miss.module()))
                    && !mayLeave(load.start().end(), miss.at(), miss.module()));
  }

  private static Optional<Node> scope(Node at, SourceModule module) {
    return module.tree().enclosingScope(at);
  }

  private static boolean mayLeave(int from, Expr at, SourceModule module) {
    return Tree.holds(
        scope(at, module).orElse(module.tree().root()),
        node ->
            node.start() > from
                && node.end() < at.start()
                && (node instanceof Stmt.Return
                    || node instanceof Stmt.Raise
                    || node instanceof Stmt.Continue
                    || node instanceof Stmt.For));
  }

  // --- what is given on

  /** The calls that get all that a mapping holds, and nothing that code has put there. */
  List<ConfigTarget> spreads() {
    List<ConfigTarget> found = new ArrayList<>();
    for (Spread spread : spreads) {
      if (!changeable.contains(spread.mapping())) {
        Asked here = Optional.ofNullable(asked.get(spread.mapping())).orElseGet(Asked::new);
        found.add(
            ConfigTargets.of(
                spread.call(),
                spread.module(),
                spread.mapping(),
                here.spared,
                place(spread.mapping())));
      }
    }
    return found;
  }

  // --- what nobody reads

  /**
   * @param isKnownToOthers whether code that is not followed may read the file
   */
  List<ConfigLeftover> leftovers(boolean isKnownToOthers) {
    if (loads.isEmpty() || isKnownToOthers) {
      return List.of();
    }
    Load load = loads.getFirst();
    Set<Place> misspelt =
        gaps().stream().flatMap(gap -> gap.near().stream()).collect(Collectors.toSet());
    List<ConfigLeftover> found = new ArrayList<>();
    for (DataNode.Mapping mapping : DataNodes.mappings(config.parsed().documents())) {
      Optional<Asked> here = Optional.ofNullable(asked.get(mapping));
      if (here.isPresent() && !shared.contains(mapping)) {
        for (DataNode.Entry entry : mapping.written()) {
          if (!here.get().keys.contains(entry.name())
              && isSetting(entry)
              && !misspelt.contains(new Place(config.file(), entry.key()))) {
            found.add(
                new ConfigLeftover(
                    new Place(config.file(), entry.key()),
                    entry.name(),
                    CodeCalls.place(load.start(), load.module())));
          }
        }
      }
    }
    return found;
  }

  /** Whether a key is there to be read: not a merge, a note, or what others are made of. */
  private boolean isSetting(DataNode.Entry entry) {
    int end = Math.max(entry.key().end(), entry.value().span().start() + 1);
    String before = config.file().text().substring(entry.key().end(), end);
    return !entry.name().equals(DataNode.Mapping.MERGE)
        && !entry.name().startsWith("_")
        && !entry.name().matches("(?i)name|description|version|notes?|comments?|author|date|title")
        && before.indexOf('&') < 0;
  }
}
