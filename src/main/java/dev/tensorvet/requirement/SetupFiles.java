package dev.tensorvet.requirement;

import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what {@code setup.py} and {@code setup.cfg} ask for. */
final class SetupFiles {

  /** One name leads to the next at most so often. */
  private static final int MOST_NAMES = 4;

  private final SourceModule script;
  private final Map<String, List<Entry>> entries = new HashMap<>();
  private final Map<String, List<Requirement>> contents = new HashMap<>();

  private SetupFiles(SourceModule script) {
    this.script = script;
  }

  /** What a name is given, under a key of its own or as a whole. */
  private record Entry(Optional<String> key, Expr value) {

    boolean isUnder(Set<String> keys) {
      return key.filter(keys::contains).isPresent();
    }
  }

  /** The lists of a {@code setup.py}, also those that are picked out of a table. */
  static List<Requirement> script(SourceModule script) {
    SetupFiles reader = new SetupFiles(script);
    List<Requirement> found = new ArrayList<>();
    script
        .tree()
        .walk(
            node -> {
              if (node instanceof Node.Keyword keyword
                  && keyword
                      .name()
                      .filter(n -> n.equals("install_requires") || n.equals("extras_require"))
                      .isPresent()) {
                found.addAll(reader.in(keyword.value(), 0));
              }
            });
    return found;
  }

  private List<Requirement> in(Expr value, int names) {
    return switch (value) {
      case Expr.StringLiteral text -> Requirement.pep508(text.value()).stream().toList();
      case Expr.ListExpr list -> in(list.elements(), names);
      case Expr.Tuple tuple -> in(tuple.elements(), names);
      case Expr.Dict dict -> in(dict.items().stream().map(Node.DictItem::value).toList(), names);
      case Expr.BinOp sum -> in(List.of(sum.left(), sum.right()), names);
      case Expr.Name name when names < MOST_NAMES -> under(name, names + 1);
      case Expr.DictComp table -> inSources(table.generators(), names);
      case Expr.ListComp list -> inSources(list.generators(), names);
      case Expr.GeneratorExp all -> inSources(all.generators(), names);
      case Expr.Subscript item when item.index() instanceof Expr.StringLiteral key ->
          picked(item.value(), Set.of(key.value()), names);
      case Expr.Call call when call.callee() instanceof Expr.Name function ->
          picker(function)
              .map(
                  table ->
                      picked(
                          table,
                          call.arguments().stream()
                              .filter(Expr.StringLiteral.class::isInstance)
                              .map(text -> ((Expr.StringLiteral) text).value())
                              .collect(Collectors.toSet()),
                          names))
              .orElse(List.of());
      default -> List.of();
    };
  }

  private List<Requirement> in(List<Expr> values, int names) {
    return values.stream().flatMap(value -> in(value, names).stream()).toList();
  }

  private List<Requirement> inSources(List<Node.Comprehension> generators, int names) {
    return in(generators.stream().map(Node.Comprehension::iterable).toList(), names);
  }

  /** All that a name holds, read once: a table is asked for many of its parts. */
  private List<Requirement> under(Expr.Name name, int names) {
    List<Requirement> known = contents.get(name.name());
    if (known == null) {
      // What is made of itself holds no more for it.
      contents.put(name.name(), List.of());
      known = in(entries(name).stream().map(Entry::value).toList(), names);
      contents.put(name.name(), known);
    }
    return known;
  }

  /** What stands in a table under these keys: its items, or libraries of these names. */
  private List<Requirement> picked(Expr table, Set<String> keys, int names) {
    if (!(table instanceof Expr.Name name) || names >= MOST_NAMES) {
      return List.of();
    }
    List<Expr> items =
        entries(name).stream().filter(entry -> entry.isUnder(keys)).map(Entry::value).toList();
    if (!items.isEmpty()) {
      return in(items, names + 1);
    }
    Set<String> wanted = keys.stream().map(Requirement::normalized).collect(Collectors.toSet());
    return under(name, names + 1).stream().filter(one -> wanted.contains(one.name())).toList();
  }

  private List<Entry> entries(Expr.Name name) {
    List<Entry> known = entries.get(name.name());
    if (known == null) {
      known = given(name);
      entries.put(name.name(), known);
    }
    return known;
  }

  private List<Entry> given(Expr.Name name) {
    List<Entry> given = new ArrayList<>();
    script.scopeAt(name).visible(name.name()).stream()
        .flatMap(b -> b.sites().stream())
        .map(BindingSite::value)
        .flatMap(Optional::stream)
        .forEach(
            value -> {
              if (value instanceof Expr.Dict dict) {
                dict.items()
                    .forEach(
                        item ->
                            given.add(
                                new Entry(item.key().flatMap(SetupFiles::text), item.value())));
              } else {
                given.add(new Entry(Optional.empty(), value));
              }
            });
    script
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Subscript part
                  && part.value() instanceof Expr.Name own
                  && own.name().equals(name.name())) {
                given.add(new Entry(text(part.index()), assign.value()));
              }
            });
    return given;
  }

  private static Optional<String> text(Expr key) {
    return key instanceof Expr.StringLiteral text ? Optional.of(text.value()) : Optional.empty();
  }

  /**
   * The table that a function of the script picks out of: {@code [deps[name] for name in names]}.
   */
  private Optional<Expr> picker(Expr.Name function) {
    return script.resolve(function) instanceof FunctionEntity picks
            && picks.node() instanceof Stmt.FunctionDef definition
            && definition.body().getLast() instanceof Stmt.Return result
            && result.value().orElse(function) instanceof Expr.ListComp list
            && list.element() instanceof Expr.Subscript item
        ? Optional.of(item.value())
        : Optional.empty();
  }

  /** The lines under {@code install_requires} and in {@code [options.extras_require]}. */
  static List<Requirement> config(String text) {
    List<Requirement> found = new ArrayList<>();
    String section = "";
    boolean isList = false;
    for (String line : text.lines().toList()) {
      String plain = line.replaceFirst("\\s[#;].*|^[#;].*", "").strip();
      if (line.startsWith("[")) {
        section = plain;
        isList = false;
      } else if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
        int equals = plain.indexOf('=');
        String key = equals < 0 ? plain : plain.substring(0, equals).strip();
        isList =
            section.equals("[options.extras_require]")
                || (section.equals("[options]") && key.equals("install_requires"));
        plain = equals < 0 ? "" : plain.substring(equals + 1).strip();
      }
      if (isList && !plain.isEmpty()) {
        Requirement.pep508(plain).ifPresent(found::add);
      }
    }
    return found;
  }
}
