package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.flow.java.JavaEvents;
import dev.tensorvet.flow.java.JavaFlow;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what hand-written training loops of DJL do with their trainer and its collector. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class TrainingSteps implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (JavaCode.Body body : code.bodies()) {
      for (JavaVariable trainer : trainers(code, body)) {
        Trainer traced = Trainer.in(code, body, trainer);
        traced.stepMissing().ifPresent(slips::add);
        slips.addAll(traced.stepsWithoutBackward());
      }
      forwardOutside(code, body, slips);
      evaluated(code, body, slips);
    }
    return slips;
  }

  /** The trainers that a body makes by itself, so that nobody else has trained with them. */
  private static List<JavaVariable> trainers(JavaCode code, JavaCode.Body body) {
    return JavaCode.own(body.code(), VariableDeclarator.class).stream()
        .filter(
            declarator ->
                declarator
                    .getInitializer()
                    .map(JavaCode::bare)
                    .filter(
                        value ->
                            value instanceof MethodCallExpr made
                                && made.getNameAsString().equals("newTrainer"))
                    .isPresent())
        .map(code.unit()::variable)
        .filter(variable -> variable.type().filter(Djl::isTrainer).isPresent())
        .toList();
  }

  private enum What {
    BACKWARD,
    STEP,
    /** Something that may be any of them. */
    ANYTHING
  }

  private record Event(What what, Node node) {}

  private enum State {
    FRESH,
    HAS_GRADIENTS
  }

  /** A trainer, and what a body does with it. */
  private record Trainer(
      JavaCode code, JavaCode.Body body, JavaVariable variable, EventGraph<Event> graph) {

    static Trainer in(JavaCode code, JavaCode.Body body, JavaVariable variable) {
      JavaEvents<Event> events = node -> event(code, variable, node);
      return new Trainer(code, body, variable, JavaFlow.of(code.unit(), body.code(), events));
    }

    private static List<Event> event(JavaCode code, JavaVariable trainer, Node node) {
      if (node instanceof MethodCallExpr call) {
        return what(code, trainer, call).map(what -> new Event(what, node)).stream().toList();
      }
      if (node instanceof LambdaExpr lambda) {
        return lambda.findAll(MethodCallExpr.class).stream()
                .anyMatch(call -> Djl.mayUpdate(call.getNameAsString()))
            ? List.of(new Event(What.ANYTHING, node))
            : List.of();
      }
      // Whoever else gets it may do anything with it, and so may a body that runs some time.
      boolean isGivenAway =
          node instanceof NameExpr name
              && name.getParentNode().filter(MethodCallExpr.class::isInstance).isEmpty()
              && code.is(name, trainer);
      return isGivenAway ? List.of(new Event(What.ANYTHING, node)) : List.of();
    }

    private static Optional<What> what(JavaCode code, JavaVariable trainer, MethodCallExpr call) {
      String method = call.getNameAsString();
      Optional<String> owner = code.owner(call);
      if (method.equals("backward") && owner.filter(Djl::isCollector).isPresent()) {
        return Optional.of(What.BACKWARD);
      }
      if (call.getScope().filter(scope -> code.is(scope, trainer)).isPresent()) {
        return method.equals("step") ? Optional.of(What.STEP) : Optional.empty();
      }
      boolean isGiven =
          call.getArguments().stream()
              .flatMap(argument -> code.uses(trainer, argument).stream())
              .anyMatch(use -> !isAsked(use));
      if (isGiven && owner.filter(Djl::isEasyTrain).isPresent()) {
        return owner.filter(type -> Djl.trainsWithoutStep(type, method)).isPresent()
            ? Optional.of(What.BACKWARD)
            : owner.filter(type -> Djl.trains(type, method)).map(type -> What.ANYTHING);
      }
      boolean isOfLibrary = owner.filter(Djl::isName).isPresent();
      return (isGiven && !isOfLibrary) || Djl.mayUpdate(method)
          ? Optional.of(What.ANYTHING)
          : Optional.empty();
    }

    /** Whether a use only calls a method of it. */
    private static boolean isAsked(Expression use) {
      return use.getParentNode()
          .filter(
              p ->
                  p instanceof MethodCallExpr call
                      && call.getScope().filter(scope -> scope == use).isPresent())
          .isPresent();
    }

    private List<Event> events(What what) {
      return graph
          .eventNodes()
          .boxed()
          .flatMap(n -> graph.event(n).stream())
          .filter(event -> event.what() == what)
          .toList();
    }

    /** Whether another body in this one holds the trainer. */
    private boolean isCaptured() {
      int all = code.uses(variable, body.code()).size();
      int own =
          (int)
              JavaCode.own(body.code(), NameExpr.class).stream()
                  .filter(name -> code.is(name, variable))
                  .count();
      return own < all;
    }

    Optional<JavaSlip> stepMissing() {
      if (!events(What.STEP).isEmpty() || !events(What.ANYTHING).isEmpty() || isCaptured()) {
        return Optional.empty();
      }
      return events(What.BACKWARD).stream()
          .filter(event -> !JavaCode.loops(event.node(), body.code()).isEmpty())
          .findFirst()
          .map(
              event ->
                  JavaSlip.of(Kind.STEP_MISSING, code.place(event.node()), variable.name())
                      .withDetail(((MethodCallExpr) event.node()).getNameAsString()));
    }

    List<JavaSlip> stepsWithoutBackward() {
      if (!events(What.ANYTHING).isEmpty() || isCaptured()) {
        return List.of();
      }
      Typestate<State> states =
          Typestate.solve(
              graph,
              State.FRESH,
              List.of(),
              (state, event) -> event.what() == What.BACKWARD ? State.HAS_GRADIENTS : state);
      List<JavaSlip> slips = new ArrayList<>();
      graph
          .eventNodes()
          .filter(node -> graph.event(node).filter(e -> e.what() == What.STEP).isPresent())
          .filter(node -> states.only(node, EnumSet.of(State.FRESH)))
          .forEach(
              node ->
                  slips.add(
                      JavaSlip.of(
                          Kind.STEP_WITHOUT_BACKWARD,
                          code.place(graph.event(node).orElseThrow().node()),
                          variable.name())));
      return slips;
    }
  }

  // --- forward passes

  /** A forward pass before the collector is there, whose result goes into the backward pass. */
  private static void forwardOutside(JavaCode code, JavaCode.Body body, List<JavaSlip> to) {
    for (MethodCallExpr backward : JavaCode.own(body.code(), MethodCallExpr.class)) {
      if (!code.isCall(backward, "backward", Djl::isCollector)
          || backward.getArguments().size() != 1) {
        continue;
      }
      Optional<TryStmt> scope = collecting(code, backward);
      if (scope.isEmpty()
          || (body.owner() instanceof MethodDeclaration m && isGivenCollector(code, m))) {
        continue;
      }
      Set<String> seen = new HashSet<>();
      List<MethodCallExpr> forwards = new ArrayList<>();
      forwards(code, backward.getArgument(0), seen, forwards);
      boolean isAllOutside =
          !forwards.isEmpty()
              && forwards.stream().noneMatch(f -> JavaCode.isInside(f, scope.get()))
              && forwards.stream().allMatch(f -> collecting(code, f).isEmpty());
      if (isAllOutside) {
        to.add(
            JavaSlip.of(
                    Kind.FORWARD_OUTSIDE_COLLECTOR,
                    code.place(forwards.getFirst()),
                    code.quoted(forwards.getFirst()))
                .withOther(code.place(backward)));
      }
    }
  }

  private static boolean isGivenCollector(JavaCode code, MethodDeclaration method) {
    return method.getParameters().stream()
        .anyMatch(p -> code.unit().name(p.getType()).filter(Djl::isCollector).isPresent());
  }

  /** The {@code try} around a node that opens a collector. */
  private static Optional<TryStmt> collecting(JavaCode code, Node node) {
    return JavaCode.around(
        node,
        TryStmt.class,
        block ->
            JavaCode.isInside(node, block.getTryBlock())
                && block.getResources().stream().anyMatch(resource -> isCollector(code, resource)));
  }

  private static boolean isCollector(JavaCode code, Expression resource) {
    return resource.isVariableDeclarationExpr()
        ? resource.asVariableDeclarationExpr().getVariables().stream()
            .anyMatch(v -> code.unit().type(v).filter(Djl::isCollector).isPresent())
        : code.unit().type(resource).filter(Djl::isCollector).isPresent();
  }

  /** The forward passes that a value comes from. */
  private static void forwards(
      JavaCode code, Expression value, Set<String> seen, List<MethodCallExpr> to) {
    for (MethodCallExpr call : value.findAll(MethodCallExpr.class)) {
      if (code.isCall(call, "forward", type -> Djl.isTrainer(type) || Djl.isBlock(type))) {
        to.add(call);
      }
    }
    for (NameExpr name : value.findAll(NameExpr.class)) {
      code.variable(name)
          .filter(v -> v.kind() == JavaVariable.Kind.LOCAL)
          .filter(v -> seen.add(v.name() + code.unit().span(v.declaration()).start()))
          .flatMap(JavaVariable::value)
          .ifPresent(of -> forwards(code, of, seen, to));
    }
  }

  // --- evaluation

  /** A pass in the way of training where only results are wanted. */
  private static void evaluated(JavaCode code, JavaCode.Body body, List<JavaSlip> to) {
    if (!(body.owner() instanceof MethodDeclaration method) || code.isTest()) {
      return;
    }
    List<MethodCallExpr> calls = body.code().findAll(MethodCallExpr.class);
    boolean mayTrain =
        calls.stream()
            .map(MethodCallExpr::getNameAsString)
            .anyMatch(
                name -> name.equals("backward") || Djl.opensCollector(name) || name.equals("step"));
    if (mayTrain || isGivenCollector(code, method)) {
      return;
    }
    for (MethodCallExpr call : calls) {
      if (code.isCall(call, "forward", Djl::isTrainer)
          && (isEvaluation(method.getNameAsString()) || isOverEvaluation(call))) {
        JavaSlip slip =
            JavaSlip.of(
                Kind.EVALUATED_WITH_FORWARD,
                code.place(call),
                code.quoted(call.getScope().orElseThrow()));
        boolean isPlain = call.getArguments().size() == 1;
        to.add(
            isPlain
                ? slip.withChange(
                    Optional.of(
                        new Change(
                            "call `evaluate`",
                            List.of(new TextEdit(code.unit().span(call.getName()), "evaluate")))))
                : slip);
      }
    }
  }

  private static boolean isEvaluation(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(valid|eval|test|infer|predict).*");
  }

  private static boolean isOverEvaluation(MethodCallExpr call) {
    return JavaCode.around(
            call,
            ForEachStmt.class,
            loop ->
                loop.getIterable()
                    .toString()
                    .matches("(?s).*\\b(valid|val|test|eval)\\w*(Set|Dataset|Data|Iter)?\\b.*"))
        .isPresent();
  }
}
