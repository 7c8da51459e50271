package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Dl4j;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what code does with networks, data and arrays of DL4J. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class Dl4jRuns implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Dl4j.mayBeUsed(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (JavaCode.Body body : code.bodies()) {
      for (VariableDeclarator declarator : JavaCode.own(body.code(), VariableDeclarator.class)) {
        uninitialized(code, body, declarator).ifPresent(slips::add);
      }
      for (WhileStmt loop : JavaCode.own(body.code(), WhileStmt.class)) {
        notReset(code, body, loop).ifPresent(slips::add);
      }
      for (MethodCallExpr call : JavaCode.own(body.code(), MethodCallExpr.class)) {
        fitOnTest(code, call).ifPresent(slips::add);
        discarded(code, call).ifPresent(slips::add);
        stateKept(code, body, call).ifPresent(slips::add);
        updaterLost(code, body, call).ifPresent(slips::add);
      }
    }
    return slips;
  }

  // --- networks

  /** A network whose parameters are asked for before they are made. */
  private static Optional<JavaSlip> uninitialized(
      JavaCode code, JavaCode.Body body, VariableDeclarator declarator) {
    boolean isMade =
        declarator
            .getInitializer()
            .filter(
                value ->
                    JavaCode.bare(value) instanceof ObjectCreationExpr made
                        && code.made(made).filter(Dl4j::isNetwork).isPresent()
                        && made.getArguments().size() == 1)
            .isPresent();
    if (!isMade) {
      return Optional.empty();
    }
    JavaVariable network = code.unit().variable(declarator);
    for (Expression use : code.uses(network, body.code())) {
      Node parent = use.getParentNode().orElse(use);
      boolean isAsked =
          parent instanceof MethodCallExpr call
              && call.getScope().filter(scope -> scope == use).isPresent();
      // Whoever gets it may initialise it.
      if (!isAsked) {
        return Optional.empty();
      }
      String method = ((MethodCallExpr) parent).getNameAsString();
      if (Dl4j.needsParameters(method)) {
        return Optional.of(
            JavaSlip.of(Kind.NETWORK_NOT_INITIALIZED, code.place(parent), network.name())
                .withDetail(method)
                .withOther(code.place(declarator)));
      }
      // Training and listeners initialise it, and so may anything else.
      if (!method.equals("setListeners") || JavaCode.callable(use).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** An updater's state that is not saved, by code that goes on training with what it has saved. */
  private static Optional<JavaSlip> updaterLost(
      JavaCode code, JavaCode.Body body, MethodCallExpr call) {
    boolean isSaved =
        call.getArguments().size() == 3
            && code.isCall(call, "writeModel", Dl4j::isSerializer)
            && code.flag(call.getArgument(2)).filter(saves -> !saves).isPresent();
    if (!isSaved) {
      return Optional.empty();
    }
    return body.code().findAll(VariableDeclarator.class).stream()
        .filter(
            restored ->
                restored
                    .getInitializer()
                    .filter(
                        value ->
                            JavaCode.bare(value) instanceof MethodCallExpr restore
                                && restore.getNameAsString().startsWith("restore")
                                && code.owner(restore).filter(Dl4j::isSerializer).isPresent()
                                && sameFile(call, restore))
                    .isPresent())
        .flatMap(restored -> code.uses(code.unit().variable(restored), body.code()).stream())
        .map(use -> use.getParentNode().orElse(use))
        .filter(
            parent -> parent instanceof MethodCallExpr fit && fit.getNameAsString().equals("fit"))
        .findFirst()
        .map(
            fit ->
                JavaSlip.of(
                        Kind.UPDATER_NOT_SAVED,
                        code.place(call.getArgument(2)),
                        code.quoted(call.getArgument(0)))
                    .withOther(code.place(fit))
                    .withChange(
                        Optional.of(
                            new Change(
                                "save the updater",
                                List.of(
                                    new TextEdit(
                                        code.unit().span(call.getArgument(2)), "true"))))));
  }

  private static boolean sameFile(MethodCallExpr save, MethodCallExpr restore) {
    return !restore.getArguments().isEmpty()
        && save.getArgument(1).toString().equals(restore.getArgument(0).toString());
  }

  /** The state of one sequence that goes into the next. */
  private static Optional<JavaSlip> stateKept(
      JavaCode code, JavaCode.Body body, MethodCallExpr call) {
    List<Statement> loops = JavaCode.loops(call, body.code());
    boolean isInTurns =
        loops.size() >= 2
            && call.getScope().isPresent()
            && code.isCall(call, "rnnTimeStep", Dl4j::isNetwork);
    boolean isCleared =
        code.unit()
            .module()
            .file()
            .text()
            .matches("(?s).*(rnnClearPreviousState|rnnSetPreviousState|clearLayersStates).*");
    return isInTurns && !isCleared
        ? Optional.of(
            JavaSlip.of(
                    Kind.RNN_STATE_KEPT,
                    code.place(call),
                    code.quoted(call.getScope().orElseThrow()))
                .unsure())
        : Optional.empty();
  }

  // --- data

  /** A loop over batches, inside of one over epochs, that finds nothing from the second turn on. */
  private static Optional<JavaSlip> notReset(JavaCode code, JavaCode.Body body, WhileStmt loop) {
    if (!(JavaCode.bare(loop.getCondition()) instanceof MethodCallExpr test)
        || !code.isCall(test, "hasNext", Dl4j::isIterator)) {
      return Optional.empty();
    }
    Optional<JavaVariable> iterator = test.getScope().flatMap(code::variable);
    Optional<Statement> epochs = JavaCode.loops(loop, body.code()).stream().findFirst();
    if (iterator.isEmpty()
        || epochs.isEmpty()
        || JavaCode.isInside(iterator.get().declaration(), epochs.get())) {
      return Optional.empty();
    }
    boolean trains =
        loop.findAll(MethodCallExpr.class).stream()
            .anyMatch(call -> call.getNameAsString().equals("fit"));
    boolean mayReset =
        code.uses(iterator.get(), epochs.get()).stream().anyMatch(use -> mayReset(use));
    return trains && !mayReset
        ? Optional.of(
            JavaSlip.of(Kind.ITERATOR_NOT_RESET, code.place(test), iterator.get().name())
                .withOther(code.place(epochs.get()))
                .withChange(reset(code, loop, iterator.get())))
        : Optional.empty();
  }

  private static boolean mayReset(Expression use) {
    Node parent = use.getParentNode().orElse(use);
    return switch (parent) {
      case MethodCallExpr call ->
          call.getScope().filter(scope -> scope == use).isEmpty()
              || !call.getNameAsString().matches("hasNext|next|batch|inputColumns|totalOutcomes");
      case AssignExpr assign -> true;
      default -> true;
    };
  }

  private static Optional<Change> reset(JavaCode code, WhileStmt loop, JavaVariable iterator) {
    Span span = code.unit().span(loop);
    var file = code.unit().module().file();
    String before =
        file.text(new Span(file.lines().start(file.lines().line(span.start())), span.start()));
    String line = iterator.name() + ".reset();";
    return before.isBlank()
        ? Optional.of(
            new Change(
                "insert `" + line + "`",
                List.of(
                    new TextEdit(
                        new Span(span.start(), span.start()), line + file.lineEnd() + before))))
        : Optional.empty();
  }

  private static Optional<JavaSlip> fitOnTest(JavaCode code, MethodCallExpr call) {
    boolean isLearning =
        call.getNameAsString().equals("fit")
            && call.getArguments().size() == 1
            && call.getScope()
                .map(code::value)
                .flatMap(code::made)
                .filter(Dl4j::isNormalizer)
                .isPresent();
    if (!isLearning) {
      return Optional.empty();
    }
    Expression data = call.getArgument(0);
    boolean isTest =
        JavaCode.lastName(data).matches("(?i)test.*|\\w*_test|.*[a-z]Test")
            || (code.value(data) instanceof MethodCallExpr split
                && split.getNameAsString().equals("getTest"));
    return isTest
        ? Optional.of(
            JavaSlip.of(Kind.NORMALIZER_FIT_ON_TEST, code.place(call), code.quoted(data))
                .withDetail(code.quoted(call.getScope().orElseThrow())))
        : Optional.empty();
  }

  // --- arrays

  private static Optional<JavaSlip> discarded(JavaCode code, MethodCallExpr call) {
    boolean isDiscarded =
        call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()
            && Dl4j.leavesAsIs(call.getNameAsString())
            && code.owner(call).filter(Dl4j::isArray).isPresent();
    if (!isDiscarded) {
      return Optional.empty();
    }
    Optional<String> inPlace = Dl4j.inPlace(call.getNameAsString());
    return Optional.of(
        JavaSlip.of(Kind.COPY_DISCARDED, code.place(call), call.getNameAsString())
            .withDetail(inPlace.orElse(""))
            .withChange(
                inPlace.map(
                    method ->
                        new Change(
                            "call `" + method + "`",
                            List.of(new TextEdit(code.unit().span(call.getName()), method))))));
  }
}
