package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.Session.Ran;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains on one batch, and measures what a step takes. */
final class TrainingReview {

  private static final int OVERFIT_STEPS = 40;

  /** How much the loss must have fallen at the end of them. */
  private static final double FALL = 0.99;

  private static final int TIMED_RUNS = 5;

  private final Subject subject;
  private final Session session;
  private final Notes notes;

  TrainingReview(Subject subject, Session session, Notes notes) {
    this.subject = subject;
    this.session = session;
    this.notes = notes;
  }

  void overfit(Map<String, Dim> sizes) {
    Optional<Ran> ran = session.run(subject.training(), sizes, 0);
    if (ran.isEmpty() || ran.get().program().trainable().isEmpty()) {
      return;
    }
    List<Double> losses = new ArrayList<>();
    for (int step = 1; step <= OVERFIT_STEPS; step++) {
      Optional<List<Numbers>> answer = session.given(session.call("step", 0, 0, step));
      if (answer.isEmpty()) {
        return;
      }
      losses.add(answer.get().getFirst().at(4));
    }
    double first = losses.getFirst();
    double last =
        losses.subList(OVERFIT_STEPS - 5, OVERFIT_STEPS).stream()
            .mapToDouble(l -> l)
            .min()
            .orElse(first);
    boolean falls = last < first * FALL;
    Optimizer optimizer = session.options().optimizer();
    String how =
        "from %s to %s in %d steps of %s with a rate of %s"
            .formatted(
                Notes.number(first),
                Notes.number(last),
                OVERFIT_STEPS,
                optimizer.method(),
                Notes.number(optimizer.rate()));
    // One that is not finite is told where it comes from.
    if (!falls && Double.isFinite(first)) {
      notes.find(
          Checklist.LOSS_DOES_NOT_FALL,
          Optional.empty(),
          "trained on one batch, the loss goes " + how,
          Certainty.LIKELY);
    }
    notes.check(Kind.OVERFIT, falls ? State.PASSED : State.FAILED, "the loss goes " + how);
  }

  void profile(Map<String, Dim> sizes) {
    Optional<Ran> ran = session.run(subject.training(), sizes, 0);
    if (ran.isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>();
    long peak = 0;
    for (String method : List.of("run", "gradients", "step")) {
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < TIMED_RUNS; i++) {
        if (!method.equals("run") && !(session.call("run") instanceof Answer.Given)) {
          return;
        }
        if (session.call(method, 0, 0, 1) instanceof Answer.Given given) {
          times.add(given.seconds());
          peak = Math.max(peak, given.peak());
        }
      }
      if (!times.isEmpty()) {
        double median = times.stream().sorted().toList().get(times.size() / 2);
        words.add(
            "%s %s ms"
                .formatted(
                    switch (method) {
                      case "run" -> "forward";
                      case "gradients" -> "backward";
                      default -> "step";
                    },
                    Notes.number(median * 1000)));
      }
    }
    notes.check(
        Kind.PROFILE,
        State.TOLD,
        "%s; foreseen %s, the process has had %s"
            .formatted(
                String.join(", ", words),
                Memory.text(Memory.of(ran.get().program())),
                Memory.text(peak)));
  }
}
