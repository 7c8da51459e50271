package dev.tensorvet.semantic.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.Optional;

/** The text form of what the names of a Java file mean. */
public final class JavaNames {

  private final JavaUnit unit;
  private final StringBuilder text = new StringBuilder();

  private JavaNames(JavaUnit unit) {
    this.unit = unit;
  }

  public static String of(JavaUnit unit) {
    JavaNames names = new JavaNames(unit);
    unit.types().forEach(names::type);
    return names.text.toString();
  }

  private void type(TypeDeclaration<?> type) {
    text.append("type ").append(unit.qualifiedName(type).orElse(type.getNameAsString()));
    unit.supertypes(type).forEach(above -> text.append(" < ").append(above));
    text.append('\n');
    type.getFields().forEach(field -> field.getVariables().forEach(v -> variable(v, 1)));
    for (MethodDeclaration method : type.getMethods()) {
      line(method, 1, "method " + method.getNameAsString(), unit.name(method.getType()));
      method.walk(
          node -> {
            switch (node) {
              case VariableDeclarator declarator -> variable(declarator, 2);
              case MethodCallExpr call ->
                  line(call.getName(), 2, "call " + call.getNameAsString(), unit.type(call));
              case ObjectCreationExpr made ->
                  line(made, 2, "new " + made.getTypeAsString(), unit.type(made));
              default -> {}
            }
          });
    }
  }

  private void variable(VariableDeclarator declarator, int depth) {
    String what = (depth == 1 ? "field " : "variable ") + declarator.getNameAsString();
    line(declarator, depth, what, unit.type(declarator));
  }

  private void line(Node at, int depth, String what, Optional<String> type) {
    text.append(unit.module().file().locate(unit.span(at).start()).line())
        .append("  ".repeat(depth))
        .append(what)
        .append(type.map(name -> ": " + name).orElse(""))
        .append('\n');
  }
}
