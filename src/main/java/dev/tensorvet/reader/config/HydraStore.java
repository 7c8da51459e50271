package dev.tensorvet.reader.config;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configurations that the code of a project gives to Hydra's store: the fields of dataclasses,
 * each under a name and perhaps in a group, as files of a folder are.
 */
record HydraStore(List<Stored> all) {

  /** Nobody nests settings deeper. */
  private static final int DEEPEST = 6;

  /**
   * A configuration that is stored.
   *
   * @param group that it is an option of, with slashes; empty where it is of none
   * @param place that it goes to, if code says so
   * @param type whose fields are its keys
   */
  record Stored(String group, String name, Optional<String> place, ClassEntity type) {}

  HydraStore {
    all = List.copyOf(all);
  }

  /** Empty where code stores what is not known. */
  static Optional<HydraStore> near(SourceModule config, Project project, Mentions mentions) {
    Optional<List<Path>> files = mentions.filesWith(ConfigReaders.HYDRA_STORE, config);
    List<Stored> found = new ArrayList<>();
    boolean isKnown = files.isPresent();
    for (Path file : files.orElse(List.of())) {
      Optional<SourceModule> module =
          project.module(file).filter(m -> !m.file().language().isData());
      if (module.isPresent() && !module.get().isTest()) {
        isKnown &= stored(module.get(), found);
      }
    }
    return isKnown ? Optional.of(new HydraStore(found)) : Optional.empty();
  }

  /** Whether all that a file stores is known. */
  private static boolean stored(SourceModule module, List<Stored> to) {
    List<Expr.Call> calls = new ArrayList<>();
    CodeCalls.eachMember(
        module,
        (call, member) -> {
          if (member.name().equals(ConfigReaders.HYDRA_STORES)) {
            calls.add(call);
          }
        });
    return calls.stream()
        .allMatch(
            call -> turns(call, module).stream().allMatch(turn -> stored(call, turn, module, to)));
  }

  /**
   * What the variables of a loop around a call stand for in each of its turns, where all of them
   * are written; of a call in no loop, the one time that it is made.
   */
  private static List<Map<String, Expr>> turns(Expr.Call call, SourceModule module) {
    Optional<Node> loop = CodeCalls.innermostLoop(call, module.tree());
    if (!(loop.orElse(call) instanceof Stmt.For each)) {
      return List.of(Map.of());
    }
    Expr all = each.iterable();
    boolean areItems =
        all instanceof Expr.Call items
            && items.callee() instanceof Expr.Attribute method
            && ConfigReaders.lists(method.name())
            && items.arguments().isEmpty();
    Expr written = areItems ? ((Expr.Attribute) ((Expr.Call) all).callee()).value() : all;
    return switch (CodeCalls.onlyValue(written, module).orElse(written)) {
      case Expr.ListExpr list ->
          list.elements().stream().map(element -> turn(each.target(), element)).toList();
      case Expr.Tuple list ->
          list.elements().stream().map(element -> turn(each.target(), element)).toList();
      case Expr.Dict dict
          when areItems
              && each.target() instanceof Expr.Tuple pair
              && pair.elements().size() == 2
              && dict.items().stream().allMatch(item -> item.key().isPresent()) ->
          dict.items().stream()
              .map(
                  item ->
                      Map.of(
                          variable(pair.elements().getFirst()), item.key().orElseThrow(),
                          variable(pair.elements().getLast()), item.value()))
              .toList();
      default -> List.of(Map.of());
    };
  }

  private static Map<String, Expr> turn(Expr target, Expr element) {
    if (!(target instanceof Expr.Tuple names)) {
      return Map.of(variable(target), element);
    }
    Map<String, Expr> turn = new HashMap<>();
    if (element instanceof Expr.Tuple values
        && values.elements().size() == names.elements().size()) {
      for (int i = 0; i < names.elements().size(); i++) {
        turn.put(variable(names.elements().get(i)), values.elements().get(i));
      }
    }
    return turn;
  }

  private static String variable(Expr target) {
    return target instanceof Expr.Name name ? name.name() : "";
  }

  private static boolean stored(
      Expr.Call call, Map<String, Expr> turn, SourceModule module, List<Stored> to) {
    Optional<Expr> node = given(call, ConfigReaders.STORED_NODE, turn);
    Optional<String> name = text(given(call, ConfigReaders.STORED_NAME, turn), module);
    Optional<Expr> group = given(call, ConfigReaders.STORED_GROUP, turn);
    Optional<Expr> place = given(call, ConfigReaders.STORED_PLACE, turn);
    Optional<ClassEntity> type = node.flatMap(given -> type(given, module));
    boolean isKnown =
        name.isPresent()
            && type.filter(t -> DataclassFields.of(t).isPresent()).isPresent()
            && isText(group)
            && isText(place)
            && !CodeCalls.isOpen(call);
    if (isKnown) {
      to.add(
          new Stored(
              text(group, module).orElse(""),
              name.get().replaceFirst("\\.yaml$", ""),
              text(place, module),
              type.orElseThrow()));
    }
    return isKnown;
  }

  private static Optional<Expr> given(Expr.Call call, Parameter parameter, Map<String, Expr> turn) {
    return CodeCalls.argument(call, parameter)
        .map(
            value ->
                value instanceof Expr.Name name ? turn.getOrDefault(name.name(), value) : value);
  }

  private static boolean isText(Optional<Expr> given) {
    return given
        .filter(e -> !(e instanceof Expr.StringLiteral) && !(e instanceof Expr.NoneLiteral))
        .isEmpty();
  }

  private static Optional<String> text(Optional<Expr> given, SourceModule module) {
    return given
        .map(e -> CodeCalls.onlyValue(e, module).orElse(e))
        .flatMap(
            e ->
                e instanceof Expr.StringLiteral literal
                    ? Optional.of(literal.value())
                    : Optional.empty());
  }

  /** {@code Config}, or an object of it. */
  private static Optional<ClassEntity> type(Expr node, SourceModule module) {
    Expr named = node instanceof Expr.Call made ? made.callee() : node;
    return module.resolve(named) instanceof ClassEntity type ? Optional.of(type) : Optional.empty();
  }

  /** Whether a group has an option of this name. */
  boolean has(String group, String option) {
    return all.stream().anyMatch(each -> each.group().equals(group) && each.name().equals(option));
  }

  /** What is stored in a group. */
  List<Stored> of(String group) {
    return all.stream().filter(each -> each.group().equals(group)).toList();
  }

  /** The group that the files of a folder are the options of. */
  static String group(Path folder) {
    return String.valueOf(folder).replace('\\', '/');
  }

  // --- what is in them

  /** Takes what the fields of a class are called, and whether each holds more of them. */
  interface Visitor {

    /**
     * @param path the names that lead to a field
     * @param isSection whether its own fields follow
     */
    void field(List<String> path, boolean isSection);
  }

  /** Shows the fields of what is stored, those in them included. */
  static void walk(Stored stored, List<String> place, Visitor visitor) {
    walk(stored.type(), place, 0, visitor);
  }

  private static void walk(ClassEntity type, List<String> place, int depth, Visitor visitor) {
    DataclassFields.of(type).stream()
        .flatMap(fields -> fields.own().values().stream())
        .filter(field -> !field.name().equals(HydraDefaults.KEY))
        .forEach(
            field -> {
              List<String> path = new ArrayList<>(place);
              path.add(field.name());
              Optional<ClassEntity> inner =
                  field.module().resolve(field.node().annotation()) instanceof ClassEntity of
                          && depth < DEEPEST
                          && DataclassFields.of(of).isPresent()
                      ? Optional.of(of)
                      : Optional.empty();
              visitor.field(path, inner.isPresent());
              inner.ifPresent(of -> walk(of, path, depth + 1, visitor));
            });
  }
}
