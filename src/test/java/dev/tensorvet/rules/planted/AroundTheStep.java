package dev.tensorvet.rules.planted;

import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mistakes that can be made around the step of an optimizer: in its precision, its windows, its
 * schedule, in the graph before it and in what is measured after it.
 */
final class AroundTheStep {

  private AroundTheStep() {}

  /** All of them: a new mistake is one line. */
  static List<Bug> bugs() {
    return List.of(
        bug("scaler's update left out", "amp-scaler-missing-update", AroundTheStep::scalerUpdate),
        bug("plain step beside a scaler", "amp-plain-step-with-scaler", AroundTheStep::plainStep),
        bug("model halved", "amp-half-model", AroundTheStep::halved),
        bug(
            "loss rewrapped",
            "loss-tensor-rewrapped",
            rewritten("torch.tensor(%s.item(), requires_grad=True)")),
        bug("loss detached", "loss-detached-before-backward", rewritten("%s.detach()")),
        bug("backward twice", "double-backward-without-retain", AroundTheStep::twice),
        bug("graph kept", "retain-graph-true-needless", AroundTheStep::kept),
        bug(
            "window's loss not divided",
            "grad-accum-loss-not-scaled",
            replaced("(loss / ACCUMULATE)", "loss")),
        bug(
            "window begins too soon",
            "grad-accum-off-by-one",
            replaced("(step + 1) % ACCUMULATE", "step % ACCUMULATE")),
        bug(
            "last window dropped",
            "grad-accum-last-window-dropped",
            replaced(" or step + 1 == len(loader)", "")),
        bug(
            "zero_grad in each turn of a window",
            "zero-grad-inside-accum-window",
            AroundTheStep::zeroInWindow),
        bug("clip in each turn of a window", "clip-every-micro-step", AroundTheStep::clipInWindow),
        bug(
            "schedule before the step",
            "scheduler-before-optimizer-step",
            AroundTheStep::earlySchedule),
        bug("schedule left out", "scheduler-never-stepped", AroundTheStep::scheduled),
        bug("set_epoch left out", "sampler-set-epoch-missing", left("set_epoch")),
        bug("saved by all processes", "save-on-all-ranks", replaced("if rank == 0:", "if True:")),
        bug(
            "target network left alone",
            "target-network-never-updated",
            AroundTheStep::targetUpdate),
        bug(
            "closure without its loss",
            "closure-missing-return-loss",
            AroundTheStep::closureReturn),
        bug(
            "model given for its parameters",
            "optimizer-given-module",
            replaced(
                "Adam(model.parameters()",
                "Adam(model",
                "SGD(model.parameters()",
                "SGD(model",
                "AdamW(model.parameters()",
                "AdamW(model")),
        bug("train() for eval()", "train-mode-in-evaluation", AroundTheStep::trainForEval),
        bug(
            "no_grad not called",
            "no-grad-without-call",
            replaced("with torch.no_grad():", "with torch.no_grad:")),
        bug(
            "right answers over batches",
            "accuracy-divides-by-loader-len",
            replaced("correct / len(loader.dataset)", "correct / len(loader)")),
        bug(
            "teacher with a graph",
            "teacher-forward-tracks-grad",
            AroundTheStep::teacherWithGraph));
  }

  private static Bug bug(String name, String rule, Function<Code, Stream<List<TextEdit>>> edits) {
    return new Bug(name, rule, Operator.inFile(edits));
  }

  /** Writes each of some texts in another way, wherever it stands; they are given in pairs. */
  private static Function<Code, Stream<List<TextEdit>>> replaced(String... pairs) {
    return code -> {
      List<List<TextEdit>> edits = new ArrayList<>();
      for (int i = 0; i + 1 < pairs.length; i += 2) {
        int at = code.text().indexOf(pairs[i]);
        while (at >= 0) {
          edits.add(List.of(Code.replace(at, pairs[i].length(), pairs[i + 1])));
          at = code.text().indexOf(pairs[i], at + 1);
        }
      }
      return edits.stream();
    };
  }

  private static Function<Code, Stream<List<TextEdit>>> left(String method) {
    return code -> code.calls(method).map(s -> List.of(code.delete(s)));
  }

  // --- precision

  private static Stream<List<TextEdit>> scalerUpdate(Code code) {
    return code.calls("update")
        .filter(s -> code.receiver(s).contains("scaler"))
        .map(s -> List.of(code.delete(s)));
  }

  /** What was unscaled by hand may be stepped without the scaler, so that it is left out too. */
  private static Stream<List<TextEdit>> plainStep(Code code) {
    return code.calls("step")
        .filter(s -> code.receiver(s).contains("scaler"))
        .map(
            s -> {
              List<TextEdit> edits = new ArrayList<>();
              edits.add(Code.replace(s, code.subject(s) + ".step()"));
              code.before(s, each -> code.isCall(each, "unscale_"))
                  .ifPresent(unscale -> edits.add(code.delete(unscale)));
              return edits;
            });
  }

  /** Where no framework may keep the weights in float32 beside them. */
  private static Stream<List<TextEdit>> halved(Code code) {
    return code.all(Stmt.Assign.class)
        .filter(
            a ->
                code.text(a.value())
                    .matches("(?s)torch\\.optim\\.\\w+\\(model\\.parameters\\(\\).*"))
        .filter(a -> !code.text().contains(".prepare(") && !code.text().contains(".setup("))
        .map(a -> List.of(code.insertBefore(a, "model.half()")));
  }

  // --- the graph

  /** The backward passes of a loss that has a name, for an optimizer that the file knows. */
  private static Stream<Stmt> passes(Code code) {
    return code.calls("backward")
        .filter(s -> code.receiver(s).matches("loss\\w*"))
        .filter(s -> code.calls("zero_grad").findFirst().isPresent());
  }

  private static Function<Code, Stream<List<TextEdit>>> rewritten(String value) {
    return code ->
        passes(code)
            .map(
                pass -> {
                  String loss = code.receiver(pass);
                  return List.of(code.insertBefore(pass, loss + " = " + value.formatted(loss)));
                });
  }

  private static Stream<List<TextEdit>> twice(Code code) {
    return passes(code).map(pass -> List.of(code.insertAfter(pass, code.text(pass))));
  }

  private static Stream<List<TextEdit>> kept(Code code) {
    return passes(code)
        .filter(pass -> Code.call(pass).arguments().isEmpty())
        .map(pass -> List.of(Code.insert(pass.end() - 1, "retain_graph=True")));
  }

  // --- windows

  /** The conditions under which an optimizer steps with the gradients of several turns. */
  private static Stream<Stmt.If> windows(Code code) {
    return code.all(Stmt.If.class)
        .filter(choice -> code.text(choice.test()).contains("%"))
        .filter(choice -> !code.text(choice).contains("backward("));
  }

  private static Stream<List<TextEdit>> zeroInWindow(Code code) {
    return windows(code)
        .flatMap(
            window ->
                window.body().stream()
                    .filter(s -> code.isCall(s, "zero_grad"))
                    .map(
                        zero ->
                            List.of(
                                code.insertBefore(
                                    code.block(window).getFirst(), code.text(zero)))));
  }

  private static Stream<List<TextEdit>> clipInWindow(Code code) {
    return windows(code)
        .flatMap(
            window ->
                window.body().stream()
                    .filter(s -> code.isCall(s, "clip_grad_norm_"))
                    .map(clip -> code.moveBefore(clip, window)));
  }

  // --- schedules

  private static Stream<List<TextEdit>> scheduled(Code code) {
    return code.calls("step")
        .filter(s -> code.receiver(s).contains("scheduler"))
        .map(s -> List.of(code.delete(s)));
  }

  /** Before the step of the same block, or at the beginning of the epoch. */
  private static Stream<List<TextEdit>> earlySchedule(Code code) {
    return code.calls("step")
        .filter(s -> code.receiver(s).contains("scheduler") && Code.call(s).arguments().isEmpty())
        .map(
            s -> {
              Optional<Stmt> step = code.before(s, each -> code.isCall(each, "step"));
              return code.moveBefore(s, step.orElse(code.block(s).getFirst()));
            });
  }

  // --- other models

  private static Stream<List<TextEdit>> targetUpdate(Code code) {
    return code.calls("load_state_dict")
        .filter(s -> code.receiver(s).startsWith("target") && code.block(s).size() == 1)
        .map(s -> List.of(code.delete(s)));
  }

  private static Stream<List<TextEdit>> teacherWithGraph(Code code) {
    return code.all(Stmt.With.class)
        .filter(with -> code.text(with.items().getFirst()).equals("torch.no_grad()"))
        .filter(with -> code.text(with).contains("teacher"))
        .map(with -> code.unwrap(with, with.items().getFirst()));
  }

  private static Stream<List<TextEdit>> closureReturn(Code code) {
    return code.all(Stmt.FunctionDef.class)
        .filter(function -> function.name().equals("closure"))
        .map(function -> function.body().getLast())
        .filter(last -> last instanceof Stmt.Return)
        .map(last -> List.of(code.delete(last)));
  }

  // --- evaluation

  private static Stream<List<TextEdit>> trainForEval(Code code) {
    return code.calls("eval")
        .filter(s -> code.scope(s) instanceof Stmt.FunctionDef f && f.name().startsWith("eval"))
        .map(s -> List.of(Code.replace(s, code.receiver(s) + ".train()")));
  }
}
