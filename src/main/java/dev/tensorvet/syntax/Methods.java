package dev.tensorvet.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods that a class's body defines, under conditions and in {@code try} included. */
public final class Methods {

  private Methods() {}

  /** In the order of the text. */
  public static List<Stmt.FunctionDef> of(Stmt.ClassDef type) {
    List<Stmt.FunctionDef> methods = new ArrayList<>();
    type.body().forEach(statement -> collect(statement, methods));
    return methods;
  }

  /**
   * The name that a method gives to its instance; a static method and one of the class have none.
   */
  public static Optional<String> self(Stmt.FunctionDef method) {
    boolean isBound =
        method.decorators().stream()
            .noneMatch(
                d ->
                    d instanceof Expr.Name name
                        && (name.name().equals("staticmethod")
                            || name.name().equals("classmethod")));
    return isBound
        ? method.parameters().positional().stream().findFirst().map(Node.Parameter::name)
        : Optional.empty();
  }

  private static void collect(Node node, List<Stmt.FunctionDef> to) {
    switch (node) {
      case Stmt.FunctionDef method -> to.add(method);
      case Stmt.ClassDef inner -> {}
      case Stmt statement -> statement.forEachChild(child -> collect(child, to));
      case Node.ExceptHandler handler -> handler.body().forEach(child -> collect(child, to));
      default -> {}
    }
  }
}
