package dev.tensorvet.reader.code;

import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A module of Lightning as its class tells, with the classes above it that the project holds.
 *
 * @param line the classes of the project in which its members are looked for, itself first
 * @param isKnown whether no other class brings steps or hooks
 */
public record LightningClass(ClassEntity type, List<ClassEntity> line, boolean isKnown) {

  /** What a class is to Lightning; empty for what is surely or possibly none of its modules. */
  public static Optional<LightningClass> of(ClassEntity type) {
    if (type.isSubclassOf(LightningApi.MODULE) != Proof.YES) {
      return Optional.empty();
    }
    List<ClassEntity> line = new ArrayList<>();
    boolean isKnown = type.mro().isComplete();
    for (Entity above : type.mro().linear()) {
      switch (above) {
        case ClassEntity own -> line.add(own);
        case LibraryEntity library ->
            isKnown &= LightningApi.isWithoutSteps(library.qualifiedName());
        default -> isKnown = false;
      }
    }
    return Optional.of(new LightningClass(type, List.copyOf(line), isKnown));
  }

  /** Whether it surely steps its optimizers itself, as far as its own classes tell. */
  Proof isManual() {
    if (type.lookup(ManualOptimization.FLAG) instanceof MethodLookup.Found) {
      return Proof.UNKNOWN;
    }
    boolean isSet = false;
    for (ClassEntity each : line) {
      for (AttributeSite flag : each.attributeSites(ManualOptimization.FLAG)) {
        if (!switchesOff(flag, each.module().tree())) {
          return Proof.UNKNOWN;
        }
        isSet = true;
      }
    }
    return isSet ? Proof.YES : isKnown ? Proof.NO : Proof.UNKNOWN;
  }

  /** Whether the flag is false from then on, whatever else holds. */
  private static boolean switchesOff(AttributeSite flag, Tree tree) {
    return CodeCalls.is(flag.value(), false)
        && tree.parent(flag.node())
            .filter(each -> each instanceof Stmt.FunctionDef || each instanceof Stmt.ClassDef)
            .isPresent();
  }

  /** Whether it surely has no method of a name but Lightning's own. */
  boolean lacks(String method) {
    boolean isAbsent =
        switch (type.lookup(method)) {
          case MethodLookup.InLibrary library -> true;
          case MethodLookup.Absent absent -> true;
          case MethodLookup.Found found -> false;
          case MethodLookup.Unknown unknown -> false;
        };
    return isKnown
        && isAbsent
        && line.stream()
            .allMatch(c -> c.attributeSites(method).isEmpty() && c.node().decorators().isEmpty());
  }

  boolean defines(String method) {
    return type.lookup(method) instanceof MethodLookup.Found;
  }

  /** The methods that its own body defines. */
  List<Stmt.FunctionDef> methods() {
    return definitions(type);
  }

  Optional<Stmt.FunctionDef> method(String name) {
    return methods().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  static List<Stmt.FunctionDef> definitions(ClassEntity type) {
    List<Stmt.FunctionDef> own = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      if (method.node() instanceof Stmt.FunctionDef def) {
        own.add(def);
      }
    }
    return own;
  }

  /** What a function's own code returns, in the order of the text. */
  static List<Stmt.Return> returns(Stmt.FunctionDef function) {
    List<Stmt.Return> returns = new ArrayList<>();
    Tree.walkWhere(
        function,
        node -> {
          if (node instanceof Stmt.Return end) {
            returns.add(end);
          }
          return node == function
              || !(node instanceof Stmt.FunctionDef
                  || node instanceof Stmt.ClassDef
                  || node instanceof Expr.Lambda);
        });
    return returns;
  }

  /** Whether a body only says that others have to be written. */
  static boolean isSketch(Stmt.FunctionDef function) {
    return function.body().stream()
        .allMatch(
            s ->
                s instanceof Stmt.Raise
                    || s instanceof Stmt.Pass
                    || (s instanceof Stmt.ExprStmt e
                        && (e.value() instanceof Expr.StringLiteral
                            || e.value() instanceof Expr.EllipsisLiteral)));
  }

  /** Whether an expression is {@code self}, or a member of it by the name. */
  static boolean isSelf(Expr value) {
    return value instanceof Expr.Name name && name.name().equals("self");
  }

  static boolean isOwn(Expr value, String member) {
    return value instanceof Expr.Attribute attribute
        && attribute.name().equals(member)
        && isSelf(attribute.value());
  }
}
