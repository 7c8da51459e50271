package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.interp.Lesson;
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
  private static final int FEWEST_STEPS = 6;

  /** In seconds; large models take fewer steps then. */
  private static final double PATIENCE = 20;

  /** How much of itself the loss must have lost at the end of them. */
  private static final double FALL = 0.01;

  private static final int TIMED_RUNS = 5;

  private static final int ANY_NUMBERS = 0;

  /** Numbers between zero and one, which a loss may ask for of what is to be rebuilt. */
  private static final int SHARES = 1;

  private final Subject subject;
  private final Session session;
  private final Notes notes;

  TrainingReview(Subject subject, Session session, Notes notes) {
    this.subject = subject;
    this.session = session;
    this.notes = notes;
  }

  /**
   * With the loss and the optimizer of the project, as far as these are known. Its rate may be
   * meant for longer than this: only where the usual one fails, too, nothing can be learnt.
   */
  void overfit(Map<String, Dim> sizes) {
    Optional<Optimizer> own = subject.lesson().optimizer().map(Optimizer::of);
    Optimizer usual = session.options().optimizer();
    Optional<Course> first = train(sizes, own.orElse(usual));
    if (first.isEmpty()) {
      return;
    }
    Course course = first.get();
    String how =
        "%s goes %s of %s".formatted(course.what(), course.text(), text(own.orElse(usual), own));
    if (course.falls()) {
      notes.check(Kind.OVERFIT, State.PASSED, how);
      return;
    }
    Optional<Course> second = own.flatMap(optimizer -> train(sizes, usual));
    if (second.filter(Course::falls).isPresent()) {
      notes.check(
          Kind.OVERFIT,
          State.TOLD,
          "%s, and %s of %s".formatted(how, second.get().text(), text(usual, Optional.empty())));
      return;
    }
    if (session.isSound() && !course.isWhole()) {
      notes.check(Kind.OVERFIT, State.TOLD, how + ", which is as long as it was waited for");
      return;
    }
    // One that is not finite is told where it comes from.
    if (session.isSound() && Double.isFinite(course.start())) {
      notes.find(
          Checklist.LOSS_DOES_NOT_FALL,
          Optional.empty(),
          "trained on one batch, " + how,
          Certainty.LIKELY);
    }
    notes.check(Kind.OVERFIT, State.FAILED, how);
  }

  private String text(Optimizer optimizer, Optional<Optimizer> own) {
    String name =
        own.flatMap(o -> subject.lesson().optimizer())
            .map(
                lesson ->
                    "`%s`%s"
                        .formatted(
                            lesson.text(),
                            lesson.isComplete() ? "" : ", as far as its numbers are known,"))
            .orElse("Adam");
    return "%s with a rate of %s".formatted(name, Notes.number(optimizer.rate()));
  }

  /**
   * How a loss went.
   *
   * @param what the loss
   */
  private record Course(String what, List<Double> losses) {

    boolean isWhole() {
      return losses.size() == OVERFIT_STEPS;
    }

    double start() {
      return losses.getFirst();
    }

    double end() {
      return losses.subList(losses.size() - 5, losses.size()).stream()
          .mapToDouble(l -> l)
          .min()
          .orElse(start());
    }

    /** A loss may be less than nothing. */
    boolean falls() {
      return start() - end() > FALL * Math.abs(start());
    }

    String text() {
      return "from %s to %s in %d steps"
          .formatted(Notes.number(start()), Notes.number(end()), losses.size());
    }
  }

  /** With new weights, for the loss of the project if that takes what stands for its target. */
  private Optional<Course> train(Map<String, Dim> sizes, Optimizer optimizer) {
    Optional<Lesson.Loss> own = Optional.empty();
    for (int inputs : List.of(ANY_NUMBERS, SHARES)) {
      Optional<Ran> ran = session.run(subject.training(), subject.lesson().loss(), sizes, inputs);
      if (ran.isEmpty() || ran.get().program().trainable().isEmpty()) {
        return Optional.empty();
      }
      own =
          ran.get()
              .program()
              .loss()
              .filter(
                  loss -> session.call("judge", Loss.OWN, optimizer, 1) instanceof Answer.Given);
      if (own.isPresent()) {
        break;
      }
    }
    List<Double> losses = new ArrayList<>();
    double taken = 0;
    for (int step = 1; step <= OVERFIT_STEPS; step++) {
      Answer answer =
          session.call("step", own.isPresent() ? Loss.OWN : Loss.DISTANCE, optimizer, step);
      Optional<List<Numbers>> seen = session.given(answer);
      if (seen.isEmpty()) {
        return Optional.empty();
      }
      losses.add(seen.get().getFirst().at(4));
      taken += answer instanceof Answer.Given given ? given.seconds() : 0;
      if (taken > PATIENCE && step >= FEWEST_STEPS) {
        break;
      }
    }
    return Optional.of(
        new Course(own.map(loss -> "`" + loss.text() + "`").orElse("the loss"), losses));
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
