package dev.tensorvet.requirement;

import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what {@code setup.py} and {@code setup.cfg} ask for. */
final class SetupFiles {

  /** One name leads to the next at most so often. */
  private static final int MOST_NAMES = 4;

  private final SourceModule script;
  private final List<Requirement> found = new ArrayList<>();

  private SetupFiles(SourceModule script) {
    this.script = script;
  }

  /** The lists of a {@code setup.py}, also those that are picked out of a table. */
  static List<Requirement> script(SourceModule script) {
    SetupFiles reader = new SetupFiles(script);
    script
        .tree()
        .walk(
            node -> {
              if (node instanceof Node.Keyword keyword
                  && keyword
                      .name()
                      .filter(n -> n.equals("install_requires") || n.equals("extras_require"))
                      .isPresent()) {
                reader.collect(keyword.value(), 0);
              }
            });
    return reader.found;
  }

  private void collect(Expr value, int names) {
    switch (value) {
      case Expr.StringLiteral text -> Requirement.pep508(text.value()).ifPresent(found::add);
      case Expr.ListExpr list -> list.elements().forEach(element -> collect(element, names));
      case Expr.Tuple tuple -> tuple.elements().forEach(element -> collect(element, names));
      case Expr.Dict dict -> dict.items().forEach(item -> collect(item.value(), names));
      case Expr.BinOp sum -> {
        collect(sum.left(), names);
        collect(sum.right(), names);
      }
      case Expr.Name name when names < MOST_NAMES ->
          assigned(name).forEach(assigned -> collect(assigned, names + 1));
      case Expr.DictComp table -> collectSources(table.generators(), names);
      case Expr.ListComp list -> collectSources(list.generators(), names);
      case Expr.GeneratorExp all -> collectSources(all.generators(), names);
      case Expr.Subscript item when item.index() instanceof Expr.StringLiteral key ->
          pick(item.value(), Set.of(key.value()), names);
      case Expr.Call call when call.callee() instanceof Expr.Name function ->
          picker(function)
              .ifPresent(
                  table ->
                      pick(
                          table,
                          call.arguments().stream()
                              .filter(Expr.StringLiteral.class::isInstance)
                              .map(text -> ((Expr.StringLiteral) text).value())
                              .collect(Collectors.toSet()),
                          names));
      default -> {}
    }
  }

  private void collectSources(List<Node.Comprehension> generators, int names) {
    generators.forEach(each -> collect(each.iterable(), names));
  }

  /** What stands in a table under these keys: under its own name, or as the item of a dict. */
  private void pick(Expr table, Set<String> keys, int names) {
    SetupFiles all = new SetupFiles(script);
    if (table instanceof Expr.Name name && names < MOST_NAMES) {
      assigned(name)
          .flatMap(value -> value instanceof Expr.Dict dict ? items(dict, keys) : Stream.of(value))
          .forEach(value -> all.collect(value, names + 1));
    }
    Set<String> wanted = keys.stream().map(Requirement::normalized).collect(Collectors.toSet());
    all.found.stream().filter(one -> wanted.contains(one.name())).forEach(found::add);
  }

  private static Stream<Expr> items(Expr.Dict dict, Set<String> keys) {
    return dict.items().stream()
        .filter(
            item ->
                item.key().orElse(item.value()) instanceof Expr.StringLiteral key
                    && keys.contains(key.value()))
        .map(Node.DictItem::value);
  }

  /** What a name is given: itself, and under keys of its own. */
  private Stream<Expr> assigned(Expr.Name name) {
    Stream<Expr> whole =
        script.scopeAt(name).visible(name.name()).stream()
            .flatMap(b -> b.sites().stream())
            .map(BindingSite::value)
            .flatMap(Optional::stream);
    List<Expr> parts = new ArrayList<>();
    script
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Subscript part
                  && part.value() instanceof Expr.Name own
                  && own.name().equals(name.name())) {
                parts.add(assign.value());
              }
            });
    return Stream.concat(whole, parts.stream());
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
