package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.Optional;
import java.util.Set;

/**
 * Tells where graphs may be off: in a block under a context that may switch them, under a
 * decorator, or in a function that some code names, to call it or to pass it on, where they may be.
 */
final class GraphSwitches {

  private static final int MOST_CALLERS = 3;

  private static final Set<String> SWITCHES = Effects.words(Effect.SET_GRADIENT);

  private final Project project;
  private final Mentions mentions;

  GraphSwitches(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  /** Whether it cannot be told that a graph is built where a piece of code runs. */
  boolean mayBeOff(Node at, SourceModule module) {
    return SWITCHES.stream().anyMatch(module.file().text()::contains) || mayBeOff(at, module, 0);
  }

  private boolean mayBeOff(Node at, SourceModule module, int depth) {
    if (CodeCalls.around(at, module.tree()).stream().anyMatch(node -> isSwitch(node, module))) {
      return true;
    }
    Optional<FunctionEntity> function = function(at, module);
    return function.isPresent()
        && (isDecorated(function.get())
            || (depth < MOST_CALLERS && isNamedWithoutGraph(function.get(), depth)));
  }

  private static Optional<FunctionEntity> function(Node at, SourceModule module) {
    return module
        .tree()
        .enclosingScope(at)
        .map(module::definition)
        .filter(FunctionEntity.class::isInstance)
        .map(FunctionEntity.class::cast);
  }

  /** Whether a block is under a context that switches graphs off, or may do so. */
  private static boolean isSwitch(Node node, SourceModule module) {
    return node instanceof Stmt.With with
        && with.items().stream()
            .map(Node.WithItem::context)
            .map(context -> context instanceof Expr.Call call ? call.callee() : context)
            .anyMatch(context -> maySwitch(CodeCalls.library(context, module)));
  }

  private static boolean maySwitch(Optional<String> context) {
    Optional<Effect> effect = context.flatMap(Effects::of);
    return context.isEmpty()
        || effect.filter(e -> e == Effect.NO_GRADIENT || e == Effect.SET_GRADIENT).isPresent();
  }

  private static boolean isDecorated(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef def
        && !def.decorators().isEmpty()
        && !function.isStatic()
        && !function.isClassMethod()
        && !function.isProperty();
  }

  private boolean isNamedWithoutGraph(FunctionEntity function, int depth) {
    String name =
        function.name().equals("__init__")
            ? function.owner().map(ClassEntity::name).orElse(function.name())
            : function.name();
    return mentions
        .filesWith(name, function.module())
        .map(
            files ->
                files.stream()
                    .flatMap(file -> project.module(file).stream())
                    .anyMatch(other -> names(other, name, depth)))
        .orElse(true);
  }

  private boolean names(SourceModule module, String name, int depth) {
    return module
        .tree()
        .holds(
            node ->
                switch (node) {
                  case Expr.Name used ->
                      used.name().equals(name) && mayBeOff(used, module, depth + 1);
                  case Expr.Attribute used ->
                      used.name().equals(name) && mayBeOff(used, module, depth + 1);
                  default -> false;
                });
  }
}
