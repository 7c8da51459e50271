package dev.tensorvet.semantic;

import dev.tensorvet.source.Location;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of a file as text, for whoever works on them: each scope with what it binds and what
 * that stands for, each class with its bases, its order and its attributes.
 */
public final class NameText {

  private static final String INDENT = "  ";

  private final SourceModule module;
  private final Map<Scope, List<Scope>> inner = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private NameText(SourceModule module) {
    this.module = module;
    for (Scope scope : module.names().scopes()) {
      scope
          .parent()
          .ifPresent(around -> inner.computeIfAbsent(around, s -> new ArrayList<>()).add(scope));
    }
  }

  /** Ends with a line end. */
  public static String of(SourceModule module) {
    NameText names = new NameText(module);
    names.scope(module.scope(), "");
    return names.text.toString();
  }

  private void scope(Scope scope, String indent) {
    text.append(indent).append(title(scope)).append('\n');
    String deeper = indent + INDENT;
    scope.definition().ifPresent(entity -> definition(entity, deeper));
    for (Binding binding : scope.bindings()) {
      String meaning =
          module.project().resolver().named(scope, binding.name()).map(NameText::name).orElse("");
      String places = binding.sites().stream().map(this::place).collect(Collectors.joining(", "));
      line(deeper, binding.name() + ": " + places + " -> " + meaning);
    }
    scope.starImports().forEach(from -> line(deeper, "*: " + at(from)));
    inner.getOrDefault(scope, List.of()).forEach(each -> scope(each, deeper));
  }

  private String title(Scope scope) {
    String kind = scope.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String what =
        scope.kind() == Scope.Kind.MODULE
            ? module.name()
            : scope.definition().map(NameText::ownName).orElse("");
    return (kind + " " + what).strip() + " " + at(scope.node());
  }

  private static String ownName(Entity entity) {
    return switch (entity) {
      case ClassEntity type -> type.name();
      case FunctionEntity function -> function.name();
      default -> "";
    };
  }

  private void definition(Entity entity, String indent) {
    switch (entity) {
      case ClassEntity type -> {
        if (!type.bases().isEmpty()) {
          line(indent, "bases " + names(type.bases()));
        }
        line(
            indent, "order " + names(type.mro().linear()) + (type.mro().isComplete() ? "" : ", ?"));
        for (String attribute : type.attributeNames()) {
          String places =
              type.attributeSites(attribute).stream()
                  .map(s -> s.method().map(m -> m.name() + " ").orElse("") + at(s.node()))
                  .collect(Collectors.joining(", "));
          line(indent, "attribute " + attribute + ": " + places);
        }
      }
      case FunctionEntity function -> {
        if (!function.decorators().isEmpty()) {
          line(indent, "decorators " + names(function.decorators()));
        }
      }
      default -> {}
    }
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }

  private static String names(List<Entity> entities) {
    return entities.stream().map(NameText::name).collect(Collectors.joining(", "));
  }

  static String name(Entity entity) {
    return switch (entity) {
      case ClassEntity type -> "class " + type.qualifiedName();
      case FunctionEntity function -> "function " + function.qualifiedName();
      case ModuleEntity module -> "module " + module.qualifiedName();
      case LibraryEntity library -> library.qualifiedName();
      case VariableEntity variable -> "variable";
      case UnknownEntity unknown -> "?";
    };
  }

  private String place(BindingSite site) {
    return site.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + at(site.node());
  }

  private Location at(Node node) {
    return module.file().locate(node.start());
  }
}
