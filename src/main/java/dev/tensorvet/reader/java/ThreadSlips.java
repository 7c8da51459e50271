package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is done in several threads. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class ThreadSlips implements JavaReader {

  private static final Set<String> RUNS_LATER =
      Set.of("submit", "execute", "supplyAsync", "runAsync", "thenApplyAsync", "schedule");

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      joined(code, call).ifPresent(slips::add);
    }
    shared(code, slips);
    return slips;
  }

  /** A future of all futures that nobody waits for. */
  private static Optional<JavaSlip> joined(JavaCode code, MethodCallExpr call) {
    boolean isDropped =
        call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()
            && code.isCall(call, "allOf", FUTURE::equals);
    if (!isDropped || isUsedLater(code, call)) {
      return Optional.empty();
    }
    int end = code.unit().span(call).end();
    return Optional.of(
        JavaSlip.of(Kind.ALL_OF_NOT_JOINED, code.place(call), code.quoted(call))
            .withChange(
                Optional.of(
                    new Change(
                        "wait with `join()`",
                        List.of(new TextEdit(new Span(end, end), ".join()"))))));
  }

  /** Whether something is done afterwards with the futures themselves, as to wait for each. */
  private static boolean isUsedLater(JavaCode code, MethodCallExpr call) {
    int end = code.unit().span(call).end();
    Set<String> futures = new HashSet<>();
    call.getArguments()
        .forEach(
            given -> given.findAll(NameExpr.class).forEach(n -> futures.add(n.getNameAsString())));
    return JavaCode.around(call, MethodDeclaration.class, m -> true).stream()
        .flatMap(method -> method.findAll(NameExpr.class).stream())
        .anyMatch(
            name ->
                futures.contains(name.getNameAsString()) && code.unit().span(name).start() >= end);
  }

  // --- predictors

  private static void shared(JavaCode code, List<JavaSlip> to) {
    String text = code.unit().module().file().text();
    if (text.contains("newSingleThreadExecutor")) {
      return;
    }
    Set<Node> told = new HashSet<>();
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      Optional<JavaVariable> predictor =
          call.getNameAsString().matches("predict|batchPredict")
              ? call.getScope()
                  .flatMap(code::variable)
                  .filter(v -> v.type().filter(Djl::isPredictor).isPresent())
              : Optional.empty();
      if (predictor.isPresent() && !isLocked(call)) {
        Optional<Node> task = task(predictor.get(), call);
        boolean isShared = task.isPresent() || isHandler(predictor.get(), call);
        if (isShared && told.add(predictor.get().declaration())) {
          JavaSlip slip =
              JavaSlip.of(Kind.PREDICTOR_SHARED, code.place(call), predictor.get().name()).unsure();
          to.add(slip.withOther(code.place(predictor.get().declaration())));
        }
      }
    }
  }

  private static boolean isLocked(Node call) {
    return JavaCode.around(call, SynchronizedStmt.class, s -> true).isPresent()
        || JavaCode.around(call, MethodDeclaration.class, m -> true)
            .filter(MethodDeclaration::isSynchronized)
            .isPresent();
  }

  /**
   * The lambda that runs a call in other threads, several of them, with a predictor from outside.
   */
  private static Optional<Node> task(JavaVariable predictor, Node call) {
    return JavaCode.around(
            call,
            LambdaExpr.class,
            lambda ->
                !JavaCode.isInside(predictor.declaration(), lambda)
                    && lambda
                        .getParentNode()
                        .filter(p -> p instanceof MethodCallExpr run && isParallel(run))
                        .isPresent())
        .map(lambda -> lambda);
  }

  private static boolean isParallel(MethodCallExpr run) {
    if (RUNS_LATER.contains(run.getNameAsString())) {
      return JavaCode.around(run, Node.class, JavaCode::isLoop).isPresent()
          || JavaCode.around(run, LambdaExpr.class, l -> true).isPresent();
    }
    return JavaCode.chain(run).stream()
        .map(MethodCallExpr::getNameAsString)
        .anyMatch(name -> name.equals("parallelStream") || name.equals("parallel"));
  }

  /** Whether a field is used where a server calls for each of its requests, in many threads. */
  private static boolean isHandler(JavaVariable predictor, Node call) {
    return predictor.kind() == JavaVariable.Kind.FIELD
        && JavaCode.around(call, MethodDeclaration.class, ThreadSlips::isMapped).isPresent()
        && JavaCode.around(call, ClassOrInterfaceDeclaration.class, ThreadSlips::isController)
            .isPresent();
  }

  private static boolean isMapped(MethodDeclaration method) {
    return method.getAnnotations().stream()
        .map(AnnotationExpr::getNameAsString)
        .anyMatch(name -> name.endsWith("Mapping"));
  }

  private static boolean isController(ClassOrInterfaceDeclaration type) {
    return type.getAnnotations().stream()
        .map(AnnotationExpr::getNameAsString)
        .anyMatch(name -> name.equals("RestController") || name.equals("Controller"));
  }
}
