package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects where the body and the methods of a class assign attributes of its objects. */
final class AttributeSites {

  private static final String SETATTR = "setattr";

  private final Map<String, List<AttributeSite>> sites = new LinkedHashMap<>();

  /** Whether an expression may set an attribute; otherwise only statements do. */
  private final boolean maySet;

  private AttributeSites(boolean maySet) {
    this.maySet = maySet;
  }

  static Map<String, List<AttributeSite>> of(ClassEntity type) {
    AttributeSites collected = new AttributeSites(type.module().file().words().mayHold(SETATTR));
    collected.body(type);
    for (FunctionEntity method : type.methods()) {
      method.selfName().ifPresent(self -> collected.method(method, self));
    }
    collected
        .sites
        .values()
        .forEach(s -> s.sort((a, b) -> Integer.compare(a.node().start(), b.node().start())));
    return Collections.unmodifiableMap(collected.sites);
  }

  private void body(ClassEntity type) {
    for (Binding binding : type.scope().bindings()) {
      for (BindingSite site : binding.sites()) {
        switch (site.kind()) {
          case ASSIGNMENT, ANNOTATION, AUGMENTED ->
              put(binding.name(), Optional.empty(), site.node(), site.value());
          default -> {}
        }
      }
    }
  }

  /** Functions inside a method see its object, unless a parameter hides it; classes are others. */
  private void method(FunctionEntity method, String self) {
    Optional<FunctionEntity> owner = Optional.of(method);
    Tree.walkWhere(
        method.node(),
        node -> {
          boolean isOwn =
              node == method.node()
                  || ((maySet || !(node instanceof Expr)) && !isForeign(node, self));
          if (isOwn) {
            collect(node, owner, self);
          }
          return isOwn;
        });
  }

  private static boolean isForeign(Node node, String self) {
    return switch (node) {
      case Stmt.ClassDef def -> true;
      case Stmt.FunctionDef def -> hides(def.parameters(), self);
      case Expr.Lambda lambda -> hides(lambda.parameters(), self);
      default -> false;
    };
  }

  private static boolean hides(Node.Parameters parameters, String self) {
    return parameters.all().stream().anyMatch(p -> p.name().equals(self));
  }

  private void collect(Node node, Optional<FunctionEntity> method, String self) {
    switch (node) {
      case Stmt.Assign s ->
          s.targets().forEach(t -> target(t, Optional.of(s.value()), s, method, self));
      case Stmt.AnnAssign s -> target(s.target(), s.value(), s, method, self);
      case Stmt.AugAssign s -> target(s.target(), Optional.empty(), s, method, self);
      case Stmt.For s -> target(s.target(), Optional.empty(), s, method, self);
      case Node.WithItem s ->
          s.target().ifPresent(t -> target(t, Optional.empty(), s, method, self));
      case Expr.Call call -> setattr(call, method, self);
      default -> {}
    }
  }

  private void target(
      Expr target, Optional<Expr> value, Node site, Optional<FunctionEntity> method, String self) {
    Targets.forEach(
        target,
        value,
        (part, its) -> {
          if (part instanceof Expr.Attribute a
              && a.value() instanceof Expr.Name object
              && object.name().equals(self)) {
            put(a.name(), method, site, its);
          }
        });
  }

  /** {@code setattr(self, "name", value)} */
  private void setattr(Expr.Call call, Optional<FunctionEntity> method, String self) {
    boolean isOfSelf =
        call.callee() instanceof Expr.Name function
            && function.name().equals(SETATTR)
            && call.arguments().size() == 3
            && call.arguments().getFirst() instanceof Expr.Name object
            && object.name().equals(self);
    if (isOfSelf && call.arguments().get(1) instanceof Expr.StringLiteral name) {
      put(name.value(), method, call, Optional.of(call.arguments().get(2)));
    }
  }

  private void put(String name, Optional<FunctionEntity> method, Node site, Optional<Expr> value) {
    sites
        .computeIfAbsent(name, n -> new ArrayList<>(1))
        .add(new AttributeSite(method, site, value));
  }
}
