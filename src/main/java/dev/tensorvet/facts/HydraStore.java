package dev.tensorvet.facts;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      if (module.isPresent() && !Relevance.isTest(module.get())) {
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
    return calls.stream().allMatch(call -> stored(call, module, to));
  }

  private static boolean stored(Expr.Call call, SourceModule module, List<Stored> to) {
    Optional<Expr> node = CodeCalls.argument(call, ConfigReaders.STORED_NODE);
    Optional<String> name = text(CodeCalls.argument(call, ConfigReaders.STORED_NAME), module);
    Optional<Expr> group = CodeCalls.argument(call, ConfigReaders.STORED_GROUP);
    Optional<Expr> place = CodeCalls.argument(call, ConfigReaders.STORED_PLACE);
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
