package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.framework.Djl.Resource;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is opened and not closed. What leaves the hands of the code that opened it is not told
 * of: somebody else may close it, or may need it open.
 */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class ResourceUses implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text);
  }

  /**
   * What opens something.
   *
   * @param at the declarator, assignment or loop that takes it
   */
  private record Opening(Resource resource, JavaVariable variable, Node at, Expression call) {}

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (JavaCode.Body body : code.bodies()) {
      for (Opening opening : openings(code, body)) {
        slip(code, body, opening).ifPresent(slips::add);
      }
      dropped(code, body, slips);
    }
    return slips;
  }

  // --- openings

  private static List<Opening> openings(JavaCode code, JavaCode.Body body) {
    List<Opening> found = new ArrayList<>();
    for (VariableDeclarator declarator : JavaCode.own(body.code(), VariableDeclarator.class)) {
      JavaVariable variable = code.unit().variable(declarator);
      variable
          .value()
          .filter(value -> variable.kind() == JavaVariable.Kind.LOCAL)
          .flatMap(value -> opened(code, value, variable, declarator))
          .ifPresent(found::add);
    }
    for (AssignExpr assign : JavaCode.own(body.code(), AssignExpr.class)) {
      code.variable(assign.getTarget())
          .filter(v -> v.kind() == JavaVariable.Kind.LOCAL)
          .filter(v -> JavaCode.isInside(v.declaration(), body.code()))
          .ifPresent(v -> opened(code, assign.getValue(), v, assign).ifPresent(found::add));
    }
    for (ForEachStmt loop : JavaCode.own(body.code(), ForEachStmt.class)) {
      if (JavaCode.bare(loop.getIterable()) instanceof MethodCallExpr call
          && code.owner(call)
              .filter(type -> Djl.givesBatches(type, call.getNameAsString()))
              .isPresent()) {
        JavaVariable batch = code.unit().variable(loop.getVariable().getVariable(0));
        found.add(new Opening(Resource.BATCH, batch, loop, call));
      }
    }
    return found;
  }

  private static Optional<Opening> opened(
      JavaCode code, Expression value, JavaVariable variable, Node at) {
    return resource(code, value)
        .map(resource -> new Opening(resource, variable, at, JavaCode.bare(value)));
  }

  private static Optional<Resource> resource(JavaCode code, Expression value) {
    return JavaCode.bare(value) instanceof MethodCallExpr call
        ? code.owner(call).flatMap(type -> Djl.opens(type, call.getNameAsString()))
        : Optional.empty();
  }

  // --- what becomes of it

  private static Optional<JavaSlip> slip(JavaCode code, JavaCode.Body body, Opening opening) {
    if (isLeftToTheEnd(code, body, opening.resource(), opening.at())
        || isClosedWithItsModel(code, opening.call(), opening.resource())) {
      return Optional.empty();
    }
    JavaUses uses = new JavaUses(code, body.code(), ownsResults(opening.resource()));
    boolean isClosed = false;
    for (Expression name : code.uses(opening.variable(), body.code())) {
      switch (uses.of(name)) {
        case AWAY -> {
          return Optional.empty();
        }
        case CLOSED -> isClosed = true;
        case SET, PLAIN -> {}
      }
    }
    Optional<Node> open = OpenEnds.find(code, body, opening.variable(), opening.at());
    if (open.isEmpty()) {
      return Optional.empty();
    }
    JavaSlip slip =
        JavaSlip.of(
            kind(opening.resource()), code.place(opening.call()), opening.variable().name());
    return Optional.of(
        isClosed
            ? slip.unsure().withOther(code.place(open.get()))
            : slip.withChange(TryWithResources.around(code, opening.variable(), opening.at())));
  }

  private static boolean ownsResults(Resource resource) {
    return switch (resource) {
      case MANAGER, SUB_MANAGER, MODEL, BATCH -> true;
      case COLLECTOR, PREDICTOR, TRAINER -> false;
    };
  }

  private static Kind kind(Resource resource) {
    return switch (resource) {
      case MANAGER, SUB_MANAGER -> Kind.MANAGER_NOT_CLOSED;
      case COLLECTOR -> Kind.COLLECTOR_NOT_CLOSED;
      case MODEL, PREDICTOR, TRAINER -> Kind.MODEL_NOT_CLOSED;
      case BATCH -> Kind.BATCH_NOT_CLOSED;
    };
  }

  /**
   * What a program opens once, in its main method, ends with the program; what a test opens, with
   * the test.
   */
  private static boolean isLeftToTheEnd(
      JavaCode code, JavaCode.Body body, Resource resource, Node at) {
    boolean isOnce = JavaCode.loops(at, body.code()).isEmpty();
    return switch (resource) {
      case COLLECTOR -> false;
      case BATCH -> code.isTest();
      // Its parent closes it in the end: only many of them are too many.
      case SUB_MANAGER -> isOnce || code.isTest();
      case MANAGER, MODEL, PREDICTOR, TRAINER ->
          code.isTest()
              || (isOnce
                  && body.owner() instanceof MethodDeclaration method
                  && method.getNameAsString().equals("main")
                  && method.isStatic());
    };
  }

  /** Whether a predictor or trainer is made of a model that the same code opens. */
  private static boolean isClosedWithItsModel(
      JavaCode code, Expression opening, Resource resource) {
    boolean isOfModel = resource == Resource.PREDICTOR || resource == Resource.TRAINER;
    return isOfModel
        && opening instanceof MethodCallExpr call
        && call.getScope()
            .flatMap(code::variable)
            .filter(
                model ->
                    model.kind() == JavaVariable.Kind.LOCAL
                        || model.kind() == JavaVariable.Kind.RESOURCE)
            .isPresent();
  }

  // --- what nobody holds

  /** A predictor that is used where it is made can be closed by nobody. */
  private static void dropped(JavaCode code, JavaCode.Body body, List<JavaSlip> to) {
    for (MethodCallExpr call : JavaCode.own(body.code(), MethodCallExpr.class)) {
      boolean isDropped =
          call.getNameAsString().matches("predict|batchPredict")
              && call.getScope().isPresent()
              && resource(code, call.getScope().get())
                  .filter(resource -> resource == Resource.PREDICTOR)
                  .isPresent();
      if (isDropped) {
        Expression made = JavaCode.bare(call.getScope().orElseThrow());
        if (!isClosedWithItsModel(code, made, Resource.PREDICTOR)
            && !isLeftToTheEnd(code, body, Resource.PREDICTOR, call)) {
          to.add(JavaSlip.of(Kind.MODEL_NOT_CLOSED, code.place(made), code.quoted(made)));
        }
      }
    }
  }
}
