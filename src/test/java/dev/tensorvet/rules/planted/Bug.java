package dev.tensorvet.rules.planted;

import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A mistake that can be made in a program.
 *
 * @param rule the rule that must see it
 */
record Bug(String name, String rule, Operator operator) {

  private static final String[] CLIPS = {"clip_grad_norm_", "clip_grad_value_", "clip_gradients"};

  private static final List<String> CROSS_ENTROPIES =
      List.of("criterion", "self.criterion", "F.cross_entropy", "nn.functional.cross_entropy");

  /** All of them: a new mistake is one line. */
  static List<Bug> all() {
    List<Bug> all = new ArrayList<>(ofTheStep());
    all.addAll(AroundTheStep.bugs());
    return all;
  }

  private static List<Bug> ofTheStep() {
    return List.of(
        bug("zero_grad left out", "missing-zero-grad", Bug::withoutZero),
        bug("zero_grad moved before step", "zero-grad-between-backward-and-step", Bug::lateZero),
        bug("backward left out", "missing-backward", without(Bug::backwardForZeroed)),
        bug("step left out", "missing-optimizer-step", without(Bug::pairedSteps)),
        bug("step moved before backward", "step-before-backward", Bug::earlyStep),
        bug("clip moved behind step", "clip-after-step", Bug::lateClip),
        bug("clip moved before backward", "clip-before-backward", Bug::earlyClip),
        bug(
            "second loss computed before the first step",
            "multiple-losses-separate-steps-stale",
            Bug::earlyLoss),
        bug(
            "loss of the opponent not detached, zero_grad moved before it",
            "step-uses-gradients-of-other-loss",
            Bug::attachedOpponent),
        bug(
            "inference_mode for no_grad",
            "inference-mode-tensor-reused-in-train",
            Bug::inferredTarget),
        bug("unscale_ left out", "clip-before-unscale", without(c -> c.calls("unscale_"))),
        bug("eval() left out", "eval-missing-eval-mode", without(Bug::evalOfTrained)),
        bug("train() left out", "model-train-mode-missing-after-eval", without(Bug::train)),
        bug("no_grad left out", "eval-missing-no-grad", Bug::withoutNoGrad),
        bug("item() left out", "loss-accumulated-with-graph", Bug::withoutItem),
        bug("softmax put around scores", "softmax-before-cross-entropy", Bug::softmaxOfScores),
        bug("super().__init__ left out", "module-missing-super-init", without(Bug::superInit)),
        bug("layers in a plain list", "module-list-plain", Bug::plainList),
        bug("base nn.Module left out", "module-not-inherited", Bug::withoutBase),
        bug("forward misspelt", "module-missing-forward", Bug::misspeltForward),
        bug("layer that nothing uses", "module-unused-layer", Bug::unusedLayer));
  }

  private static final String[] BACKWARD = {"backward", "manual_backward"};

  private static Bug bug(String name, String rule, Function<Code, Stream<List<TextEdit>>> edits) {
    return new Bug(name, rule, Operator.inFile(edits));
  }

  /** Takes each of some statements out, one at a time. */
  private static Function<Code, Stream<List<TextEdit>>> without(
      Function<Code, Stream<Stmt>> statements) {
    return code -> statements.apply(code).map(s -> List.of(code.delete(s)));
  }

  /** All that a function does to zero the gradients of one object. */
  private static Stream<List<TextEdit>> withoutZero(Code code) {
    Map<List<Object>, List<TextEdit>> zeros = new LinkedHashMap<>();
    code.calls("zero_grad")
        .forEach(
            s ->
                zeros
                    .computeIfAbsent(
                        List.of(code.scope(s).id(), code.receiver(s)), k -> new ArrayList<>())
                    .add(code.delete(s)));
    return zeros.values().stream();
  }

  private static Stream<List<TextEdit>> lateZero(Code code) {
    return code.calls("zero_grad")
        .flatMap(
            zero ->
                stepAfter(code, zero)
                    .filter(step -> code.before(step, s -> code.isCall(s, BACKWARD)).isPresent())
                    .map(step -> code.moveBefore(zero, step))
                    .stream());
  }

  private static Optional<Stmt> stepAfter(Code code, Stmt zero) {
    return code.after(
        zero, s -> code.isCall(s, "step") && code.subject(s).equals(code.receiver(zero)));
  }

  /** Backward passes in a file that zeroes gradients, so that it means to have some. */
  private static Stream<Stmt> backwardForZeroed(Code code) {
    return code.calls(BACKWARD).filter(s -> code.calls("zero_grad").findFirst().isPresent());
  }

  /** Steps of an optimizer whose gradients the same file zeroes, so that it means to train. */
  private static Stream<Stmt> pairedSteps(Code code) {
    List<String> zeroed = code.calls("zero_grad").map(code::receiver).toList();
    return code.optimizerCalls("step").filter(s -> zeroed.contains(code.subject(s)));
  }

  private static Stream<List<TextEdit>> earlyStep(Code code) {
    return code.optimizerCalls("step").flatMap(step -> moveBeforeBackward(code, step));
  }

  private static Stream<List<TextEdit>> earlyClip(Code code) {
    return code.calls(CLIPS).flatMap(clip -> moveBeforeBackward(code, clip));
  }

  private static Stream<List<TextEdit>> moveBeforeBackward(Code code, Stmt moved) {
    return code
        .before(moved, s -> code.isCall(s, BACKWARD))
        .map(backward -> code.moveBefore(moved, backward))
        .stream();
  }

  private static Stream<List<TextEdit>> lateClip(Code code) {
    return code.calls(CLIPS)
        .flatMap(
            clip ->
                code
                    .after(clip, s -> code.isCall(s, "step"))
                    .map(step -> code.moveAfter(clip, step))
                    .stream());
  }

  /** Switches to evaluation of what the program also trains. */
  private static Stream<Stmt> evalOfTrained(Code code) {
    return code.calls("eval").filter(s -> !code.receiver(s).contains("teacher"));
  }

  /** Switches to training; the same call runs the trainer of a framework. */
  private static Stream<Stmt> train(Code code) {
    return code.calls("train").filter(s -> !code.receiver(s).contains("trainer"));
  }

  /** Moves the loss of a second backward pass before the step that follows the first. */
  private static Stream<List<TextEdit>> earlyLoss(Code code) {
    return code.calls("backward")
        .flatMap(
            backward ->
                code
                    .before(backward, s -> isAssigned(code, s, code.receiver(backward)))
                    .flatMap(
                        loss ->
                            code.before(loss, s -> code.isCall(s, "step"))
                                .map(step -> code.moveBefore(loss, step)))
                    .stream());
  }

  private static boolean isAssigned(Code code, Stmt statement, String name) {
    return statement instanceof Stmt.Assign assign
        && code.text(assign.targets().getFirst()).equals(name);
  }

  /**
   * Lets the loss of one of two models walk back through the other, and sets the gradients of that
   * one to zero before.
   */
  private static Stream<List<TextEdit>> attachedOpponent(Code code) {
    return code.calls("zero_grad")
        .flatMap(
            zero ->
                code
                    .before(zero, s -> code.isCall(s, "backward"))
                    .map(backward -> attached(code, zero, backward))
                    .stream())
        .filter(edits -> edits.size() > 2);
  }

  private static List<TextEdit> attached(Code code, Stmt zero, Stmt backward) {
    List<TextEdit> edits = new ArrayList<>(code.moveBefore(zero, code.block(zero).getFirst()));
    edits.add(Code.insert(backward.end() - 1, "retain_graph=True"));
    code.all(Expr.Call.class)
        .filter(call -> code.text(call).matches("\\w+\\.detach\\(\\)"))
        .filter(
            call ->
                call.start() < backward.start()
                    && call.start() > code.block(zero).getFirst().start())
        .map(call -> Code.replace(call, code.text(call).replace(".detach()", "")))
        .forEach(edits::add);
    return edits;
  }

  /** Whether a block computes the target of a loss of squares, which keeps it. */
  static boolean computesTarget(Code code, Stmt.With with) {
    return code.after(with, s -> code.text(s).contains("mse_loss(")).isPresent();
  }

  private static Stream<List<TextEdit>> inferredTarget(Code code) {
    return code.all(Stmt.With.class)
        .filter(with -> computesTarget(code, with))
        .flatMap(with -> with.items().stream())
        .filter(item -> isNoGrad(code, item))
        .map(item -> List.of(Code.replace(item, "torch.inference_mode()")));
  }

  private static boolean isNoGrad(Code code, Node node) {
    return code.text(node).equals("torch.no_grad()")
        || code.text(node).equals("torch.inference_mode()");
  }

  /** Of loops over data, and of functions that hold one. */
  private static Stream<List<TextEdit>> withoutNoGrad(Code code) {
    Predicate<Node> evaluates =
        node -> Code.within(node, Stmt.For.class).anyMatch(f -> code.text(f).contains("label"));
    Stream<List<TextEdit>> contexts =
        code.all(Stmt.With.class)
            .filter(evaluates)
            .flatMap(
                with ->
                    with.items().stream()
                        .filter(item -> isNoGrad(code, item))
                        .map(item -> code.unwrap(with, item)));
    Stream<List<TextEdit>> decorators =
        code.all(Stmt.FunctionDef.class)
            .filter(evaluates)
            .flatMap(
                function ->
                    function.decorators().stream()
                        .filter(d -> isNoGrad(code, d))
                        .map(
                            d ->
                                List.of(
                                    new TextEdit(
                                        new Span(d.start() - 1, code.text().indexOf('\n', d.end())),
                                        "# graphs are built"))));
    return Stream.concat(contexts, decorators);
  }

  /** Of a loss that is summed up or collected. */
  private static Stream<List<TextEdit>> withoutItem(Code code) {
    Stream<Expr> summed = code.all(Stmt.AugAssign.class).map(Stmt.AugAssign::value);
    Stream<Expr> collected = code.calls("append").map(s -> Code.call(s).arguments().getFirst());
    return Stream.concat(summed, collected)
        .filter(value -> code.text(value).matches("loss\\w*\\.item\\(\\)"))
        .map(value -> List.of(Code.replace(value, code.text(value).replace(".item()", ""))));
  }

  private static Stream<List<TextEdit>> softmaxOfScores(Code code) {
    return code.all(Expr.Call.class)
        .filter(call -> CROSS_ENTROPIES.contains(code.text(call.callee())))
        .filter(
            call ->
                !code.text(call.callee()).endsWith("criterion")
                    || code.text().contains("CrossEntropyLoss"))
        .map(call -> call.arguments().getFirst())
        .map(
            scores ->
                List.of(Code.replace(scores, "torch.softmax(" + code.text(scores) + ", dim=1)")));
  }

  private static Stream<Stmt.ClassDef> modules(Code code) {
    return code.all(Stmt.ClassDef.class)
        .filter(c -> c.bases().stream().anyMatch(b -> code.text(b).endsWith("Module")));
  }

  private static Stream<Stmt> superInit(Code code) {
    return modules(code)
        .flatMap(c -> Code.within(c, Stmt.ExprStmt.class))
        .filter(s -> code.text(s).matches("super\\(.*\\)\\.__init__\\(.*"))
        .map(Stmt.class::cast);
  }

  private static Stream<List<TextEdit>> plainList(Code code) {
    return code.all(Expr.Call.class)
        .filter(call -> code.text(call.callee()).equals("nn.ModuleList"))
        .map(
            call -> {
              String layers = code.text(call.arguments().getFirst());
              return List.of(
                  Code.replace(call, layers.startsWith("[") ? layers : "[" + layers + "]"));
            });
  }

  private static Stream<List<TextEdit>> withoutBase(Code code) {
    return modules(code)
        .map(c -> c.bases().getFirst())
        .filter(base -> code.text(base).equals("nn.Module"))
        .map(base -> List.of(new TextEdit(new Span(base.start() - 1, base.end() + 1), "")));
  }

  private static Stream<List<TextEdit>> misspeltForward(Code code) {
    return modules(code)
        .filter(c -> code.text(c.bases().getFirst()).equals("nn.Module"))
        .flatMap(c -> Code.within(c, Stmt.FunctionDef.class))
        .filter(f -> f.name().equals("forward"))
        .map(
            f ->
                List.of(
                    new TextEdit(
                        new Span(f.nameStart(), f.nameStart() + "forward".length()), "foward")));
  }

  private static Stream<List<TextEdit>> unusedLayer(Code code) {
    return superInit(code)
        .map(init -> List.of(code.insertAfter(init, "self.spare = nn.Linear(8, 8)")));
  }

  /** The programs into which it is planted. */
  Stream<Program> plant(Collection<Program> programs) {
    return programs.stream().flatMap(operator::apply);
  }
}
