package dev.tensorvet.semantic.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import dev.tensorvet.semantic.java.JavaVariable.Kind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The variables and types of a file's expressions. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class JavaTypes {

  /** Longer chains of calls are written by no person. */
  private static final int DEEPEST = 200;

  private final JavaUnit unit;
  private final IdentityHashMap<Expression, Optional<String>> known = new IdentityHashMap<>();
  private int depth;

  JavaTypes(JavaUnit unit) {
    this.unit = unit;
  }

  // --- variables

  Optional<JavaVariable> variable(Expression expression) {
    return switch (expression) {
      case NameExpr name -> named(name.getNameAsString(), name);
      case FieldAccessExpr access when access.getScope() instanceof ThisExpr ->
          field(access.getNameAsString(), access);
      case EnclosedExpr enclosed -> variable(enclosed.getInner());
      default -> Optional.empty();
    };
  }

  private Optional<JavaVariable> named(String name, Node at) {
    Node inside = at;
    for (Optional<Node> up = at.getParentNode(); up.isPresent(); up = up.get().getParentNode()) {
      Node around = up.get();
      Optional<JavaVariable> found =
          around instanceof TypeDeclaration<?> type
              ? fieldOf(type, name)
              : declaredIn(around, inside, name);
      if (found.isPresent()) {
        return found;
      }
      inside = around;
    }
    return Optional.empty();
  }

  private Optional<JavaVariable> declaredIn(Node around, Node inside, String name) {
    return switch (around) {
      case BlockStmt block -> among(block.getStatements(), inside, name);
      case SwitchEntry entry -> among(entry.getStatements(), inside, name);
      case ForStmt loop -> inExpressions(loop.getInitialization(), name, Kind.LOCAL);
      case ForEachStmt loop when loop.getIterable() != inside ->
          inExpression(loop.getVariable(), name, Kind.ELEMENT);
      case TryStmt block when block.getTryBlock() == inside || isResource(block, inside) ->
          inExpressions(block.getResources(), name, Kind.RESOURCE);
      case CatchClause clause -> parameter(List.of(clause.getParameter()), name);
      case LambdaExpr lambda -> parameter(lambda.getParameters(), name);
      case CallableDeclaration<?> callable -> parameter(callable.getParameters(), name);
      default -> Optional.empty();
    };
  }

  private static boolean isResource(TryStmt block, Node inside) {
    return block.getResources().stream().anyMatch(resource -> resource == inside);
  }

  private Optional<JavaVariable> among(NodeList<Statement> statements, Node until, String name) {
    for (Statement statement : statements) {
      if (statement == until) {
        break;
      }
      if (statement.isExpressionStmt()) {
        Optional<JavaVariable> found =
            inExpression(statement.asExpressionStmt().getExpression(), name, Kind.LOCAL);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<JavaVariable> inExpressions(
      NodeList<Expression> expressions, String name, Kind kind) {
    for (Expression expression : expressions) {
      Optional<JavaVariable> found = inExpression(expression, name, kind);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<JavaVariable> inExpression(Expression expression, String name, Kind kind) {
    return expression instanceof VariableDeclarationExpr declared
        ? declarator(declared.getVariables(), name, kind)
        : Optional.empty();
  }

  private Optional<JavaVariable> declarator(
      NodeList<VariableDeclarator> declarators, String name, Kind kind) {
    return declarators.stream()
        .filter(declarator -> declarator.getNameAsString().equals(name))
        .findFirst()
        .map(declarator -> variable(declarator, kind));
  }

  JavaVariable variable(VariableDeclarator declarator) {
    Optional<Node> statement = declarator.getParentNode().flatMap(Node::getParentNode);
    Kind kind =
        declarator.getParentNode().filter(FieldDeclaration.class::isInstance).isPresent()
            ? Kind.FIELD
            : statement.filter(TryStmt.class::isInstance).isPresent()
                ? Kind.RESOURCE
                : statement.filter(ForEachStmt.class::isInstance).isPresent()
                    ? Kind.ELEMENT
                    : Kind.LOCAL;
    return variable(declarator, kind);
  }

  private JavaVariable variable(VariableDeclarator declarator, Kind kind) {
    return new JavaVariable(
        declarator.getNameAsString(),
        kind,
        declarator,
        declarator.getInitializer(),
        of(declarator));
  }

  Optional<String> of(VariableDeclarator declarator) {
    return isVar(declarator.getType())
        ? declarator.getInitializer().flatMap(this::of)
        : unit.name(declarator.getType());
  }

  private static boolean isVar(Type type) {
    return type.isVarType()
        || (type.isClassOrInterfaceType()
            && type.asClassOrInterfaceType().getNameWithScope().equals("var"));
  }

  private Optional<JavaVariable> parameter(List<Parameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.getNameAsString().equals(name))
        .findFirst()
        .map(
            p ->
                new JavaVariable(
                    name,
                    Kind.PARAMETER,
                    p,
                    Optional.empty(),
                    p.isVarArgs() ? Optional.empty() : unit.name(p.getType())));
  }

  private Optional<JavaVariable> field(String name, Node at) {
    return enclosing(at).flatMap(type -> fieldOf(type, name));
  }

  /** The type that a node stands in. */
  private static Optional<TypeDeclaration<?>> enclosing(Node node) {
    Optional<Node> at = node.getParentNode();
    while (at.isPresent() && !(at.get() instanceof TypeDeclaration<?>)) {
      at = at.get().getParentNode();
    }
    return at.map(found -> (TypeDeclaration<?>) found);
  }

  private Optional<JavaVariable> fieldOf(TypeDeclaration<?> type, String name) {
    for (FieldDeclaration field : type.getFields()) {
      Optional<JavaVariable> found = declarator(field.getVariables(), name, Kind.FIELD);
      if (found.isPresent()) {
        return found;
      }
    }
    return type instanceof RecordDeclaration record
        ? parameter(record.getParameters(), name)
        : Optional.empty();
  }

  // --- types

  Optional<String> of(Expression expression) {
    Optional<String> type = known.get(expression);
    if (type == null) {
      if (depth > DEEPEST) {
        return Optional.empty();
      }
      // A variable whose value asks for itself has no type.
      known.put(expression, Optional.empty());
      depth++;
      type = find(expression);
      depth--;
      known.put(expression, type);
    }
    return type;
  }

  private Optional<String> find(Expression expression) {
    return switch (expression) {
      case NameExpr name -> variable(name).flatMap(JavaVariable::type);
      case FieldAccessExpr access -> variable(access).flatMap(JavaVariable::type);
      case EnclosedExpr enclosed -> of(enclosed.getInner());
      case CastExpr cast -> unit.name(cast.getType());
      case AssignExpr assign -> of(assign.getTarget());
      case ObjectCreationExpr creation -> unit.name(creation.getType());
      case ThisExpr self -> enclosing(self).flatMap(type -> unit.qualifiedName(type));
      case MethodCallExpr call -> result(call);
      default -> Optional.empty();
    };
  }

  Optional<String> staticType(Expression scope) {
    return switch (scope) {
      case NameExpr name when variable(name).isEmpty() ->
          unit.typeName(name.getNameAsString(), name);
      case FieldAccessExpr access when isDotted(access) && rootVariable(access).isEmpty() ->
          unit.typeName(access.toString(), access);
      default -> Optional.empty();
    };
  }

  private static boolean isDotted(Expression scope) {
    Expression at = scope;
    while (at instanceof FieldAccessExpr access) {
      at = access.getScope();
    }
    return at instanceof NameExpr;
  }

  private Optional<JavaVariable> rootVariable(FieldAccessExpr access) {
    Expression at = access;
    while (at instanceof FieldAccessExpr outer) {
      at = outer.getScope();
    }
    return variable(at);
  }

  private Optional<String> result(MethodCallExpr call) {
    String method = call.getNameAsString();
    if (call.getScope().isEmpty()) {
      Optional<String> own =
          enclosing(call)
              .flatMap(type -> method(type, method, call.getArguments().size()))
              .flatMap(m -> unit.name(m.getType()));
      return own.or(
          () ->
              unit.staticImport(method)
                  .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                  .flatMap(type -> unit.project().library().result(type, method)));
    }
    Expression scope = call.getScope().get();
    Optional<String> owner = staticType(scope).or(() -> of(scope));
    return owner.flatMap(
        type ->
            unit.project()
                .library()
                .result(type, method)
                .or(() -> resultInProject(type, method, call.getArguments().size())));
  }

  private Optional<String> resultInProject(String type, String method, int arity) {
    return unit.project()
        .type(type, unit)
        .flatMap(
            declared ->
                method(declared.type(), method, arity)
                    .flatMap(found -> declared.unit().name(found.getType())));
  }

  /** The one method of a name and a number of parameters. */
  static Optional<MethodDeclaration> method(TypeDeclaration<?> type, String name, int arity) {
    List<MethodDeclaration> found =
        type.getMethodsByName(name).stream()
            .filter(method -> method.getParameters().size() == arity)
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
