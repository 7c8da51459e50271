package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is done with arrays whose gradients are asked for. */
final class TrackedArrays implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text) && Djl.mayCollect(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (MethodCallExpr change : code.unit().unit().findAll(MethodCallExpr.class)) {
      if (Djl.changesArray(change.getNameAsString()) && isRecorded(change)) {
        Optional<JavaVariable> array = change.getScope().flatMap(code::variable);
        array
            .flatMap(variable -> tracking(code, variable, change))
            .map(
                tracked ->
                    JavaSlip.of(Kind.TRACKED_ARRAY_CHANGED, code.place(change), array.get().name())
                        .withOther(code.place(tracked)))
            .ifPresent(slips::add);
      }
    }
    return slips;
  }

  /** Whether a call stands in a block that collects gradients. */
  private static boolean isRecorded(Node call) {
    return JavaCode.around(
            call,
            TryStmt.class,
            block ->
                JavaCode.isInside(call, block.getTryBlock())
                    && block.getResources().stream()
                        .flatMap(resource -> resource.findAll(MethodCallExpr.class).stream())
                        .anyMatch(opened -> Djl.opensCollector(opened.getNameAsString())))
        .isPresent();
  }

  /** Where the gradients of a variable's array are asked for, before a call in its method. */
  private static Optional<MethodCallExpr> tracking(
      JavaCode code, JavaVariable variable, MethodCallExpr change) {
    int until = code.unit().span(change).start();
    return JavaCode.around(change, MethodDeclaration.class, method -> true)
        .filter(method -> JavaCode.isInside(variable.declaration(), method))
        .filter(method -> isMadeOnce(code, variable, method))
        .flatMap(
            method ->
                method.findAll(MethodCallExpr.class).stream()
                    .filter(call -> Djl.tracksGradient(call.getNameAsString()))
                    .filter(call -> call.getArguments().stream().noneMatch(TrackedArrays::isFalse))
                    .filter(call -> call.getScope().filter(s -> code.is(s, variable)).isPresent())
                    .filter(call -> code.unit().span(call).end() <= until)
                    .findFirst());
  }

  private static boolean isFalse(Expression given) {
    return !given.isBooleanLiteralExpr() || !given.asBooleanLiteralExpr().getValue();
  }

  /** Whether a variable holds the same array all the time: what is computed is no leaf. */
  private static boolean isMadeOnce(
      JavaCode code, JavaVariable variable, MethodDeclaration method) {
    return method.findAll(AssignExpr.class).stream()
        .noneMatch(assign -> code.is(assign.getTarget(), variable));
  }
}
