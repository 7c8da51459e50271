package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Yacs;
import dev.tensorvet.reader.config.ConfigSchema.Kind;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the settings that the programs of a project declare in nodes of yacs. */
final class YacsDefaults {

  private final Project project;
  private final Mentions mentions;

  YacsDefaults(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  /** The settings of each program; none where some program takes any. */
  List<ConfigSchema> near(SourceModule config) {
    List<ConfigSchema> found = new ArrayList<>();
    for (Path file : mentions.filesWith(Yacs.NODE, config).orElse(List.of())) {
      Optional<SourceModule> module =
          project.module(file).filter(m -> !m.file().language().isData() && !m.isTest());
      if (module.filter(m -> m.file().text().contains(Yacs.OPEN)).isPresent()) {
        return List.of();
      }
      module.ifPresent(m -> found.addAll(declared(m)));
    }
    return found.stream().filter(schema -> !schema.isEmpty()).toList();
  }

  private static List<ConfigSchema> declared(SourceModule module) {
    Map<String, ConfigSchema> roots = new LinkedHashMap<>();
    module
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Stmt.Assign assign when assign.targets().size() == 1 ->
                    declare(assign.targets().getFirst(), assign.value(), roots, module);
                case Stmt.AnnAssign assign ->
                    assign
                        .value()
                        .ifPresent(value -> declare(assign.target(), value, roots, module));
                default -> {}
              }
            });
    return List.copyOf(roots.values());
  }

  private static void declare(
      Expr target, Expr value, Map<String, ConfigSchema> roots, SourceModule module) {
    if (target instanceof Expr.Name name) {
      if (isNode(value, module)) {
        roots.put(name.name(), new ConfigSchema());
      }
      return;
    }
    List<Expr.Attribute> path = new ArrayList<>();
    Expr at = target;
    while (at instanceof Expr.Attribute member) {
      path.addFirst(member);
      at = member.value();
    }
    if (at instanceof Expr.Name root && roots.containsKey(root.name()) && !path.isEmpty()) {
      ConfigSchema section = roots.get(root.name());
      for (Expr.Attribute part : path.subList(0, path.size() - 1)) {
        section = section.declare(part.name(), Kind.SECTION, place(part, module));
      }
      section.declare(path.getLast().name(), kind(value, module), place(path.getLast(), module));
    }
  }

  private static Place place(Expr.Attribute member, SourceModule module) {
    return CodeCalls.place(member, module);
  }

  private static Kind kind(Expr value, SourceModule module) {
    return switch (value) {
      case Expr.NumberLiteral number ->
          number.text().matches("[0-9_]+")
              ? Kind.WHOLE
              : number.text().matches("(?i)[0-9_.]+(e[-+]?[0-9]+)?") ? Kind.FLOAT : Kind.ANY;
      case Expr.UnaryOp minus when minus.operator() == Expr.UnaryOperator.MINUS ->
          kind(minus.operand(), module);
      case Expr.StringLiteral text -> Kind.TEXT;
      case Expr.BooleanLiteral truth -> Kind.TRUTH;
      case Expr.ListExpr list -> Kind.LIST;
      case Expr.Tuple tuple -> Kind.LIST;
      case Expr.Call call when isNode(call, module) ->
          call.arguments().isEmpty() && call.keywords().isEmpty() ? Kind.SECTION : Kind.ANY;
      default -> Kind.ANY;
    };
  }

  private static boolean isNode(Expr value, SourceModule module) {
    return value instanceof Expr.Call call
        && switch (module.resolve(call.callee())) {
          case LibraryEntity library -> Yacs.isNode(library.qualifiedName());
          case ClassEntity type ->
              type.mro().linear().stream()
                  .anyMatch(
                      each ->
                          each instanceof LibraryEntity library
                              && Yacs.isNode(library.qualifiedName()));
          default -> false;
        };
  }
}
