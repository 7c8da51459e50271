package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Journals;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the code of a file writes down, watches, and makes repeatable or not. */
final class Journal {

  private final CodeView view;
  private final List<ClassEntity> frameworkModules;
  private final List<Keeping> keepings = new ArrayList<>();
  private final List<Place> lines = new ArrayList<>();
  private final List<Place> fastest = new ArrayList<>();
  private final Map<Randomness.Source, Place> seeded = new EnumMap<>(Randomness.Source.class);
  private final Map<Randomness.Source, Place> seededWhenRun =
      new EnumMap<>(Randomness.Source.class);
  private final Map<Randomness.Source, Place> drawn = new EnumMap<>(Randomness.Source.class);

  /**
   * @param frameworkModules the file's modules whose loop a framework runs, which log by it
   */
  Journal(CodeView view, List<ClassEntity> frameworkModules) {
    this.view = view;
    this.frameworkModules = frameworkModules;
  }

  List<Keeping> keepings() {
    return keepings;
  }

  List<Place> lines() {
    return lines;
  }

  List<Place> fastest() {
    return fastest;
  }

  /** What is seeded for whoever imports the file. */
  Map<Randomness.Source, Place> seeded() {
    return seeded;
  }

  /** What is seeded only where the file itself is run. */
  Map<Randomness.Source, Place> seededWhenRun() {
    return seededWhenRun;
  }

  Map<Randomness.Source, Place> drawn() {
    return drawn;
  }

  void assign(Stmt.Assign assign) {
    if (assign.targets().getFirst() instanceof Expr.Attribute member) {
      Optional<String> name = view.library(member);
      boolean isOn = assign.value() instanceof Expr.BooleanLiteral flag && flag.value();
      if (name.filter(Randomness::triesAlgorithms).isPresent() && isOn) {
        fastest.add(view.place(assign));
      } else if (name.filter(Randomness::isDeterminism).isPresent() && isOn) {
        keep(Keeping.Kind.SEEDED, view.line(assign), assign);
      }
    }
  }

  /** Takes in what a function gives: a step of an older Lightning returns what is logged. */
  void result(Stmt.Return result) {
    if (frameworkModules.stream().noneMatch(type -> holds(type, result))) {
      return;
    }
    for (Node.DictItem item : written(result.value().map(value -> (Node) value), result)) {
      if (item.key().filter(Journal::isReturnedToLog).isPresent()) {
        String names =
            written(Optional.of(item.value()), result).stream()
                .flatMap(each -> each.key().stream())
                .filter(Expr.StringLiteral.class::isInstance)
                .map(key -> ((Expr.StringLiteral) key).value())
                .collect(Collectors.joining(", "));
        keep(Keeping.Kind.LOGGED, names.isEmpty() ? view.line(item.value()) : names, item.value());
      }
    }
  }

  private static boolean holds(ClassEntity type, Node node) {
    return type.node().start() <= node.start() && node.end() <= type.node().end();
  }

  private static boolean isReturnedToLog(Expr key) {
    return key instanceof Expr.StringLiteral text && Journals.isReturnedToLog(text.value());
  }

  /** What a dict holds, which may have a name in the function that uses it. */
  private List<Node.DictItem> written(Optional<Node> value, Node use) {
    if (value.isPresent() && value.get() instanceof Expr.Dict dict) {
      return dict.items();
    }
    List<Node.DictItem> items = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof Expr.Name name) {
      view.module()
          .tree()
          .enclosingScope(use)
          .ifPresent(
              scope ->
                  Tree.walk(
                      scope,
                      node -> {
                        if (node instanceof Stmt.Assign assign
                            && assign.targets().getFirst() instanceof Expr.Name target
                            && target.name().equals(name.name())
                            && assign.value() instanceof Expr.Dict dict) {
                          items.addAll(dict.items());
                        }
                      }));
    }
    return items;
  }

  void call(Expr.Call call, String name, Optional<String> library) {
    boolean isMethod = call.callee() instanceof Expr.Attribute;
    randomness(call, name, library);
    boolean isOfModule =
        isMethod
            && Journals.isLoggingOfModule(name)
            && ((Expr.Attribute) call.callee()).value() instanceof Expr.Name self
            && self.name().equals("self")
            && !frameworkModules.isEmpty();
    if (library.filter(Journals::logs).isPresent()
        || (isMethod && (Journals.isLogging(name) || draws(call)))
        || isOfModule) {
      keep(Keeping.Kind.LOGGED, what(call), call);
    } else if (library.filter(Journals::saves).isPresent()
        || (isMethod && Journals.isSaving(name))) {
      keep(Keeping.Kind.SAVED, view.line(call), call);
    } else if (library.filter(Randomness::seedsCard).isPresent()
        || library.flatMap(Randomness::seeded).isPresent()
        || library.filter(Randomness::demandsDeterminism).isPresent()
        || Journals.isSeeding(name)) {
      keep(Keeping.Kind.SEEDED, view.line(call), call);
    } else if (Journals.writesLine(name) && !isConstant(call) && !isOfError(call)) {
      lines.add(view.place(call));
    }
    for (Node.Keyword keyword : call.keywords()) {
      if (keyword.name().filter(Journals::isMonitor).isPresent()
          && keyword.value() instanceof Expr.StringLiteral value) {
        keep(Keeping.Kind.MONITORED, value.value(), call);
      }
    }
  }

  /** Whether a line tells what went wrong. */
  private boolean isOfError(Expr.Call line) {
    return view.around(line).stream().anyMatch(Node.ExceptHandler.class::isInstance);
  }

  /** Whether a line says the same in every run. */
  private static boolean isConstant(Expr.Call line) {
    return line.arguments().stream()
        .noneMatch(
            given ->
                Tree.holds(
                    given,
                    node ->
                        node instanceof Expr.Name
                            || node instanceof Expr.Call
                            || node instanceof Expr.Attribute));
  }

  /** Whether a call draws into a page that shows how a run goes. */
  private static boolean draws(Expr.Call call) {
    return call.keywords().stream()
        .anyMatch(keyword -> keyword.name().filter(Journals::isWindow).isPresent());
  }

  /** What is written down: the name that the call gives it, or the names in the dict. */
  private String what(Expr.Call call) {
    Optional<Expr> first = call.arguments().stream().findFirst();
    if (first.isPresent() && first.get() instanceof Expr.StringLiteral text) {
      return text.value();
    }
    if (first.isPresent() && first.get() instanceof Expr.Dict dict) {
      List<String> keys =
          dict.items().stream()
              .flatMap(item -> item.key().stream())
              .filter(Expr.StringLiteral.class::isInstance)
              .map(key -> ((Expr.StringLiteral) key).value())
              .toList();
      if (!keys.isEmpty()) {
        return String.join(", ", keys);
      }
    }
    if (first.isPresent()
        && first.get() instanceof Expr.Call dict
        && CodeView.name(dict).equals("dict")
        && dict.keywords().stream().anyMatch(keyword -> keyword.name().isPresent())) {
      return dict.keywords().stream()
          .flatMap(keyword -> keyword.name().stream())
          .collect(Collectors.joining(", "));
    }
    return view.line(call);
  }

  private void keep(Keeping.Kind kind, String what, Node node) {
    keepings.add(new Keeping(kind, what, view.place(node)));
  }

  private void randomness(Expr.Call call, String name, Optional<String> library) {
    Set<Randomness.Source> sources = EnumSet.noneOf(Randomness.Source.class);
    library.flatMap(Randomness::seeded).ifPresent(sources::add);
    // Whoever is called so seeds all that his library knows of.
    if (Journals.isSeeding(name) && !Randomness.seedsTensors(name)) {
      sources.addAll(EnumSet.allOf(Randomness.Source.class));
    }
    if (!sources.isEmpty()) {
      Map<Randomness.Source, Place> to = view.isInMainGuard(call) ? seededWhenRun : seeded;
      sources.forEach(source -> to.putIfAbsent(source, view.place(call)));
    }
    library
        .flatMap(Randomness::drawn)
        .ifPresent(source -> drawn.putIfAbsent(source, view.place(call)));
  }
}
