package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which expressions make a layer: an object of a class that is a module. */
final class LayerValues {

  /** Functions that call functions that call functions: deeper than this is not followed. */
  private static final int DEEPEST = 4;

  private static final Entity NOTHING = new UnknownEntity();

  private final Frameworks frameworks;

  LayerValues(Frameworks frameworks) {
    this.frameworks = frameworks;
  }

  /** What an expression calls; a method of {@code self} is looked up in {@code type}. */
  private Optional<Entity> callee(Expr.Call call, SourceModule module, Optional<ClassEntity> type) {
    if (call.callee() instanceof Expr.Attribute member
        && member.value() instanceof Expr.Name self
        && self.name().equals("self")
        && type.isPresent()) {
      return type.get().lookup(member.name()) instanceof MethodLookup.Found found
          ? Optional.of(found.function())
          : Optional.empty();
    }
    return Optional.of(module.resolve(call.callee()));
  }

  /** Whether the expression surely makes a layer. */
  boolean isLayer(Expr value, SourceModule module, Optional<ClassEntity> type) {
    return isLayer(value, module, type, 0);
  }

  private boolean isLayer(Expr value, SourceModule module, Optional<ClassEntity> type, int depth) {
    if (depth > DEEPEST || !(value instanceof Expr.Call call)) {
      return false;
    }
    if (isChained(call)) {
      return isLayer(((Expr.Attribute) call.callee()).value(), module, type, depth + 1);
    }
    return switch (callee(call, module, type).orElse(NOTHING)) {
      case LibraryEntity library when Layers.givesBackLayer(library.qualifiedName()) ->
          !call.arguments().isEmpty()
              && isLayer(call.arguments().getFirst(), module, type, depth + 1);
      case LibraryEntity library -> isLayerClass(library.qualifiedName());
      case ClassEntity own -> frameworks.isModule(own) == Proof.YES;
      case FunctionEntity function -> givesLayer(function, type, depth);
      default -> false;
    };
  }

  /** {@code Layer().to(device)} */
  private static boolean isChained(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && Layers.givesBackItself(method.name())
        && method.value() instanceof Expr.Call;
  }

  private boolean isLayerClass(String name) {
    return !Layers.isBase(name)
        && frameworks
            .role(name)
            .filter(role -> role.isModule() && role != Role.LIGHTNING_MODULE)
            .isPresent();
  }

  /** Whether every way out of a function gives a layer. */
  private boolean givesLayer(FunctionEntity function, Optional<ClassEntity> type, int depth) {
    List<Expr> returned = new ArrayList<>();
    boolean[] isPlain = {function.node() instanceof Stmt.FunctionDef};
    Tree.walk(
        function.node(),
        node -> {
          switch (node) {
            case Stmt.FunctionDef inner when inner.id() != function.node().id() ->
                isPlain[0] = false;
            case Stmt.Return end -> {
              isPlain[0] &= end.value().isPresent();
              end.value().ifPresent(returned::add);
            }
            case Expr.Yield generator -> isPlain[0] = false;
            default -> {}
          }
        });
    return isPlain[0]
        && function.decorators().isEmpty()
        && !returned.isEmpty()
        && returned.stream().allMatch(e -> isLayer(e, function.module(), type, depth + 1));
  }

  /** Whether the expression makes a layer that surely has parameters. */
  boolean isWeighted(Expr value, SourceModule module, Optional<ClassEntity> type) {
    return isWeighted(value, module, type, 0);
  }

  private boolean isWeighted(
      Expr value, SourceModule module, Optional<ClassEntity> type, int depth) {
    if (depth > DEEPEST || !(value instanceof Expr.Call call)) {
      return false;
    }
    if (isChained(call)) {
      return isWeighted(((Expr.Attribute) call.callee()).value(), module, type, depth + 1);
    }
    return switch (callee(call, module, type).orElse(NOTHING)) {
      case LibraryEntity library ->
          Layers.isWeighted(library.qualifiedName())
              || ((isLayerClass(library.qualifiedName())
                      || Layers.givesBackLayer(library.qualifiedName()))
                  && holdsWeighted(call, module, type, depth));
      case ClassEntity own -> frameworks.isModule(own) == Proof.YES && isWeighted(own, depth);
      case FunctionEntity function -> {
        List<Node> returns = new ArrayList<>();
        Tree.walk(
            function.node(),
            node -> {
              if (node instanceof Stmt.Return) {
                returns.add(node);
              }
            });
        yield !returns.isEmpty()
            && returns.stream()
                .allMatch(
                    node ->
                        node instanceof Stmt.Return end
                            && end.value().isPresent()
                            && isWeighted(end.value().get(), function.module(), type, depth + 1));
      }
      default -> false;
    };
  }

  private boolean holdsWeighted(
      Expr.Call call, SourceModule module, Optional<ClassEntity> type, int depth) {
    boolean[] found = {false};
    for (Expr argument : call.arguments()) {
      Tree.walk(
          argument,
          node ->
              found[0] |=
                  node instanceof Expr.Call inner && isWeighted(inner, module, type, depth + 1));
    }
    return found[0];
  }

  /** Whether objects of a class of the project have parameters. */
  private boolean isWeighted(ClassEntity type, int depth) {
    for (Entity entity : type.mro().linear()) {
      if (entity instanceof LibraryEntity library && Layers.isWeighted(library.qualifiedName())) {
        return true;
      }
      if (entity instanceof ClassEntity own) {
        for (String attribute : own.attributeNames()) {
          for (AttributeSite site : own.attributeSites(attribute)) {
            if (site.value().filter(v -> isParameter(v, own)).isPresent()
                || site.value()
                    .filter(v -> isWeighted(v, own.module(), Optional.of(own), depth + 1))
                    .isPresent()) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static boolean isParameter(Expr value, ClassEntity type) {
    return value instanceof Expr.Call call
        && type.module().resolve(call.callee()) instanceof LibraryEntity library
        && Layers.isParameter(library.qualifiedName());
  }

  /** The canonical name of the library's class that a call builds. */
  Optional<String> libraryClass(Expr.Call call, SourceModule module) {
    return module.resolve(call.callee()) instanceof LibraryEntity library
            && isLayerClass(library.qualifiedName())
        ? Optional.of(library.qualifiedName())
        : Optional.empty();
  }
}
