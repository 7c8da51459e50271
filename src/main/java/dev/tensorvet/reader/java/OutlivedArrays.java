package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.framework.Dl4j;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads where arrays are used after that which owns their memory was closed: a manager of DJL, a
 * workspace of ND4J, each opened by the {@code try} that closes it.
 */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class OutlivedArrays implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return text.contains("NDManager") || text.contains("MemoryWorkspace");
  }

  /** Whose memory a {@code try} gives back at its end. */
  private record Owner(TryStmt block, JavaVariable variable, boolean isManager) {}

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    if (code.isTest()) {
      // Tests look at what happens to them.
      return slips;
    }
    for (TryStmt block : code.unit().unit().findAll(TryStmt.class)) {
      for (Expression resource : block.getResources()) {
        if (resource.isVariableDeclarationExpr()) {
          resource
              .asVariableDeclarationExpr()
              .getVariables()
              .forEach(v -> owner(code, block, v).ifPresent(o -> leaving(code, o, slips)));
        }
      }
    }
    return slips;
  }

  private static Optional<Owner> owner(
      JavaCode code, TryStmt block, VariableDeclarator declarator) {
    JavaVariable variable = code.unit().variable(declarator);
    return variable
        .type()
        .filter(type -> Djl.isManager(type) || isEntered(type, variable))
        .map(type -> new Owner(block, variable, Djl.isManager(type)));
  }

  /** Whether a workspace is one that arrays are put into, and not the way out of all of them. */
  private static boolean isEntered(String type, JavaVariable workspace) {
    return Dl4j.isWorkspace(type)
        && workspace
            .value()
            .map(JavaCode::bare)
            .filter(
                value ->
                    value instanceof MethodCallExpr call
                        && call.getNameAsString().equals("getAndActivateWorkspace"))
            .isPresent();
  }

  private static void leaving(JavaCode code, Owner owner, List<JavaSlip> to) {
    Node block = owner.block().getTryBlock();
    for (ReturnStmt returned : JavaCode.own(block, ReturnStmt.class)) {
      boolean isArray =
          JavaCode.callable(returned)
              .filter(
                  callable ->
                      callable instanceof MethodDeclaration method
                          && code.unit().name(method.getType()).filter(t -> isArray(t)).isPresent())
              .isPresent();
      returned
          .getExpression()
          .filter(value -> isArray && isOwned(code, owner, value, 0))
          .ifPresent(value -> to.add(slip(code, owner, value)));
    }
    for (AssignExpr assign : JavaCode.own(block, AssignExpr.class)) {
      code.variable(assign.getTarget())
          .filter(v -> v.kind() == JavaVariable.Kind.LOCAL)
          .filter(v -> v.type().filter(OutlivedArrays::isArray).isPresent())
          .filter(v -> !JavaCode.isInside(v.declaration(), block))
          .filter(v -> isOwned(code, owner, assign.getValue(), 0) && !isFreed(code, owner, v))
          .flatMap(v -> usedBehind(code, owner, v))
          .ifPresent(use -> to.add(slip(code, owner, use).withOther(code.place(assign))));
    }
  }

  private static JavaSlip slip(JavaCode code, Owner owner, Expression at) {
    Kind kind = owner.isManager() ? Kind.ARRAY_OUTLIVES_MANAGER : Kind.ARRAY_OUTLIVES_WORKSPACE;
    return JavaSlip.of(kind, code.place(at), code.quoted(at)).withDetail(owner.variable().name());
  }

  private static boolean isArray(String type) {
    return Djl.isArray(type) || Dl4j.isArray(type);
  }

  /** The first place behind the block that reads the variable, with nothing put into it before. */
  private static Optional<Expression> usedBehind(
      JavaCode code, Owner owner, JavaVariable variable) {
    Node around = JavaCode.callable(owner.block()).map(c -> (Node) c).orElse(owner.block());
    int end = code.unit().span(owner.block()).end();
    return code.uses(variable, around).stream()
        .filter(use -> code.unit().span(use).start() > end)
        .findFirst()
        .filter(
            use ->
                use.getParentNode()
                    .filter(p -> p instanceof AssignExpr a && a.getTarget() == use)
                    .isEmpty());
  }

  // --- whose memory a value is in

  private static boolean isOwned(JavaCode code, Owner owner, Expression value, int depth) {
    Expression bare = JavaCode.bare(value);
    if (depth > 20) {
      return false;
    }
    return switch (bare) {
      case NameExpr name ->
          code.variable(name)
              .filter(v -> v.kind() == JavaVariable.Kind.LOCAL)
              .filter(v -> JavaCode.isInside(v.declaration(), owner.block().getTryBlock()))
              .filter(v -> v.type().filter(OutlivedArrays::isArray).isPresent())
              .filter(v -> !isFreed(code, owner, v))
              .flatMap(JavaVariable::value)
              .filter(of -> isOwned(code, owner, of, depth + 1))
              .isPresent();
      case ObjectCreationExpr list ->
          code.made(list).filter(Djl::isArrayList).isPresent()
              && list.getArguments().stream()
                  .anyMatch(part -> isOwned(code, owner, part, depth + 1));
      case MethodCallExpr call -> isOwnedResult(code, owner, call, depth);
      default -> false;
    };
  }

  private static boolean isOwnedResult(JavaCode code, Owner owner, MethodCallExpr call, int depth) {
    if (code.unit().type(call).filter(OutlivedArrays::isArray).isEmpty()) {
      return false;
    }
    if (!owner.isManager()) {
      return code.owner(call)
              .filter(type -> Dl4j.makesArray(type, call.getNameAsString()))
              .isPresent()
          || call.getScope()
              .filter(scope -> isOwned(code, owner, scope, depth + 1))
              .filter(scope -> Dl4j.leavesAsIs(call.getNameAsString()))
              .isPresent();
    }
    return call.getScope()
        .filter(scope -> code.is(scope, owner.variable()) || isOwned(code, owner, scope, depth + 1))
        .isPresent();
  }

  /** Whether an array may move to another owner while its own is open. */
  private static boolean isFreed(JavaCode code, Owner owner, JavaVariable array) {
    return code.uses(array, owner.block().getTryBlock()).stream()
        .anyMatch(
            use ->
                use.getParentNode()
                    .filter(p -> p instanceof MethodCallExpr call && mayFree(code, call, use))
                    .isPresent());
  }

  private static boolean mayFree(JavaCode code, MethodCallExpr call, Expression use) {
    String method = call.getNameAsString();
    boolean isScope = call.getScope().filter(scope -> scope == use).isPresent();
    boolean moves =
        method.matches(
            "detach|attach|tempAttach|leverage|leverageTo|migrate|ret|returnTo|attachAll");
    return moves
        || (!isScope
            && code.owner(call).filter(Djl::isName).isEmpty()
            && code.owner(call).filter(Dl4j::isName).isEmpty());
  }
}
