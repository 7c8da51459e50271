package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What code does with a variable: whether it closes it, or lets it out of its hands. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class JavaUses {

  /** What one use does; of several, the last of these is what counts. */
  enum Use {
    /** It is asked something, and stays where it is. */
    PLAIN,
    /** It is given another value. */
    SET,
    CLOSED,
    /** Somebody else may close it, or need it open. */
    AWAY
  }

  /** How many calls and variables deep a value is followed. */
  private static final int DEEPEST = 12;

  private static final Set<String> TEXTS_AND_NUMBERS =
      Set.of("String", "Float", "Integer", "Long", "Double", "Boolean", "Byte", "Number");

  private final JavaCode code;
  private final Node body;
  private final boolean ownsResults;
  private final boolean isCalled;

  /**
   * @param body where the variable lives
   * @param ownsResults whether what its methods give is gone when it is closed
   */
  JavaUses(JavaCode code, Node body, boolean ownsResults) {
    this(code, body, ownsResults, false);
  }

  /**
   * @param isCalled whether what the body gives back is followed by whoever follows its call
   */
  private JavaUses(JavaCode code, Node body, boolean ownsResults, boolean isCalled) {
    this.code = code;
    this.body = body;
    this.ownsResults = ownsResults;
    this.isCalled = isCalled;
  }

  Use of(Expression name) {
    return of(name, 0);
  }

  private Use of(Expression name, int depth) {
    Node parent = name.getParentNode().orElse(name);
    if (isInOtherBody(name)) {
      return Use.AWAY;
    }
    if (parent instanceof MethodCallExpr call && isScope(name, call)) {
      if (call.getNameAsString().equals("close")) {
        return Use.CLOSED;
      }
      return ownsResults ? given(call, depth + 1) : Use.PLAIN;
    }
    if (parent instanceof AssignExpr assign && assign.getTarget() == name) {
      return Use.SET;
    }
    if (parent instanceof TryStmt) {
      return Use.CLOSED;
    }
    return value(name, depth + 1);
  }

  private boolean isInOtherBody(Node name) {
    Optional<Node> at = name.getParentNode();
    while (at.isPresent() && at.get() != body) {
      if (at.get() instanceof LambdaExpr || at.get() instanceof CallableDeclaration<?>) {
        return true;
      }
      at = at.get().getParentNode();
    }
    return false;
  }

  private static boolean isScope(Expression expression, MethodCallExpr call) {
    return call.getScope().filter(scope -> scope == expression).isPresent();
  }

  /** What becomes of that which a method gave. */
  private Use given(MethodCallExpr call, int depth) {
    return Djl.givesPlain(call.getNameAsString()) ? Use.PLAIN : value(call, depth);
  }

  /** What becomes of a value. */
  private Use value(Expression value, int depth) {
    if (depth > DEEPEST) {
      return Use.AWAY;
    }
    Node parent = value.getParentNode().orElse(value);
    return switch (parent) {
      case EnclosedExpr enclosed -> value(enclosed, depth);
      case CastExpr cast -> value(cast, depth);
      case ConditionalExpr choice ->
          choice.getCondition() == value ? Use.PLAIN : value(choice, depth);
      case MethodCallExpr call ->
          isScope(value, call) ? given(call, depth + 1) : argument(value, call, depth);
      case ObjectCreationExpr made ->
          code.made(made).filter(Djl::isArrayList).isPresent() ? value(made, depth + 1) : Use.AWAY;
      case VariableDeclarator variable -> declared(variable, depth);
      case AssignExpr assign -> assign.getValue() == value ? assigned(assign, depth) : Use.AWAY;
      case ReturnStmt returned -> isCalled || givesBackPlain(returned) ? Use.PLAIN : Use.AWAY;
      case ExpressionStmt statement -> Use.PLAIN;
      case BinaryExpr binary -> Use.PLAIN;
      case InstanceOfExpr asked -> Use.PLAIN;
      case ForEachStmt loop -> Use.PLAIN;
      case SynchronizedStmt lock -> Use.PLAIN;
      default -> Use.AWAY;
    };
  }

  private Use declared(VariableDeclarator declarator, int depth) {
    JavaVariable variable = code.unit().variable(declarator);
    return variable.kind() == JavaVariable.Kind.FIELD ? Use.AWAY : all(variable, depth);
  }

  private Use assigned(AssignExpr assign, int depth) {
    return code.variable(assign.getTarget())
        .filter(v -> v.kind() == JavaVariable.Kind.LOCAL)
        .map(v -> all(v, depth))
        .orElse(Use.AWAY);
  }

  private Use all(JavaVariable variable, int depth) {
    return code.uses(variable, body).stream()
            .map(use -> new JavaUses(code, body, true, isCalled).of(use, depth + 1))
            .anyMatch(use -> use == Use.AWAY)
        ? Use.AWAY
        : Use.PLAIN;
  }

  private Use argument(Expression value, MethodCallExpr call, int depth) {
    if (isPrinted(call)) {
      return Use.PLAIN;
    }
    Optional<JavaCode.Target> target = code.target(call);
    if (target.isPresent()) {
      if (!parameter(target.get(), index(call, value), depth)) {
        return Use.AWAY;
      }
      return isPlain(
              target.get().method().getType(),
              new JavaCode(target.get().unit(), code.requirements()))
          ? Use.PLAIN
          : value(call, depth + 1);
    }
    boolean isHarmless =
        code.owner(call)
            .filter(Djl::isName)
            .filter(type -> !Djl.keeps(type, call.getNameAsString()))
            .isPresent();
    return isHarmless ? given(call, depth + 1) : Use.AWAY;
  }

  /** JavaParser's nodes are equal when they only look the same. */
  private static int index(MethodCallExpr call, Expression argument) {
    for (int i = 0; i < call.getArguments().size(); i++) {
      if (call.getArgument(i) == argument) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPrinted(MethodCallExpr call) {
    return call.getScope()
        .map(Object::toString)
        .filter(scope -> scope.matches("System\\.(out|err)|(?i)log(ger)?"))
        .isPresent();
  }

  /** Whether a method of the project only asks its parameter something, or gives it back. */
  private boolean parameter(JavaCode.Target target, int index, int depth) {
    MethodDeclaration method = target.method();
    if (index < 0
        || depth > DEEPEST
        || method.getBody().isEmpty()
        || method.getParameter(index).isVarArgs()) {
      return false;
    }
    Parameter parameter = method.getParameter(index);
    JavaCode there = new JavaCode(target.unit(), code.requirements());
    Node inside = method.getBody().get();
    List<NameExpr> uses =
        inside.findAll(NameExpr.class).stream()
            .filter(name -> name.getNameAsString().equals(parameter.getNameAsString()))
            .filter(
                name -> there.variable(name).filter(v -> v.declaration() == parameter).isPresent())
            .toList();
    JavaUses below = new JavaUses(there, inside, ownsResults, true);
    return uses.stream().allMatch(use -> below.of(use, depth + 1) == Use.PLAIN);
  }

  /** Whether what a method gives back holds nothing of what it was made from. */
  private boolean givesBackPlain(ReturnStmt returned) {
    return JavaCode.callable(returned)
        .filter(c -> c instanceof MethodDeclaration method && isPlain(method.getType(), code))
        .isPresent();
  }

  /** Whether a type holds no memory of the library, nor anything that may. */
  private static boolean isPlain(Type type, JavaCode code) {
    if (type.isPrimitiveType()
        || type.isVoidType()
        || (type.isArrayType() && isPlain(type.getElementType(), code))
        || TEXTS_AND_NUMBERS.contains(type.asString())) {
      return true;
    }
    return code.unit()
        .name(type)
        .filter(name -> !name.startsWith("java.") && !Djl.holdsMemory(name))
        .filter(name -> code.unit().project().type(name, code.unit()).isEmpty())
        .isPresent();
  }
}
