package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.tensorvet.finding.Place;
import dev.tensorvet.requirement.JavaRequirements;
import dev.tensorvet.semantic.java.JavaProject;
import dev.tensorvet.semantic.java.JavaUnit;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** A file of Java, and the questions that readers ask of it. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
record JavaCode(JavaUnit unit, JavaRequirements requirements) {

  /**
   * A body that runs when it is called.
   *
   * @param owner the method, constructor, initializer or lambda
   */
  record Body(Node owner, Node code) {}

  /** A method of the project that a call leads to, with its file. */
  record Target(JavaUnit unit, MethodDeclaration method) {}

  Place place(Node node) {
    return unit.place(node);
  }

  /** A node as it stands in the text, when it is short enough to be quoted. */
  String quoted(Node node) {
    String text = unit.text(node);
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }

  // --- structure

  /** All bodies, in the order of the text. */
  List<Body> bodies() {
    List<Body> bodies = new ArrayList<>();
    unit.unit()
        .walk(
            node -> {
              switch (node) {
                case MethodDeclaration method ->
                    method.getBody().ifPresent(body -> bodies.add(new Body(method, body)));
                case ConstructorDeclaration constructor ->
                    bodies.add(new Body(constructor, constructor.getBody()));
                case InitializerDeclaration initializer ->
                    bodies.add(new Body(initializer, initializer.getBody()));
                case LambdaExpr lambda -> bodies.add(new Body(lambda, lambda.getBody()));
                default -> {}
              }
            });
    return bodies;
  }

  /** The nodes of a kind in a body, those of bodies inside of it left out. */
  static <N extends Node> List<N> own(Node body, Class<N> kind) {
    List<N> found = new ArrayList<>();
    collect(body, kind, found);
    return found;
  }

  private static <N extends Node> void collect(Node node, Class<N> kind, List<N> to) {
    if (kind.isInstance(node)) {
      to.add(kind.cast(node));
    }
    for (Node child : node.getChildNodes()) {
      boolean isBody =
          child instanceof LambdaExpr
              || child instanceof CallableDeclaration<?>
              || child instanceof TypeDeclaration<?>;
      if (!isBody) {
        collect(child, kind, to);
      } else if (kind.isInstance(child)) {
        to.add(kind.cast(child));
      }
    }
  }

  /** The nodes of a kind below a node, in the order of the text. */
  static <N extends Node> List<N> all(Node below, Class<N> kind) {
    return below.findAll(kind);
  }

  static boolean isLoop(Node node) {
    return node instanceof ForStmt
        || node instanceof ForEachStmt
        || node instanceof WhileStmt
        || node instanceof DoStmt;
  }

  /** The loops around a node, the innermost first, up to a body. */
  static List<Statement> loops(Node node, Node body) {
    List<Statement> loops = new ArrayList<>();
    Optional<Node> around = node == body ? Optional.empty() : node.getParentNode();
    while (around.isPresent()) {
      if (isLoop(around.get())) {
        loops.add((Statement) around.get());
      }
      around = around.get() == body ? Optional.empty() : around.get().getParentNode();
    }
    return loops;
  }

  static boolean isInside(Node node, Node outer) {
    return node == outer || outer.isAncestorOf(node);
  }

  /** Whether two are one. JavaParser's nodes are equal when they only look the same. */
  static boolean isSame(Node one, Node other) {
    return one == other;
  }

  /** The first node around another that a question holds for. */
  static <N extends Node> Optional<N> around(Node node, Class<N> kind, Predicate<N> isWanted) {
    Optional<Node> at = node.getParentNode();
    while (at.isPresent()) {
      if (kind.isInstance(at.get()) && isWanted.test(kind.cast(at.get()))) {
        return Optional.of(kind.cast(at.get()));
      }
      at = at.get().getParentNode();
    }
    return Optional.empty();
  }

  /** The method or constructor that a node stands in. */
  static Optional<CallableDeclaration<?>> callable(Node node) {
    Optional<Node> at = Optional.of(node);
    while (at.isPresent() && !(at.get() instanceof CallableDeclaration<?>)) {
      at = at.get().getParentNode();
    }
    return at.map(found -> (CallableDeclaration<?>) found);
  }

  static Expression bare(Expression expression) {
    return switch (expression) {
      case EnclosedExpr enclosed -> bare(enclosed.getInner());
      case CastExpr cast -> bare(cast.getExpression());
      default -> expression;
    };
  }

  // --- calls

  /** The type that a method is called on, static or not. */
  Optional<String> owner(MethodCallExpr call) {
    return call.getScope().flatMap(scope -> unit.staticType(scope).or(() -> unit.type(scope)));
  }

  /** Whether a call has a name and an owner of some kind. */
  boolean isCall(MethodCallExpr call, String name, Predicate<String> isOwner) {
    return call.getNameAsString().equals(name) && owner(call).filter(isOwner).isPresent();
  }

  /** What a chain of calls begins with: {@code a} in {@code a.b().c()}. */
  static Expression root(Expression chain) {
    Expression at = bare(chain);
    while (at instanceof MethodCallExpr call && call.getScope().isPresent()) {
      at = bare(call.getScope().get());
    }
    return at;
  }

  /** The calls of a chain, the first one first. */
  static List<MethodCallExpr> chain(Expression last) {
    List<MethodCallExpr> calls = new ArrayList<>();
    Expression at = bare(last);
    while (at instanceof MethodCallExpr call) {
      calls.addFirst(call);
      if (call.getScope().isEmpty()) {
        break;
      }
      at = bare(call.getScope().get());
    }
    return calls;
  }

  /** The last call of the chain that an expression stands in. */
  static Expression chainEnd(Expression expression) {
    Expression at = expression;
    while (at.getParentNode().isPresent()
        && at.getParentNode().get() instanceof MethodCallExpr call
        && call.getScope().isPresent()
        && call.getScope().get() == at) {
      at = call;
    }
    return at;
  }

  /** The method of the project that a call leads to. */
  Optional<Target> target(MethodCallExpr call) {
    String name = call.getNameAsString();
    int arity = call.getArguments().size();
    boolean isOwn = call.getScope().isEmpty() || call.getScope().get().isThisExpr();
    if (isOwn) {
      return around(call, TypeDeclaration.class, type -> true)
          .flatMap(type -> method(type, name, arity))
          .map(found -> new Target(unit, found));
    }
    return owner(call)
        .flatMap(type -> unit.project().type(type, unit))
        .flatMap(declared -> inDeclared(declared, name, arity));
  }

  private static Optional<Target> inDeclared(JavaProject.Declared in, String name, int arity) {
    return method(in.type(), name, arity).map(found -> new Target(in.unit(), found));
  }

  private static Optional<MethodDeclaration> method(
      TypeDeclaration<?> type, String name, int arity) {
    List<MethodDeclaration> found = new ArrayList<>();
    for (MethodDeclaration method : type.getMethodsByName(name)) {
      if (method.getParameters().size() == arity) {
        found.add(method);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  // --- variables

  Optional<JavaVariable> variable(Expression name) {
    return unit.variable(bare(name));
  }

  boolean is(Expression name, JavaVariable variable) {
    return variable(name).filter(variable::is).isPresent();
  }

  /** Where a variable is named below a node. */
  List<Expression> uses(JavaVariable variable, Node below) {
    List<Expression> uses = new ArrayList<>();
    for (Expression expression : below.findAll(Expression.class)) {
      boolean isNamedSo =
          (expression instanceof NameExpr || expression instanceof FieldAccessExpr)
              && lastName(expression).equals(variable.name());
      if (isNamedSo && is(expression, variable)) {
        uses.add(expression);
      }
    }
    return uses;
  }

  // --- values

  Optional<Boolean> flag(Expression expression) {
    return value(expression) instanceof BooleanLiteralExpr literal
        ? Optional.of(literal.getValue())
        : Optional.empty();
  }

  OptionalInt number(Expression expression) {
    return value(expression) instanceof IntegerLiteralExpr literal
            && literal.getValue().matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(literal.getValue()))
        : OptionalInt.empty();
  }

  /** What a variable that is set but once was set to, and any other expression as it is. */
  Expression value(Expression expression) {
    Expression bare = bare(expression);
    Optional<JavaVariable> variable = variable(bare);
    return variable
        .filter(v -> v.kind() == JavaVariable.Kind.LOCAL || v.kind() == JavaVariable.Kind.FIELD)
        .filter(this::isSetOnce)
        .flatMap(JavaVariable::value)
        .map(JavaCode::bare)
        .orElse(bare);
  }

  private boolean isSetOnce(JavaVariable variable) {
    return unit.unit().findAll(AssignExpr.class).stream()
            .noneMatch(assign -> is(assign.getTarget(), variable))
        && unit.unit().findAll(UnaryExpr.class).stream()
            .filter(unary -> unary.isPostfix() || unary.isPrefix())
            .noneMatch(unary -> is(unary.getExpression(), variable));
  }

  /** The last part of a dotted name: {@code TRAIN} of {@code Usage.TRAIN}. */
  static String lastName(Expression expression) {
    return switch (bare(expression)) {
      case FieldAccessExpr access -> access.getNameAsString();
      case NameExpr name -> name.getNameAsString();
      default -> "";
    };
  }

  /** The type of an object that is made here. */
  Optional<String> made(Expression expression) {
    return bare(expression) instanceof ObjectCreationExpr creation
        ? unit.type(creation)
        : Optional.empty();
  }

  /** Whether a file is a test, where much is right that is wrong elsewhere. */
  boolean isTest() {
    String path = "/" + unit.module().file().path();
    return path.contains("/test/") || path.contains("/tests/") || path.contains("/integration/");
  }
}
